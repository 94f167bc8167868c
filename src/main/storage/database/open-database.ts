import { dirname } from 'node:path';
import { type Database, SqliteError } from 'better-sqlite3';
import { patiently } from '../../base/steady-files.ts';
import { resetUnreadable } from '../tables/documents.ts';
import { adoptOddContacts } from '../tables/odd-history.ts';
import { readContent } from './backup-content.ts';
import { type BackupOptions, backUp, listBackups } from './backups.ts';
import {
  alienJournals,
  type CleanMark,
  canBeTrusted,
  isEarlier,
  lostItsOwn,
  readCleanMark,
  voidMark,
} from './clean-shutdown.ts';
import { connect } from './connection.ts';
import { type DataLoss, noteLoss } from './data-loss.ts';
import {
  changeCounterOf,
  formatIsUnknown,
  journalIsLost,
  putInPlace,
  removeUnfinished,
  setAside,
  setJournalsAside,
  statOf,
} from './database-files.ts';
import { refuseWhileHeld } from './holder.ts';
import { closeDatabase, markOpen } from './marked-journal.ts';
import { DamagedDatabaseError, isDamage, migrate, newestVersion, versionOf } from './migrate.ts';
import { runInThread } from './run-task.ts';
import { placesOf, placeToWrite } from './safe-places.ts';
import { busyMs } from './until-free.ts';

export interface DatabaseOptions extends BackupOptions {
  /** The folder for damaged databases. */
  damaged: string;
}

export interface OpenDatabase {
  db: Database;
  /** Whether every page was checked while opening. If not, it should be done soon. */
  checked: boolean;
  /** Closes it. `sound`: whether the next start may trust it without checking every page. */
  close(sound: boolean): void;
}

/**
 * Opens the database in a usable state, whatever happened to it. One that was closed properly is
 * trusted and opened at once; any other is checked in full first. A damaged one is set aside, never
 * deleted, and the newest sound backup takes its place. A journal that is not the database's own is
 * set aside, and the database opened as it is; `readLoss` then tells. Throws for anything that is
 * not damage: a newer version, a lock, missing permission, a full disk.
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const { file } = options;
  removeUnfinished(dirname(file));
  const mark = readCleanMark(file);
  try {
    if (isGone(options)) throw new DamagedDatabaseError('the file is gone');
    const loss = await lossOfJournal(options, mark);
    const trusted = canBeTrusted(file, mark) || statOf(file) === null;
    if (!trusted) await checkInWhole(options);
    return opened(options, await openUpToDate(options, mark, loss), !trusted);
  } catch (error) {
    const damaged =
      isDamage(error) || (isReadOnly(error) && statOf(file) !== null && formatIsUnknown(file));
    if (!damaged) throw error;
    options.log.error('the database is damaged', error);
    return opened(options, await recover(options), true);
  }
}

/** Whether it is missing or empty although it once existed. */
function isGone({ file, backups, damaged }: DatabaseOptions): boolean {
  const found = statOf(file);
  if (found?.isDirectory()) return true;
  if (found && found.size > 0) return false;
  const journalBytes = statOf(`${file}-wal`)?.size ?? 0;
  return journalBytes > 0 || listBackups(backups).length > 0 || placesOf(damaged).length > 0;
}

/**
 * Sets journals aside that are not the database's own, before SQLite would replay them into it.
 * Returns what is lost: only the alien journal if the database was closed, the last changes if it
 * was not.
 */
async function lossOfJournal(options: DatabaseOptions, mark: CleanMark): Promise<DataLoss | null> {
  const { file, damaged, now, log } = options;
  const alien = alienJournals(file, mark);
  let folder = damaged;
  if (alien.length > 0) {
    refuseWhileHeld(file);
    folder = await setJournalsAside(file, alien, damaged, now());
    log.warn('a journal that is not the database’s was set aside', { mark: mark.state, folder });
  }
  if (isEarlier(file, mark)) return { ...lossOf(options, 'older'), folder };
  const wasOpen = mark.state === 'none' || mark.state === 'open';
  if (statOf(file) !== null && ((wasOpen && journalIsLost(file)) || lostItsOwn(file, mark)))
    return { ...lossOf(options, 'journal'), folder };
  return alien.length > 0 ? { ...lossOf(options, 'alien'), folder } : null;
}

async function checkInWhole({ file, migrations }: DatabaseOptions): Promise<void> {
  const verdict = await runInThread({ do: 'check', file, known: newestVersion(migrations) });
  if (!verdict.sound) throw new DamagedDatabaseError(verdict.why);
}

async function openUpToDate(
  options: DatabaseOptions,
  mark: CleanMark,
  loss: DataLoss | null,
): Promise<Database> {
  const { file, migrations, log } = options;
  const changes = statOf(file) ? changeCounterOf(file) : 0;
  const db = connect(file, migrations);
  try {
    const version = versionOf(db);
    // Before anything is written: changes must not exist beside a mark that knows of no journal.
    await patiently(() => voidMark(file));
    if (version > 0 && version < newestVersion(migrations)) await backUpFirst(options);
    // A migration must not fail because of a document that is not JSON.
    if (version > 0) resetUnreadable(db);
    migrate(db, migrations);
    adoptOddContacts(db);
    const older = isOlder(db, mark) ? lossOf(options, 'older') : null;
    if (loss ?? older) noteLoss(db, loss ?? (older as DataLoss));
    markOpen(file, db, changes, log);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Whether it holds less than when it was closed. */
function isOlder(db: Database, mark: CleanMark): boolean {
  return mark.state === 'closed' && readContent(db).lastPlace < mark.calls;
}

/** A migration is one transaction, so it is safe to go on even if there is no room for a backup. */
async function backUpFirst(options: DatabaseOptions): Promise<void> {
  try {
    await backUp(options);
  } catch (error) {
    options.log.error('no backup before the migration', error);
  }
}

/**
 * Creates and checks the copy before the damaged database is moved, with the loss recorded in it,
 * so that an interruption at any step leaves one or the other.
 */
async function recover(options: DatabaseOptions): Promise<Database> {
  const { file, damaged } = options;
  const temporary = `${file}.unfinished`;
  const loss = lossOf(options, 'emptied');
  const folder = placeToWrite(damaged, true);
  const restored = await restoreNewest(options, temporary, { ...loss, folder });
  await setAside(file, folder, loss.foundAt);
  // It described the one being moved away.
  await patiently(() => voidMark(file));
  if (restored) await putInPlace(temporary, file);
  return openUpToDate(options, { state: 'void' }, restored ? null : { ...loss, folder });
}

async function restoreNewest(
  { backups, migrations, log }: DatabaseOptions,
  target: string,
  loss: DataLoss,
): Promise<boolean> {
  for (const { path, at } of listBackups(backups)) {
    const verdict = await runInThread({
      do: 'restore',
      backup: path,
      target,
      known: newestVersion(migrations),
      loss: { ...loss, kind: 'restored', backupAt: at },
    });
    if (verdict.sound) {
      log.warn('a backup took the place of the database', { backupAt: at, calls: verdict.calls });
      return true;
    }
    log.warn('a backup is damaged too', { backupAt: at, why: verdict.why });
  }
  return false;
}

function lossOf({ damaged, now }: DatabaseOptions, kind: DataLoss['kind']): DataLoss {
  return { kind, foundAt: now(), backupAt: null, folder: damaged };
}

function isReadOnly(error: unknown): boolean {
  return error instanceof SqliteError && error.code.startsWith('SQLITE_READONLY');
}

function opened({ file, log }: DatabaseOptions, db: Database, checked: boolean): OpenDatabase {
  // The start can wait; from here on everything else would wait with it.
  db.pragma(`busy_timeout = ${busyMs}`);
  return { db, checked, close: (sound) => closeDatabase(file, db, sound, log) };
}
