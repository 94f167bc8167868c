import { assertNever } from '../shared/assert-never.ts';
import type { MessageIn } from './messages.ts';

const dayOfSeconds = 24 * 3_600;

/** How long each message is worth delivering, in seconds: the broker drops it afterwards. */
export function lifeSecondsOf(message: MessageIn): number {
  switch (message.kind) {
    case 'callback':
      // A late "answered" says nothing that the next poll does not.
      return message.event === 'answered' ? 120 : dayOfSeconds;
    case 'offer':
      // A card for a phone that has long stopped ringing would mislead.
      return 45;
    case 'dial':
    case 'passed':
      return 120;
    case 'summary':
    case 'missed':
    case 'missed_taken':
      return dayOfSeconds;
    default:
      return assertNever('kind of message', message);
  }
}

/** What a desktop says is worth hearing for a minute: it goes to the relays that are there. */
export const outLifeSeconds = 60;

/** A state that is not sent again dies on the broker: a stale "available" must not stay. */
export const stateLifeSeconds = 180;
export const stateEveryMs = 60_000;

export const floorInfoLifeSeconds = 120;
export const floorInfoEveryMs = 20_000;

/** How long the broker keeps what comes for a desktop that is away: a shift. */
export const desktopSessionSeconds = 12 * 3_600;

/** A short loss of the network is no absence. */
export const desktopWillDelaySeconds = 10;

/** How far two computers' clocks may differ before a message counts as too old or too new. */
export const clockToleranceMs = 2 * 60_000;

/** Whom an agent spoke with is worth knowing for a week, whether or not the agent is there. */
export const recentLifeSeconds = 7 * dayOfSeconds;
