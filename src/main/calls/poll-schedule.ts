import type { CallState } from '../../shared/domain/call.ts';

/**
 * Status callbacks: `arriving` for this call, `expected` because they did for the one before, or
 * `none`.
 */
export type Hints = 'none' | 'expected' | 'arriving';

/** What the schedule knows when it decides. */
export interface PollSituation {
  state: CallState;
  /** Since Exotel accepted the call. */
  sinceAcceptedMs: number;
  /** Looks in a row that failed. */
  failures: number;
  /** What the last answer asked for, if anything. */
  retryAfterSeconds: number | null;
  hints: Hints;
  /** From 0 (inclusive) to 1 (exclusive). */
  random: number;
}

/** Half-width of the jitter, so that many agents do not ask in step. */
const jitter = 0.05;

/** Where callbacks say when to look, polling only catches what they lost. */
const fallbackMs = { expected: 15_000, arriving: 180_000 } as const;
/** Phones have rung or were answered by then: callbacks that still say nothing do not come. */
const hintPatienceMs = 45_000;

/**
 * Milliseconds until the next look at an open call is wanted: quick while phones ring, slow while
 * nothing changes, slower still when looks fail. When it may leave is the budget's to say. Pure.
 */
export function nextPollDelay(situation: PollSituation): number {
  const spread = 1 - jitter + 2 * jitter * situation.random;
  const wanted = situation.failures > 0 ? backoff(situation.failures) : steady(situation);
  return Math.round(Math.max(wanted * spread, (situation.retryAfterSeconds ?? 0) * 1000));
}

function steady({ state, sinceAcceptedMs, hints }: PollSituation): number {
  if (state === 'finishing') return 2_000;
  if (hints === 'arriving') return fallbackMs.arriving;
  if (hints === 'expected' && sinceAcceptedMs < hintPatienceMs) return fallbackMs.expected;
  if (sinceAcceptedMs < 5_000) return 2_000;
  if (sinceAcceptedMs < 20_000) return 3_500;
  if (sinceAcceptedMs < 20 * 60_000) return 5_000;
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
  /** Requests that the budget allows in a minute: where they are few, the end comes first. */
  perMinute: number;
}): 'details' | 'legs' {
  if (call.legsSupported === false || call.state !== 'accepted') return 'details';
  const every = call.perMinute < 2 ? 1 : call.perMinute < 12 ? 2 : 3;
  return call.looks % every === every - 1 ? 'details' : 'legs';
}

/** After the end Exotel still corrects durations for about five minutes: look once more then. */
export const verifyAfterMs = 5 * 60_000;

/**
 * Calls that Exotel still calls active this long after their time limit are stuck there. Such a call
 * is given up once Exotel has said so again, never by its age alone.
 */
export const sweepGraceMs = 20 * 60_000;

/**
 * "Not found" of a call that Exotel took ends nothing until it was said as often and for as long as
 * this, with nothing else in between.
 */
export const notFoundPatience = { polls: 6, ms: 5 * 60_000 } as const;

/** Looks in a row that fail at a call long past its time: nobody can be asked now. */
export const mostFailures = 10;
