import type { ErrorCode } from '../../shared/domain/app-error.ts';

/**
 * When to ask whether a recording has been published, in seconds after the call's end. Exotel takes
 * one to five minutes, at peak up to fifteen; see docs/architecture.md.
 */
const looksAt = [5, 15, 30, 60, 120, 240, 420, 660, 900, 1200] as const;

export interface LookPlan {
  /** Looks counted as done by then. */
  looks: number;
  delayMs: number;
}

/**
 * The next look after `looks` of them: looks that fall into a time when Handset was not running are
 * skipped. Null: it never came.
 *
 * @param ageMs how long ago the call has ended, at least.
 * @param timeScale 1 in life; the practice account's clock runs faster.
 * @param jitter 0 to 1: spreads the agents of one account over a tenth of the delay.
 */
export function nextLook(
  looks: number,
  ageMs: number,
  timeScale: number,
  jitter: number,
): LookPlan | null {
  const reached = Math.max(looksAt[looks - 1] ?? 0, ageMs / timeScale / 1000);
  const index = looksAt.findIndex((at) => at > reached);
  const at = looksAt[index];
  if (at === undefined) return null;
  return { looks: index, delayMs: (at - reached) * 1000 * timeScale * (1 + jitter / 10) };
}

const retriesAfterSeconds = [5, 30, 120, 600] as const;
/** Longest wait between two tries, in milliseconds before scaling. */
export const longestWaitMs = 3_600_000;

/** What another try cannot mend, or only the agent can. */
const finalFailures: readonly ErrorCode[] = [
  'recording_expired',
  'recording_refused',
  'disk_full',
  'recording_needs_account',
];

/**
 * How long to wait after a download has failed for the `tries`-th time, in milliseconds before
 * scaling. Null: no more by itself.
 *
 * @param young Exotel cannot have deleted it yet.
 */
export function retryDelayMs(failure: ErrorCode, tries: number, young: boolean): number | null {
  if (finalFailures.includes(failure)) return null;
  const seconds = retriesAfterSeconds[tries - 1];
  if (seconds !== undefined) return seconds * 1000;
  // The folder is this computer's: how old the call is has nothing to do with it.
  return young || failure === 'recordings_folder' ? longestWaitMs : null;
}

export interface RetryPlan {
  /** What the agent is told meanwhile. */
  state: 'processing' | 'available' | 'failed';
  /** As {@link retryDelayMs} has it. */
  delayMs: number | null;
}

/** What becomes of a recording whose download has failed for the `tries`-th time. */
export function planAfter(failure: ErrorCode, tries: number, young: boolean): RetryPlan {
  const delayMs = retryDelayMs(failure, tries, young);
  // Published, yet not there: for the agent that is still Exotel's processing, for some minutes.
  const isExpected = failure === 'recording_not_ready' && tries <= retriesAfterSeconds.length;
  if (isExpected && delayMs !== null) return { state: 'processing', delayMs };
  // Without its account nothing failed yet: it goes on when the account is back.
  return { state: failure === 'recording_needs_account' ? 'available' : 'failed', delayMs };
}

/** How long to wait after Exotel could not even be asked, in milliseconds before scaling. */
export function unansweredLookDelayMs(tries: number): number {
  return Math.min(15 * 2 ** (tries - 1), 300) * 1000;
}
