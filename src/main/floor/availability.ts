import { assertNever } from '../../shared/assert-never.ts';
import type { Availability, AvailabilityWish } from '../../shared/domain/availability.ts';

/** What an agent's availability follows from. Times are epoch milliseconds UTC. */
export interface AvailabilityFacts {
  /** What the agent chose. */
  wish: AvailabilityWish;
  /** A call of this agent is open, or about to be placed. */
  inCall: boolean;
  /** The time after the last call; `prolonged` once the agent has asked for more of it. */
  wrapUp: { until: number; prolonged: boolean } | null;
  /** The computer sleeps or is locked, or Handset is not the agent's desktop now. */
  away: boolean;
  shown: Availability;
}

export type AvailabilityEvent =
  | { type: 'wish'; wish: AvailabilityWish }
  /** `wrapUpSeconds`: how long the time after the call is, once none is open any more. */
  | { type: 'calls'; open: boolean; wrapUpSeconds: number }
  /** The agent filed the call, asked for the next, or the time is over. */
  | { type: 'wrap_up_over' }
  /** The agent is writing about the call: that may take twice the time, once. */
  | { type: 'writing'; wrapUpSeconds: number }
  | { type: 'away' }
  | { type: 'back' };

const onBreak: AvailabilityWish = { state: 'break', reason: null };

/** Nobody is rung before they say so: the day starts with a break. */
export function firstAvailability(now: number): AvailabilityFacts {
  const facts = { wish: onBreak, inCall: false, wrapUp: null, away: false };
  return { ...facts, shown: { ...shownOf(facts), since: now } };
}

/**
 * Returns what an event makes of it. Pure and total; the same object if nothing changed. `now`:
 * epoch milliseconds UTC.
 */
export function availabilityAfter(
  before: AvailabilityFacts,
  event: AvailabilityEvent,
  now: number,
): AvailabilityFacts {
  const facts = step(before, event, now);
  if (facts === before) return before;
  const shown = shownOf(facts);
  const same = shown.state === before.shown.state && shown.reason === before.shown.reason;
  return { ...facts, shown: { ...shown, since: same ? before.shown.since : now } };
}

function step(before: AvailabilityFacts, event: AvailabilityEvent, now: number): AvailabilityFacts {
  switch (event.type) {
    case 'wish':
      // Whoever chooses during the time after a call is done with it; a call is never over by a wish.
      return { ...before, wish: event.wish, wrapUp: before.inCall ? before.wrapUp : null };
    case 'calls':
      if (event.open === before.inCall) return before;
      return { ...before, inCall: event.open, wrapUp: event.open ? null : after(event, now) };
    case 'wrap_up_over':
      return before.wrapUp ? { ...before, wrapUp: null } : before;
    case 'writing':
      return prolonged(before, event.wrapUpSeconds);
    case 'away':
      return before.away ? before : { ...before, away: true, wrapUp: null };
    case 'back':
      // Nobody is rung because a lid was opened.
      return before.away ? { ...before, away: false, wish: onBreak } : before;
    default:
      return assertNever('availability event', event);
  }
}

function after(
  { wrapUpSeconds }: { wrapUpSeconds: number },
  now: number,
): AvailabilityFacts['wrapUp'] {
  return wrapUpSeconds === 0 ? null : { until: now + wrapUpSeconds * 1000, prolonged: false };
}

function prolonged(before: AvailabilityFacts, wrapUpSeconds: number): AvailabilityFacts {
  const { wrapUp } = before;
  if (!wrapUp || wrapUp.prolonged) return before;
  const until = wrapUp.until + wrapUpSeconds * 1000;
  return { ...before, wrapUp: { until, prolonged: true } };
}

function shownOf({
  wish,
  inCall,
  wrapUp,
  away,
}: Omit<AvailabilityFacts, 'shown'>): Omit<Availability, 'since'> {
  const shown = { wish, until: null, reason: null };
  if (away) return { ...shown, state: 'offline' };
  if (inCall) return { ...shown, state: 'oncall' };
  if (wrapUp) return { ...shown, state: 'wrapup', until: wrapUp.until };
  return wish.state === 'break'
    ? { ...shown, state: 'break', reason: wish.reason }
    : { ...shown, state: 'available' };
}
