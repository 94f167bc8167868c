import { dayMs } from '../../base/durations.ts';

/** What decides which of two backups is newer; no clock is involved. */
export interface BackupContent {
  /**
   * Rises with each backup and is kept in the database and its copies; 0 if it predates the
   * counter.
   */
  sequence: number;
  /**
   * The highest place that was ever given to a call, which each dial raises; see
   * `tables/place-in-history.ts`.
   */
  lastPlace: number;
}

export interface Backup {
  path: string;
  /** When it was made by the clock at the time, epoch milliseconds: only shown to the agent. */
  at: number;
  /** `damaged`: no longer a database. `unreadable`: could not be examined just now. */
  content: BackupContent | 'damaged' | 'unreadable';
}

/** How many are kept: one a day for a week. */
export const ringSize = 7;

/**
 * Sorts the newest first, followed by those that could not be examined and those that are damaged.
 */
export function newestFirst(a: Backup, b: Backup): number {
  const [first, second] = [rank(a), rank(b)];
  const decides = first.findIndex((value, index) => value !== second[index]);
  return decides === -1 ? 0 : (second[decides] ?? 0) - (first[decides] ?? 0);
}

function rank({ content, at }: Backup): number[] {
  if (content === 'damaged') return [0, 0, 0, at];
  if (content === 'unreadable') return [1, 0, 0, at];
  return [2, content.sequence, content.lastPlace, at];
}

/**
 * Returns which of all backups (newest first) to delete so that only the ring remains: damaged ones
 * first, then the oldest of those that share a day with a newer one, so that a clock jumping back
 * and forth costs no depth, then the oldest. Those that could not be examined stay.
 */
export function beyondRing(backups: readonly Backup[]): Backup[] {
  const known = backups.filter(({ content }) => content !== 'unreadable').reverse();
  const damaged = known.filter(({ content }) => content === 'damaged');
  const sound = known.filter(({ content }) => content !== 'damaged');
  const twins = sound.filter((backup, index) =>
    sound.slice(index + 1).some((newer) => dayOf(newer) === dayOf(backup)),
  );
  const single = sound.filter((backup) => !twins.includes(backup));
  return [...damaged, ...twins, ...single].slice(0, Math.max(known.length - ringSize, 0));
}

function dayOf({ at }: Backup): number {
  return Math.floor(at / dayMs);
}
