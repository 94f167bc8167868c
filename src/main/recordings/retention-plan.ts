import { restorableMs } from '../exotel/confirmed-time.ts';

export interface KeptRecording {
  id: string;
  /** Since when it is on this computer, epoch milliseconds. */
  savedAt: number;
  bytes: number;
  /** Somebody may be listening. */
  inUse: boolean;
  /** Since when it is out of sight and can be restored, epoch milliseconds; null: it is not. */
  hiddenAt: number | null;
}

export interface RetentionLimits {
  /** For all recordings together; null: none. */
  quotaBytes: number | null;
  /** How long one stays after it was saved here; null: for ever. */
  keepMs: number | null;
}

/** Ids of recordings. */
export interface RetentionPlan {
  /** Too old: these go out of sight, and can be restored for some days. */
  hide: string[];
  /** Their bytes go. */
  remove: string[];
}

/**
 * Which recordings have to go: out of sight those kept for longer than `keepMs`; for good those out
 * of sight for long, and as many more as it takes to fit into the quota, those out of sight first.
 * One in use stays, whatever its age.
 *
 * @param kept in the order in which they came into the database: no clock has a say in that.
 * @param usedBytes what all recordings take, half ones included.
 * @param now epoch milliseconds by a clock that can be relied on; null: there is none, and nothing
 * goes for its age.
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
