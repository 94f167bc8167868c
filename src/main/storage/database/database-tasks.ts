import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  openSync,
  rmSync,
} from 'node:fs';
import SqliteDatabase, { type Database, SqliteError } from 'better-sqlite3';
import { readContent, writeSequence } from './backup-content.ts';
import { type DataLoss, noteLoss } from './data-loss.ts';
import { type DatabaseHealth, databaseHealth } from './health.ts';
import { isDamage, versionOf } from './migrate.ts';
import { readOnly } from './read-only.ts';
import { scrub } from './scrub.ts';

/** Work that would block the main thread for too long. */
export type DatabaseTask =
  /** `known`: the newest version this Handset can read. */
  | { do: 'check'; file: string; known: number }
  /**
   * Writes a copy to `target`, which must not exist. The database may be open and written to
   * meanwhile. Its number is the next one after both the database's own and `after`.
   */
  | { do: 'backup'; file: string; target: string; known: number; after: number }
  /** Creates a database from a backup at `target`. `loss` is recorded in it. */
  | { do: 'restore'; backup: string; target: string; known: number; loss: DataLoss }
  /** Overwrites what was removed from the open database: see {@link scrub}. */
  | { do: 'scrub'; file: string; rewrite: boolean }
  /** Reports the open database's health. */
  | { do: 'health'; file: string };

export type DatabaseVerdict =
  | { sound: true; version: number; calls: number }
  | { sound: false; why: string };

/** What a task returns. */
export type TaskResult<Task extends DatabaseTask> = Task extends { do: 'health' }
  ? DatabaseHealth
  : DatabaseVerdict;

/**
 * Runs one task. Throws errors that say nothing about the database: locked, no permission, no room.
 */
export function runDatabaseTask<Task extends DatabaseTask>(task: Task): TaskResult<Task>;
export function runDatabaseTask(task: DatabaseTask): DatabaseVerdict | DatabaseHealth {
  if (task.do === 'health') return databaseHealth(task.file);
  if (task.do === 'check') return judge(() => check(task.file, task.known));
  if (task.do === 'scrub') return scrubFile(task);
  try {
    const verdict = task.do === 'backup' ? backUp(task) : restore(task);
    if (!verdict.sound) remove(task.target);
    return verdict;
  } catch (error) {
    remove(task.target);
    throw error;
  }
}

function check(file: string, known: number): DatabaseVerdict {
  return readOnly(file, (db) => checkOpen(db, known));
}

function checkOpen(db: Database, known: number): DatabaseVerdict {
  const version = versionOf(db);
  // What a newer Handset wrote is not for this one to judge.
  if (version > known) return { sound: true, version, calls: 0 };
  const found = damageOf(db);
  if (found !== null) return { sound: false, why: found };
  return { sound: true, version, calls: version === 0 ? 0 : countCalls(db) };
}

/**
 * SQLite's message about a value that a column must not have. The pages are in order and only that
 * row is affected; replacing the database by a backup would lose every call since.
 */
const ofOneRow =
  /^(?:(?:NULL|TEXT|NUMERIC|non-\w+) value|CHECK constraint failed) in (?!call_search)/;

/** Returns what is wrong with a database's pages; null if nothing is. */
function damageOf(db: Database): string | null {
  const first = db.pragma('quick_check(1)', { simple: true });
  if (first === 'ok') return null;
  const all = db.pragma('quick_check(1000000)') as { quick_check: string }[];
  return all.map((each) => each.quick_check).find((found) => !ofOneRow.test(found)) ?? null;
}

function backUp(task: Extract<DatabaseTask, { do: 'backup' }>): DatabaseVerdict {
  return readOnly(task.file, (db) => copyFrom(db, task));
}

function copyFrom(
  db: Database,
  { file, target, known, after }: Extract<DatabaseTask, { do: 'backup' }>,
): DatabaseVerdict {
  const before = countCalls(db);
  const sequence = Math.max(readContent(db).sequence, after) + 1;
  createPrivate(target);
  // One read transaction: a consistent snapshot, whatever is written meanwhile. The copy has no
  // free pages, so nothing that was erased survives in it.
  db.prepare('VACUUM INTO ?').run(target);
  const now = countCalls(db);
  writeNumber(target, sequence);
  const verdict = judge(() => check(target, known));
  if (!verdict.sound) return verdict;
  const complete = verdict.calls >= Math.min(before, now) && verdict.calls <= Math.max(before, now);
  if (!complete) return { sound: false, why: `${verdict.calls} of ${now} calls` };
  syncFile(target);
  rememberSequence(file, sequence);
  return verdict;
}

/** SQLite also copies into an empty file, and leaves its mode alone. */
function createPrivate(target: string): void {
  closeSync(openSync(target, 'w', 0o600));
}

function writeNumber(file: string, sequence: number): void {
  const db = new SqliteDatabase(file, { fileMustExist: true, timeout: 2_000 });
  try {
    writeSequence(db, sequence);
  } finally {
    db.close();
  }
}

/** For the day the folder of backups is a different one. The backup is complete without it. */
function rememberSequence(file: string, sequence: number): void {
  try {
    writeNumber(file, sequence);
  } catch (error) {
    if (!(error instanceof SqliteError)) throw error;
  }
}

function restore({ backup, target, known, loss }: Extract<DatabaseTask, { do: 'restore' }>) {
  rmSync(target, { force: true });
  copyFileSync(backup, target, constants.COPYFILE_EXCL);
  chmodSync(target, 0o600);
  const verdict = judge(() => check(target, known));
  if (!verdict.sound) return verdict;
  if (verdict.version > known)
    return { sound: false as const, why: `version ${verdict.version} is newer` };
  const db = new SqliteDatabase(target);
  try {
    noteLoss(db, loss);
  } finally {
    db.close();
  }
  syncFile(target);
  return verdict;
}

function scrubFile({ file, rewrite }: Extract<DatabaseTask, { do: 'scrub' }>): DatabaseVerdict {
  // It may wait longer than a call can.
  const db = new SqliteDatabase(file, { fileMustExist: true, timeout: 10_000 });
  try {
    scrub(db, rewrite);
    return { sound: true, version: versionOf(db), calls: countCalls(db) };
  } finally {
    db.close();
  }
}

function countCalls(db: Database): number {
  return db.prepare('SELECT count(*) FROM calls').pluck().get() as number;
}

/** Turns errors that mean a damaged file into a verdict; all others are thrown. */
function judge(work: () => DatabaseVerdict): DatabaseVerdict {
  try {
    return work();
  } catch (error) {
    if (!tellsDamage(error)) throw error;
    return { sound: false, why: String(error) };
  }
}

/**
 * While only reading, SQLITE_ERROR also means that the file makes no sense, for example a schema
 * without calls.
 */
function tellsDamage(error: unknown): boolean {
  return isDamage(error) || (error instanceof SqliteError && error.code === 'SQLITE_ERROR');
}

function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function remove(target: string): void {
  for (const companion of ['', '-journal', '-wal', '-shm'])
    rmSync(target + companion, { force: true });
}
