import { dayMs } from '../../base/durations.ts';

/** What decides which of two backups is newer: nothing that a clock has said. */
export interface BackupContent {
  /** Rises with each backup and is kept in the database and its copies; 0: of before there was one. */
  sequence: number;
  /** How many calls were ever written into the database. */
  calls: number;
}

export interface Backup {
  path: string;
  /** When it was made by the clock of then, epoch milliseconds: for the agent's eyes. */
  at: number;
  /** `damaged`: it is no database any more. `unreadable`: it could not be looked at just now. */
  content: BackupContent | 'damaged' | 'unreadable';
}

/** How many are kept: one a day for a week. */
export const ringSize = 7;

/** Sorts the newest first; behind them what could not be looked at, and what is damaged. */
export function newestFirst(a: Backup, b: Backup): number {
  const [first, second] = [rank(a), rank(b)];
  const decides = first.findIndex((value, index) => value !== second[index]);
  return decides === -1 ? 0 : (second[decides] ?? 0) - (first[decides] ?? 0);
}

function rank({ content, at }: Backup): number[] {
  if (content === 'damaged') return [0, 0, 0, at];
  if (content === 'unreadable') return [1, 0, 0, at];
  return [2, content.sequence, content.calls, at];
}

/**
 * Which backups go, of all that there are with the newest first, so that as many stay as are kept:
 * damaged ones first, then the oldest of those that share their day with a newer one, so that a
 * clock that jumps to and fro costs no depth, then the oldest. What could not be looked at stays.
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
