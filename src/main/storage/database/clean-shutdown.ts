import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { changeCounterOf, type JournalEnding, keepsWal, saltOf, statOf } from './database-files.ts';

/**
 * What stands beside the database and says how it was left, so that the next start knows what to trust,
 * and which journal can be the database's own. Empty, or no such mark: nothing can be said.
 */
const markSchema = z.discriminatedUnion('state', [
  /** It was closed, and no journal was left. */
  z.object({
    state: z.literal('closed'),
    /** Is it known to be sound? */
    sound: z.boolean(),
    size: z.number(),
    modifiedAt: z.number(),
    /** SQLite's own, in the header. */
    changes: z.number(),
    /** How many calls were ever written into it. */
    calls: z.number(),
  }),
  /** It is open, or was when Handset ended, and its journal has this salt or one of the next. */
  z.object({
    state: z.literal('open'),
    salt: z.number(),
    /** The header's count when it was opened: it only rises. */
    changes: z.number(),
  }),
]);

export type CleanMark =
  | z.infer<typeof markSchema>
  /** It is being opened or closed: nothing can be said. */
  | { state: 'void' }
  /** It was left by nobody who knows of marks. */
  | { state: 'none' };

function cleanMarkOf(file: string): string {
  return `${file}.clean`;
}

/** Says beside a closed database how it was left. `calls`: how many were ever written into it. */
export function leaveCleanMark(file: string, sound: boolean, calls: number): void {
  const stats = statOf(file);
  // Another connection, a backup's perhaps, still has it open.
  if (!stats || statOf(`${file}-wal`)) return;
  const { size } = stats;
  const modifiedAt = millisecond(stats.mtimeMs);
  const changes = changeCounterOf(file);
  writeMark(file, JSON.stringify({ state: 'closed', sound, size, modifiedAt, changes, calls }));
}

/**
 * Says beside an open database which journal is its own. `changes`: the header's count before it was
 * opened.
 */
export function leaveOpenMark(file: string, changes: number): void {
  const salt = saltOf(file);
  if (salt !== null) writeMark(file, JSON.stringify({ state: 'open', salt, changes }));
}

/**
 * Before the first write and before the end of it: from here on the mark says nothing. Needs no
 * room on the disk.
 */
export function voidMark(file: string): void {
  writeMark(file, '');
}

export function readCleanMark(file: string): CleanMark {
  const path = cleanMarkOf(file);
  if (!statOf(path)) return { state: 'none' };
  return markSchema.safeParse(readJson(path)).data ?? { state: 'void' };
}

/** Is the database the very one that was closed, whoever copied it since? */
export function isTheClosedOne(file: string, mark: CleanMark): boolean {
  if (mark.state !== 'closed') return false;
  const stats = statOf(file);
  return (
    stats?.isFile() === true && stats.size === mark.size && changeCounterOf(file) === mark.changes
  );
}

/** Was it closed well, sound, and not touched since? Then it needs no check before it is opened. */
export function canBeTrusted(file: string, mark: CleanMark): boolean {
  if (mark.state !== 'closed' || !mark.sound || statOf(`${file}-wal`)) return false;
  if (!isTheClosedOne(file, mark)) return false;
  return millisecond(statOf(file)?.mtimeMs ?? 0) === mark.modifiedAt;
}

/** Did somebody, a sync program say, put an earlier database in the place of the one that was left? */
export function isEarlier(file: string, mark: CleanMark): boolean {
  const isKnown = mark.state === 'closed' || mark.state === 'open';
  return isKnown && statOf(file)?.isFile() === true && changeCounterOf(file) < mark.changes;
}

/** So many times a journal may begin anew while the database is open: its salt goes up by one each time. */
const restarts = 1_000_000;

/**
 * The journals beside the database that cannot be its own, by what their names end with:
 * - A rollback journal beside a database that keeps a WAL.
 * - A WAL beside a database that was closed without one, and is as it was closed.
 * - A WAL beside one that was left open with another, as the salts are too far apart, or that was
 *   put there without its WAL, being earlier. The shared memory speaks of the WAL, and goes with it.
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

/** Was it left open with a journal, which is never empty then, and is there none? */
export function lostItsOwn(file: string, mark: CleanMark): boolean {
  return mark.state === 'open' && saltOf(file) === null;
}

function hasBytes(path: string): boolean {
  return (statOf(path)?.size ?? 0) > 0;
}

/** Who copies a profile with its times may lose what is finer. */
function millisecond(time: number): number {
  return Math.round(time);
}

/** On the disk before anything that contradicts the mark of before is. */
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
