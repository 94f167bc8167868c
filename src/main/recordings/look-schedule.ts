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
 * The next look after `looks` of them, the last of which came `overdueMs` late: looks that fall
 * into a time when Handset was not running are skipped. Null: it never came.
 *
 * @param timeScale 1 in life; the practice account's clock runs faster.
 * @param jitter 0 to 1: spreads the agents of one account over a tenth of the delay.
 */
export function nextLook(
  looks: number,
  overdueMs: number,
  timeScale: number,
  jitter: number,
): LookPlan | null {
  const reached = (looksAt[looks - 1] ?? 0) + Math.max(0, overdueMs) / timeScale / 1000;
  const index = looksAt.findIndex((at) => at > reached);
  const at = looksAt[index];
  if (at === undefined) return null;
  return { looks: index, delayMs: (at - reached) * 1000 * timeScale * (1 + jitter / 10) };
}

const retriesAfterSeconds = [5, 30, 120, 600] as const;

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
 */
export function retryDelayMs(failure: ErrorCode, tries: number): number | null {
  const seconds = retriesAfterSeconds[tries - 1];
  return seconds === undefined || finalFailures.includes(failure) ? null : seconds * 1000;
}

/** How long to wait after Exotel could not even be asked, in milliseconds before scaling. */
export function unansweredLookDelayMs(tries: number): number {
  return Math.min(15 * 2 ** (tries - 1), 300) * 1000;
}
