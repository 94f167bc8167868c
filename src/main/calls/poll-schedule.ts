import type { CallDirection, CallState } from '../../shared/domain/call.ts';

/**
 * Status callbacks: `arriving` for this call, `expected` because they arrived for the one before,
 * or `none`.
 */
export type Hints = 'none' | 'expected' | 'arriving';

/** What the schedule knows when it decides. */
export interface PollSituation {
  direction: CallDirection;
  state: CallState;
  /** Since Exotel accepted the call. */
  sinceAcceptedMs: number;
  /** Failed polls in a row. */
  failures: number;
  /** The wait that the last response asked for, if any. */
  retryAfterSeconds: number | null;
  hints: Hints;
  /** From 0 (inclusive) to 1 (exclusive). */
  random: number;
}

/** Half-width of the jitter, so that many agents do not ask in step. */
const jitter = 0.05;

/** If callbacks say when to poll, polling only catches the ones that were lost. */
const fallbackMs = { expected: 15_000, arriving: 180_000 } as const;
/** By then phones have rung or were answered: callbacks that have still not come will not come. */
const hintPatienceMs = 45_000;

/**
 * Milliseconds until an open call should be polled next: short while phones ring, longer while
 * nothing changes, longer still when polls fail. The budget decides when it may leave. Pure.
 */
export function nextPollDelay(situation: PollSituation): number {
  const spread = 1 - jitter + 2 * jitter * situation.random;
  const wanted = wantedDelay(situation);
  return Math.round(Math.max(wanted * spread, (situation.retryAfterSeconds ?? 0) * 1000));
}

function wantedDelay(situation: PollSituation): number {
  const { direction, state, failures } = situation;
  // The floor tells how such a call goes; Exotel is asked about one of which nothing more is heard.
  if (direction === 'inbound')
    return Math.max(silence(state), failures > 0 ? backoff(failures) : 0);
  return failures > 0 ? backoff(failures) : steady(situation);
}

function silence(state: CallState): number {
  if (state === 'offered') return 60_000;
  if (state === 'ringing') return 90_000;
  return state === 'finishing' ? 10_000 : 180_000;
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

/**
 * What to ask in a poll: legs tell more until the customer's leg is there, details tell the end.
 */
export function nextQuestion(call: {
  state: CallState;
  legsSupported: boolean | null;
  /** Polls so far. */
  polls: number;
  /** Requests per minute that the budget allows: if they are few, the end comes first. */
  perMinute: number;
}): 'details' | 'legs' {
  if (call.legsSupported === false) return 'details';
  // Legs tell whose phone it is, details tell the end.
  if (call.state === 'offered' || call.state === 'ringing')
    return call.polls % 2 === 0 ? 'legs' : 'details';
  if (call.state !== 'accepted') return 'details';
  const every = call.perMinute < 2 ? 1 : call.perMinute < 12 ? 2 : 3;
  return call.polls % every === every - 1 ? 'details' : 'legs';
}

/**
 * After the end Exotel still corrects durations for about five minutes: poll once more after that.
 */
export const verifyAfterMs = 5 * 60_000;

/**
 * How long after its time limit a call that Exotel still calls active counts as stuck there. It is
 * given up once Exotel has said so again, never because of its age alone.
 */
export const sweepGraceMs = 20 * 60_000;

/**
 * "Not found" for a call that Exotel accepted ends it only after it was said this often and for
 * this long, with nothing else in between.
 */
export const notFoundPatience = { polls: 6, ms: 5 * 60_000 } as const;

/** Failed polls in a row after which a call long past its time is given up. */
export const mostFailures = 10;
