import type { CallFacts } from './call.ts';

export interface TotalDuration {
  seconds: number;
  /** `computed` from start and end, if Exotel gives none itself. */
  basis: 'observed' | 'computed';
}

/** No call lasts a week. */
const longestSeconds = 7 * 86_400;

/** Returns the time from start to end of a call that is over; null if that cannot be told. */
export function totalDurationOf(
  call: Pick<CallFacts, 'provider' | 'endedAt' | 'state'> & Partial<Pick<CallFacts, 'aheadMs'>>,
): TotalDuration | null {
  const { totalSeconds = null, startedAt = null } = call.provider ?? {};
  if (totalSeconds !== null) return { seconds: totalSeconds, basis: 'observed' };
  if (call.state !== 'ended' || startedAt === null || !call.endedAt) return null;
  // Both by Exotel's clock; in rows of earlier versions the call's own end is, too.
  const endedAt = call.provider?.endedAt ?? call.endedAt - (call.aheadMs ?? 0);
  const seconds = Math.round((endedAt - startedAt) / 1000);
  return seconds < 0 || seconds > longestSeconds ? null : { seconds, basis: 'computed' };
}
