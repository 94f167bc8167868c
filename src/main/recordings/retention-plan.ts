export interface KeptRecording {
  /** The recording's. */
  id: string;
  /** Since when it is on this computer, epoch milliseconds. */
  savedAt: number;
  bytes: number;
  /** Somebody may be listening. */
  inUse: boolean;
}

export interface RetentionLimits {
  /** For all recordings together; null: none. */
  quotaBytes: number | null;
  /** How long one stays after it was saved here; null: for ever. */
  keepMs: number | null;
}

/**
 * Which recordings have to go, the oldest first: those kept for longer than `keepMs`, then as many
 * more as it takes to fit into the quota. One in use stays, whatever its age.
 *
 * @param usedBytes what all recordings take, half ones included.
 * @param now epoch milliseconds.
 */
export function recordingsToRemove(
  kept: readonly KeptRecording[],
  usedBytes: number,
  { quotaBytes, keepMs }: RetentionLimits,
  now: number,
): string[] {
  const removable = kept
    .filter(({ inUse }) => !inUse)
    .toSorted((one, other) => one.savedAt - other.savedAt);
  let used = usedBytes;
  return removable
    .filter(({ savedAt, bytes }) => {
      const tooOld = keepMs !== null && now - savedAt > keepMs;
      const tooMuch = quotaBytes !== null && used > quotaBytes;
      // Behind the first one that stays all are younger and fit: what is counted there is not asked.
      used -= bytes;
      return tooOld || tooMuch;
    })
    .map(({ id }) => id);
}
