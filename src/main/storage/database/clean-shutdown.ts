import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { changeCounterOf, type JournalEnding, keepsWal, saltOf, statOf } from './database-files.ts';

/**
 * The mark beside the database that says how it was left, so that the next start knows what to
 * trust and which journal can be the database's own. If the file is empty or not such a mark, it
 * says nothing.
 */
const markSchema = z.discriminatedUnion('state', [
  /** It was closed, and no journal was left. */
  z.object({
    state: z.literal('closed'),
    /** Whether it is known to be sound. */
    sound: z.boolean(),
    size: z.number(),
    modifiedAt: z.number(),
    /** SQLite's change counter in the header. */
    changes: z.number(),
    /** The highest place that was ever given to a call; of old their number. */
    calls: z.number(),
  }),
  /** It is open, or was when Handset ended, and its journal has this salt or one of the next. */
  z.object({
    state: z.literal('open'),
    salt: z.number(),
    /** The header's change counter when it was opened: it only rises. */
    changes: z.number(),
  }),
]);

export type CleanMark =
  | z.infer<typeof markSchema>
  /** It is being opened or closed: nothing can be said. */
  | { state: 'void' }
  /** It was left by something that does not know of marks. */
  | { state: 'none' };

function cleanMarkOf(file: string): string {
  return `${file}.clean`;
}

/** Writes the mark of a closed database. `calls`: the highest place ever given to one. */
export function leaveCleanMark(file: string, sound: boolean, calls: number): void {
  const stats = statOf(file);
  // Another connection still has it open, perhaps a backup's.
  if (!stats || statOf(`${file}-wal`)) return;
  const { size } = stats;
  const modifiedAt = millisecond(stats.mtimeMs);
  const changes = changeCounterOf(file);
  writeMark(file, JSON.stringify({ state: 'closed', sound, size, modifiedAt, changes, calls }));
}

/**
 * Writes the mark of an open database, which says which journal is its own. `changes`: the header's
 * change counter before it was opened.
 */
export function leaveOpenMark(file: string, changes: number): void {
  const salt = saltOf(file);
  if (salt !== null) writeMark(file, JSON.stringify({ state: 'open', salt, changes }));
}

/**
 * Empties the mark before the first write and before closing starts: from here on it says nothing.
 * Needs no room on the disk.
 */
export function voidMark(file: string): void {
  writeMark(file, '');
}

export function readCleanMark(file: string): CleanMark {
  const path = cleanMarkOf(file);
  if (!statOf(path)) return { state: 'none' };
  return markSchema.safeParse(readJson(path)).data ?? { state: 'void' };
}

/** Whether this is exactly the database that was closed, even if it was copied since. */
export function isTheClosedOne(file: string, mark: CleanMark): boolean {
  if (mark.state !== 'closed') return false;
  const stats = statOf(file);
  return (
    stats?.isFile() === true && stats.size === mark.size && changeCounterOf(file) === mark.changes
  );
}

/**
 * Whether it was closed properly, sound, and not touched since: then it can be opened unchecked.
 */
export function canBeTrusted(file: string, mark: CleanMark): boolean {
  if (mark.state !== 'closed' || !mark.sound || statOf(`${file}-wal`)) return false;
  if (!isTheClosedOne(file, mark)) return false;
  return millisecond(statOf(file)?.mtimeMs ?? 0) === mark.modifiedAt;
}

/**
 * Whether an earlier database was put in place of the one that was left, by a sync program for
 * example.
 */
export function isEarlier(file: string, mark: CleanMark): boolean {
  const isKnown = mark.state === 'closed' || mark.state === 'open';
  return isKnown && statOf(file)?.isFile() === true && changeCounterOf(file) < mark.changes;
}

/**
 * How many times a journal may start afresh while the database is open: its salt rises by one each
 * time.
 */
const restarts = 1_000_000;

/**
 * Returns the journals beside the database that cannot be its own, by the suffix of their names:
 * - A rollback journal beside a database that keeps a WAL.
 * - A WAL beside a database that was closed without one and has not changed since.
 * - A WAL beside one that was left open with another, if the salts are too far apart, or beside an
 *   earlier database put there without its WAL. The shared memory describes the WAL, and goes with
 *   it.
 */
export function alienJournals(file: string, mark: CleanMark): JournalEnding[] {
  if (statOf(file)?.isFile() !== true) return [];
  const rollback = hasBytes(`${file}-journal`) && keepsWal(file);
  const wal = hasBytes(`${file}-wal`) && walIsAlien(file, mark);
  return [
    ...(rollback ? (['-journal'] as const) : []),
    ...(wal ? (['-wal', '-shm'] as const) : []),
  ];
}

function walIsAlien(file: string, mark: CleanMark): boolean {
  if (mark.state === 'closed') return isTheClosedOne(file, mark);
  const salt = saltOf(file);
  if (mark.state !== 'open' || salt === null) return false;
  return (salt - mark.salt) >>> 0 > restarts || isEarlier(file, mark);
}

/** Whether it was left open with a journal, which then is never empty, and there is none. */
export function lostItsOwn(file: string, mark: CleanMark): boolean {
  return mark.state === 'open' && saltOf(file) === null;
}

function hasBytes(path: string): boolean {
  return (statOf(path)?.size ?? 0) > 0;
}

/** Copying a profile with its times may lose anything finer than this. */
function millisecond(time: number): number {
  return Math.round(time);
}

/** Synced to disk before anything that contradicts the previous mark. */
function writeMark(file: string, text: string): void {
  const descriptor = openSync(cleanMarkOf(file), 'w', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
