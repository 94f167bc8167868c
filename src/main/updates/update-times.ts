import { hourMs, minuteMs } from '../base/durations.ts';

/**
 * How long after the start the feed is asked first: not while the agent logs in everywhere, and not
 * all agents of a shift at once. `random`: 0 to 1.
 */
export function firstCheckMs(random: number): number {
  return 3 * minuteMs + random * 10 * minuteMs;
}

/** From one time to the next, also after a failure: about a day. */
export function nextCheckMs(random: number): number {
  return 22 * hourMs + random * 4 * hourMs;
}

/** How long no call may have been in the way before anything is fetched: the next one is near. */
export const quietMs = minuteMs;
/** How often it is looked whether something is due. */
export const tendMs = 30_000;
/** A feed that has not answered by then does not. */
export const longestCheckMs = minuteMs;
/** A download that gets nothing for so long is over. */
export const longestSilenceMs = 2 * minuteMs;
/** After so many downloads that a call ended it is left until the next day. */
export const mostInterruptions = 5;
