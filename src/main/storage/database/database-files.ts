import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { renamePatiently, syncFolder } from '../../base/steady-files.ts';
import { placesOf, placeToWrite } from './safe-places.ts';

/**
 * The files of the database. Warning for anyone who adds to this: while the database is open, never
 * open its file with anything but SQLite. POSIX drops all of a process's locks on a file as soon as
 * the process closes any descriptor of it.
 */

/** The files SQLite keeps beside a database. */
const companions = ['', '-wal', '-shm', '-journal'] as const;

export type JournalEnding = Exclude<(typeof companions)[number], ''>;

/**
 * Returns for example `2026-01-05T06-30-00.000Z`: sorts by time, and is valid on every file system.
 */
export function fileTime(at: number): string {
  return new Date(at).toISOString().replaceAll(':', '-');
}

/** Returns epoch milliseconds; null if the text is not a {@link fileTime}. */
export function timeOfFile(text: string): number | null {
  const time = Date.parse(text.replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:'));
  return Number.isNaN(time) ? null : time;
}

/**
 * Returns the first time from `at` on that no file in the folder is named after: a clock may stand
 * still.
 */
export function freeTime(dir: string, at: number): number {
  const names = readdirSync(dir);
  let free = at;
  while (names.some((name) => name.startsWith(`handset-${fileTime(free)}`))) free += 1;
  return free;
}

export function statOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}

/** Moves a finished file to its final name, durably. */
export async function putInPlace(temporary: string, file: string): Promise<void> {
  await renamePatiently(temporary, file);
  await syncFolder(dirname(file));
}

/**
 * Removes unfinished copies that a crash left. One that cannot be removed is overwritten by the
 * next.
 */
export function removeUnfinished(dir: string): void {
  if (!statOf(dir)?.isDirectory()) return;
  for (const name of readdirSync(dir)) {
    if (!/^handset.*\.unfinished(-journal|-wal|-shm)?$/.test(name)) continue;
    try {
      rmSync(join(dir, name), { force: true });
    } catch {
      // Another program holds it, and will let go of it.
    }
  }
}

/**
 * Moves a damaged database, with the files SQLite keeps beside it, into a folder of its own. The
 * database goes first: if Handset ends in between, a journal without a database tells the next
 * start. Returns the folder.
 */
export function setAside(file: string, damaged: string, now: number): Promise<string> {
  return moveAside(damaged, now, (stamp) =>
    companions.map((companion) => [file + companion, `${stamp}.db${companion}`]),
  );
}

/**
 * Moves journals that are not the database's own into the folder of damaged databases. Returns that
 * folder.
 */
export function setJournalsAside(
  file: string,
  endings: readonly JournalEnding[],
  damaged: string,
  now: number,
): Promise<string> {
  return moveAside(damaged, now, (stamp) =>
    endings.map((ending) => [file + ending, `${stamp}.alien${ending}`]),
  );
}

async function moveAside(
  damaged: string,
  now: number,
  moves: (stamp: string) => (readonly [from: string, name: string])[],
): Promise<string> {
  const place = placeToWrite(damaged, true);
  const stamp = `handset-${fileTime(freeTime(place, now))}`;
  for (const [from, name] of moves(stamp)) {
    if (!existsSync(from)) continue;
    await renamePatiently(from, join(place, name));
    await syncFolder(dirname(from));
  }
  await syncFolder(place);
  return place;
}

/** Returns how many damaged databases and alien journals were set aside. */
export function countSetAside(damaged: string): number {
  return placesOf(damaged)
    .flatMap((place) => readdirSync(place))
    .filter((name) => /\.(db|alien-wal|alien-journal)$/.test(name)).length;
}

/** Deletes everything that was set aside: for erasure only. */
export function removeSetAside(damaged: string): void {
  for (const place of placesOf(damaged)) {
    // Its contents first: the folder may be a link to another one.
    for (const name of readdirSync(place)) rmSync(join(place, name), { recursive: true });
    rmSync(place, { recursive: true, force: true });
  }
}

/** The first bytes of a WAL. https://sqlite.org/fileformat.html#the_write_ahead_log */
const walMagics = [0x377f0682, 0x377f0683];
const saltOffset = 16;

/** Returns the first of a WAL's two salts; null if the file is empty or not a WAL. */
export function saltOf(file: string): number | null {
  const size = statOf(`${file}-wal`)?.size ?? 0;
  if (size < saltOffset + 4) return null;
  const header = readBytes(`${file}-wal`, 0, saltOffset + 4);
  return walMagics.includes(header.readUInt32BE()) ? header.readUInt32BE(saltOffset) : null;
}

/**
 * Whether a database that was not closed lost its WAL: SQLite deletes that only when the database
 * is closed, so it must still exist. A database that never was in WAL mode, such as a backup, has
 * none.
 */
export function journalIsLost(file: string): boolean {
  if (!keepsWal(file)) return false;
  // Handset's first version left neither an id nor a mark.
  if (readBytes(file, applicationIdOffset, 4).readUInt32BE() === 0) return false;
  const size = statOf(`${file}-wal`)?.size;
  if (size === undefined) return true;
  return size > 0 && !walMagics.includes(readBytes(`${file}-wal`, 0, 4).readUInt32BE());
}

/**
 * Offset of the two format numbers in the header: for writing, for reading.
 * https://sqlite.org/fileformat.html
 */
const formatOffset = 18;
const walFormat = 2;
const changeCounterOffset = 24;
const applicationIdOffset = 68;

/** Whether the header says that changes go to a WAL first. */
export function keepsWal(file: string): boolean {
  return readBytes(file, formatOffset + 1, 1)[0] === walFormat;
}

/** Returns SQLite's counter of changes to the file. For a closed database only. */
export function changeCounterOf(file: string): number {
  return readBytes(file, changeCounterOffset, 4).readUInt32BE();
}

/** A format SQLite does not know makes it treat the file as read-only. */
export function formatIsUnknown(file: string): boolean {
  return ![1, walFormat].includes(readBytes(file, formatOffset, 1).readUInt8());
}

function readBytes(file: string, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, bytes, 0, length, position);
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}
