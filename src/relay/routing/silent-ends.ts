import type { Clock } from '../../main/base/clock.ts';
import { minuteMs } from '../../main/base/durations.ts';
import { Timers } from '../../main/base/timers.ts';
import type { Roster } from '../roster.ts';
import type { Holds } from './holds.ts';

export interface SilentEndsOptions {
  clock: Clock;
  roster: Pick<Roster, 'presenceOf'>;
  holds: Pick<Holds, 'talking' | 'end'>;
}

const everyMs = 10_000;
/** A desktop may hear a little late of a call that Exotel has told us of. */
const sureAfterMs = minuteMs;

/**
 * Lets agents go whose call has ended without a word that reached us: their desktop, which knows of
 * their calls, has said since, and for a minute, that they are free. Returns a function that ends it.
 */
export function watchSilentEnds({ clock, roster, holds }: SilentEndsOptions): () => void {
  const timers = new Timers(clock);
  const look = (): void => {
    for (const { agent, call, at } of holds.talking()) {
      const { state, forMs } = roster.presenceOf(agent);
      if (state !== 'available' || forMs === null) continue;
      if (forMs >= sureAfterMs && forMs < clock.now() - at) holds.end(agent, call);
    }
    timers.run(everyMs, look);
  };
  timers.run(everyMs, look);
  return () => timers.dispose();
}
