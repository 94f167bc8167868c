import { hourMs, minuteMs } from '../base/durations.ts';

/**
 * Returns how long after the start the feed is first checked: not while the agent logs in
 * everywhere, and not for all agents of a shift at once. `random`: 0 to 1.
 */
export function firstCheckMs(random: number): number {
  return 3 * minuteMs + random * 10 * minuteMs;
}

/** Returns the time from one check to the next, also after a failure: about a day. */
export function nextCheckMs(random: number): number {
  return 22 * hourMs + random * 4 * hourMs;
}

/** How long no call may have been in the way before a download starts: another one may be near. */
export const quietMs = minuteMs;
/** How often to check whether something is due. */
export const tendMs = 30_000;
/** A feed that has not responded by then is not going to. */
export const longestCheckMs = minuteMs;
/** A download that receives nothing for this long has failed. */
export const longestSilenceMs = 2 * minuteMs;
/** After this many downloads interrupted by calls, wait until the next day. */
export const mostInterruptions = 5;
