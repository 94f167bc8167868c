import { restorableMs } from '../exotel/confirmed-time.ts';

export interface KeptRecording {
  id: string;
  /** When it was saved on this computer, epoch milliseconds. */
  savedAt: number;
  bytes: number;
  /** Whether it may be playing. */
  inUse: boolean;
  /**
   * When it was hidden, from when on it can be restored, epoch milliseconds; null if it is not
   * hidden.
   */
  hiddenAt: number | null;
}

export interface RetentionLimits {
  /** For all recordings together; null for no limit. */
  quotaBytes: number | null;
  /** How long each one stays after it was saved here; null for ever. */
  keepMs: number | null;
}

/** Ids of recordings. */
export interface RetentionPlan {
  /** Too old: these are hidden and can be restored for some days. */
  hide: string[];
  /** These are deleted. */
  remove: string[];
}

/**
 * Returns which recordings have to go: hidden are those kept longer than `keepMs`; deleted are
 * those hidden for long, and as many more as needed to fit the quota, hidden ones first. One in use
 * stays, whatever its age.
 *
 * @param kept in the order they came into the database, which does not depend on any clock
 * @param usedBytes the space all recordings take, partial ones included
 * @param now epoch milliseconds by a reliable clock; null if there is none, and then nothing is
 * removed for its age
 */
export function planRetention(
  kept: readonly KeptRecording[],
  usedBytes: number,
  { quotaBytes, keepMs }: RetentionLimits,
  now: number | null,
): RetentionPlan {
  const olderThan = (at: number, ms: number | null): boolean =>
    now !== null && ms !== null && now - at > ms;
  const free = kept.filter(({ inUse }) => !inUse);
  const hidden = free.filter(({ hiddenAt }) => hiddenAt !== null);
  const hide = free.filter((one) => one.hiddenAt === null && olderThan(one.savedAt, keepMs));
  const shown = free.filter((one) => one.hiddenAt === null && !hide.includes(one));
  let used = usedBytes;
  const remove = [...hidden, ...hide, ...shown].filter(({ hiddenAt, bytes }) => {
    const over = hiddenAt !== null && olderThan(hiddenAt, restorableMs);
    const goes = over || (quotaBytes !== null && used > quotaBytes);
    if (goes) used -= bytes;
    return goes;
  });
  const idsOf = (some: readonly KeptRecording[]) => some.map(({ id }) => id);
  return { hide: idsOf(hide.filter((one) => !remove.includes(one))), remove: idsOf(remove) };
}
