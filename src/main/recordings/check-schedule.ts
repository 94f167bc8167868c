import type { ErrorCode } from '../../shared/domain/app-error.ts';

/**
 * When to ask whether a recording was published, in seconds after the call's end. Exotel takes one
 * to five minutes, at peak times up to fifteen; see docs/architecture.md.
 */
const checksAt = [5, 15, 30, 60, 120, 240, 420, 660, 900, 1200] as const;

export interface CheckPlan {
  /** How many checks count as done by then. */
  checks: number;
  delayMs: number;
}

/**
 * Returns the next check after `checks` of them; those that fell into a time when Handset was not
 * running are skipped. Null if no check is left and the recording never came.
 *
 * @param ageMs how long ago the call ended, at least
 * @param timeScale 1 for real accounts; less where practice time runs faster
 * @param jitter 0 to 1: spreads the agents of one account over a tenth of the delay
 */
export function nextCheck(
  checks: number,
  ageMs: number,
  timeScale: number,
  jitter: number,
): CheckPlan | null {
  const reached = Math.max(checksAt[checks - 1] ?? 0, ageMs / timeScale / 1000);
  const index = checksAt.findIndex((at) => at > reached);
  const at = checksAt[index];
  if (at === undefined) return null;
  return { checks: index, delayMs: (at - reached) * 1000 * timeScale * (1 + jitter / 10) };
}

const retriesAfterSeconds = [5, 30, 120, 600] as const;
/** Longest wait between two attempts, in milliseconds before scaling. */
export const longestWaitMs = 3_600_000;

/** What another attempt cannot fix, or only the agent can. */
const finalFailures: readonly ErrorCode[] = [
  'recording_expired',
  'recording_refused',
  'disk_full',
  'recording_needs_account',
];

/**
 * Returns how long to wait after the `tries`-th failed download, in milliseconds before scaling.
 * Null if Handset does not try again on its own.
 *
 * @param young whether Exotel cannot have deleted it yet
 */
export function retryDelayMs(failure: ErrorCode, tries: number, young: boolean): number | null {
  if (finalFailures.includes(failure)) return null;
  const seconds = retriesAfterSeconds[tries - 1];
  if (seconds !== undefined) return seconds * 1000;
  // The folder is on this computer, so the call's age does not matter.
  return young || failure === 'recordings_folder' ? longestWaitMs : null;
}

export interface RetryPlan {
  /** The state the agent sees meanwhile. */
  state: 'processing' | 'available' | 'failed';
  /** See {@link retryDelayMs}. */
  delayMs: number | null;
}

/** Returns what happens to a recording after its `tries`-th failed download. */
export function planAfter(failure: ErrorCode, tries: number, young: boolean): RetryPlan {
  const delayMs = retryDelayMs(failure, tries, young);
  // Published but not there yet: to the agent that is still Exotel's processing, for some minutes.
  const isExpected = failure === 'recording_not_ready' && tries <= retriesAfterSeconds.length;
  if (isExpected && delayMs !== null) return { state: 'processing', delayMs };
  // A missing account is not a failure: it continues when the account is back.
  return { state: failure === 'recording_needs_account' ? 'available' : 'failed', delayMs };
}

/** Returns how long to wait if Exotel could not even be asked, in milliseconds before scaling. */
export function unansweredCheckDelayMs(tries: number): number {
  return Math.min(15 * 2 ** (tries - 1), 300) * 1000;
}
