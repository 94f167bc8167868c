import type { CallFacts } from './call.ts';

export interface TotalDuration {
  seconds: number;
  /** `computed` from start and end, where Exotel gives none itself. */
  basis: 'observed' | 'computed';
}

/** From start to end of a call that is over; null where that cannot be told. */
export function totalDurationOf(
  call: Pick<CallFacts, 'provider' | 'endedAt' | 'state'>,
): TotalDuration | null {
  const { totalSeconds = null, startedAt = null } = call.provider ?? {};
  if (totalSeconds !== null) return { seconds: totalSeconds, basis: 'observed' };
  if (call.state !== 'ended' || startedAt === null || call.endedAt === null) return null;
  const seconds = Math.round((call.endedAt - startedAt) / 1000);
  return seconds < 0 ? null : { seconds, basis: 'computed' };
}
