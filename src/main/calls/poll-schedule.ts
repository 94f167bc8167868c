import type { CallState } from '../../shared/domain/call.ts';

/** What the schedule knows when it decides. */
export interface PollSituation {
  state: CallState;
  /** Since Exotel accepted the call. */
  sinceAcceptedMs: number;
  /** Looks in a row that failed. */
  failures: number;
  /** What the last answer asked for, if anything. */
  retryAfterSeconds: number | null;
  /** From 0 (inclusive) to 1 (exclusive). */
  random: number;
}

/** Half-width of the jitter, so that many agents do not ask in step. */
const jitter = 0.1;

/**
 * Milliseconds until the next look at an open call: quick while phones ring, slow while nothing
 * changes, slower still when looks fail. Pure.
 */
export function nextLookDelay(situation: PollSituation): number {
  const spread = 1 - jitter + 2 * jitter * situation.random;
  const wanted = situation.failures > 0 ? backoff(situation.failures) : steady(situation);
  return Math.round(Math.max(wanted * spread, (situation.retryAfterSeconds ?? 0) * 1000));
}

function steady({ state, sinceAcceptedMs }: PollSituation): number {
  if (state === 'finishing') return 2_000;
  if (sinceAcceptedMs < 5_000) return 1_500;
  if (sinceAcceptedMs < 20_000) return 2_500;
  if (sinceAcceptedMs < 10 * 60_000) return 5_000;
  return 10_000;
}

function backoff(failures: number): number {
  return Math.min(2_000 * 2 ** (failures - 1), 60_000);
}

/** What to ask at a look: legs tell more until the customer's leg is there, details tell the end. */
export function nextQuestion(call: {
  state: CallState;
  legsSupported: boolean | null;
  /** Looks so far. */
  looks: number;
}): 'details' | 'legs' {
  if (call.legsSupported === false || call.state !== 'accepted') return 'details';
  return call.looks % 3 === 2 ? 'details' : 'legs';
}

/** After the end Exotel still corrects durations for about five minutes: look once more then. */
export const verifyAfterMs = 5 * 60_000;

/** Calls stuck as active this long after their time limit get no final status any more. */
export const sweepGraceMs = 20 * 60_000;

/** A call that Exotel accepted and does not know this long afterwards will not come back. */
export const notFoundPatienceMs = 2 * 60_000;
