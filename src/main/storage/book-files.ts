import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The files of the book. A warning for whoever adds to it: while the book is open, never open its
 * file with anything but SQLite. POSIX drops all locks of a process on a file as soon as the
 * process closes any descriptor of it.
 */

/** What SQLite keeps beside a database. */
const companions = ['', '-wal', '-shm'] as const;

/** `2026-01-05T06-30-00.000Z`: sorts by time, and every file system takes it. */
export function fileTime(at: number): string {
  return new Date(at).toISOString().replaceAll(':', '-');
}

/** Epoch milliseconds; null where the text is no {@link fileTime}. */
export function timeOfFile(text: string): number | null {
  const time = Date.parse(text.replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:'));
  return Number.isNaN(time) ? null : time;
}

export function statOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}

/** Makes renames in a folder durable. Windows cannot, and does not need it. */
function syncFolder(dir: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(dir, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Moves a finished file to its final name, durably. */
export function putInPlace(temporary: string, file: string): void {
  renameSync(temporary, file);
  syncFolder(dirname(file));
}

/** Removes unfinished copies that a crash left. */
export function removeUnfinished(dir: string): void {
  if (!statOf(dir)) return;
  for (const name of readdirSync(dir))
    if (/^handset.*\.unfinished(-journal|-wal|-shm)?$/.test(name))
      rmSync(join(dir, name), { force: true });
}

/**
 * Moves a damaged book, with what SQLite keeps beside it, into a folder of its own. The database
 * goes first: should Handset end in between, a missing database beside a journal tells the next
 * start.
 */
export function setAside(file: string, damaged: string, now: number): void {
  mkdirSync(damaged, { recursive: true });
  const target = join(damaged, `handset-${fileTime(now)}.db`);
  for (const companion of companions)
    if (statOf(file + companion)) renameSync(file + companion, target + companion);
  syncFolder(damaged);
  syncFolder(dirname(file));
}

/** How many damaged books were set aside. */
export function countSetAside(damaged: string): number {
  if (!statOf(damaged)) return 0;
  return readdirSync(damaged).filter((name) => name.endsWith('.db')).length;
}

/** Deletes every damaged book that was set aside: for erasure only. */
export function removeSetAside(damaged: string): void {
  rmSync(damaged, { recursive: true, force: true });
}

/** How a journal begins. */
const walMagics = [0x377f0682, 0x377f0683];

/**
 * For a book that was not closed: is the journal gone that must then be there, or is it none? SQLite
 * deletes it when the book is closed. A book that never was in WAL mode, as a backup, has none.
 */
export function journalIsLost(file: string): boolean {
  if (readBytes(file, formatOffset + 1, 1)[0] !== walFormat) return false;
  // Handset's first version left neither an id nor a mark.
  if (readBytes(file, applicationIdOffset, 4).readUInt32BE() === 0) return false;
  const size = statOf(`${file}-wal`)?.size;
  if (size === undefined) return true;
  return size > 0 && !walMagics.includes(readBytes(`${file}-wal`, 0, 4).readUInt32BE());
}

/** Of two format numbers in the header: who writes, who reads. https://sqlite.org/fileformat.html */
const formatOffset = 18;
const walFormat = 2;
const applicationIdOffset = 68;

/** A format that SQLite does not know makes it treat the file as read-only. */
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
