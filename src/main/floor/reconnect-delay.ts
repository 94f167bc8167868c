const shortestMs = 1_000;
const longestMs = 30_000;

/**
 * Returns how long to wait before the next try, in milliseconds: random, so that the desktops of a
 * floor do not come back at the same moment, and over a range that doubles with every failure.
 *
 * @param failures tries in a row that failed, from 0
 * @param random from 0 up to 1
 */
export function reconnectDelayMs(failures: number, random: number): number {
  const range = Math.min(2 * shortestMs * 2 ** Math.min(failures, 10), longestMs);
  return shortestMs + random * (range - shortestMs);
}
