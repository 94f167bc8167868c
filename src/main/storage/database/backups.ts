import { readdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../base/log.ts';
import { removePatiently } from '../../base/steady-files.ts';
import { contentOf } from './backup-content.ts';
import { type Backup, beyondRing, newestFirst } from './backup-ring.ts';
import {
  fileTime,
  freeTime,
  putInPlace,
  removeUnfinished,
  statOf,
  timeOfFile,
} from './database-files.ts';
import { type Migration, newestVersion } from './migrate.ts';
import { runInThread } from './run-task.ts';
import { placesOf, placeToWrite } from './safe-places.ts';

export interface BackupOptions {
  /** The database's file. It may be open, and written to meanwhile. */
  file: string;
  /** The folder of backups. */
  backups: string;
  migrations: readonly Migration[];
  now: () => number;
  log: Log;
  /** Returns the free bytes of a folder's disk. */
  freeBytes?: (dir: string) => Promise<number>;
}

/** What a backup must leave free on the disk: calls are more important than copies of them. */
const reserveBytes = 256 * 1024 * 1024;

/** Lists backups, newest first by their content: see {@link newestFirst}. */
export function listBackups(dir: string): Backup[] {
  return placesOf(dir)
    .flatMap((place) => readdirSync(place).map((name) => ({ name, path: join(place, name) })))
    .flatMap(({ name, path }) => {
      const at = timeOfFile(/^handset-(.+)\.db$/.exec(name)?.[1] ?? '');
      return at === null ? [] : [{ path, at, content: contentOf(path) }];
    })
    .sort(newestFirst);
}

/**
 * Copies the database, verifies the copy, and only then gives it its name and deletes the oldest.
 * Returns the new backup; null if the disk has no room for it, which is logged. Rejects if the
 * database could not be read or the copy was not sound; then nothing has changed.
 */
export async function backUp(options: BackupOptions): Promise<Backup | null> {
  const { file, backups, log } = options;
  const known = newestVersion(options.migrations);
  const place = placeToWrite(backups);
  removeUnfinished(place);
  const free = await (options.freeBytes ?? freeBytesIn)(place);
  const size = (statOf(file)?.size ?? 0) + (statOf(`${file}-wal`)?.size ?? 0);
  if (free < size + reserveBytes) {
    log.warn('no room for a backup', { freeBytes: free, databaseBytes: size });
    return null;
  }
  const at = freeTime(place, options.now());
  const path = join(place, `handset-${fileTime(at)}.db`);
  const temporary = `${path}.unfinished`;
  const after = listBackups(backups).map(({ content }) =>
    typeof content === 'string' ? 0 : content.sequence,
  );
  const verdict = await runInThread({
    do: 'backup',
    file,
    target: temporary,
    known,
    after: Math.max(0, ...after),
  });
  if (!verdict.sound) throw new Error(`the backup was not sound: ${verdict.why}`);
  await putInPlace(temporary, path);
  await trimRing(options);
  log.info('the database was backed up', { calls: verdict.calls });
  return { path, at, content: contentOf(path) };
}

/**
 * The backup was made, so failing to delete an old one is not its failure: it goes after the next.
 */
async function trimRing({ backups, log }: BackupOptions): Promise<void> {
  for (const { path } of beyondRing(listBackups(backups))) {
    try {
      await removePatiently(path);
    } catch (error) {
      log.error('an old backup could not be removed', error);
    }
  }
}

/**
 * Replaces all backups, for erasure: afterwards none holds what the database no longer does. The
 * old ones go in any case; returns whether a fresh one took their place. Rejects if an old one
 * cannot be removed.
 */
export async function replaceBackups(options: BackupOptions): Promise<boolean> {
  const old = listBackups(options.backups);
  let fresh: Backup | null = null;
  try {
    fresh = await backUp(options);
  } catch (error) {
    options.log.error('no fresh backup could be made', error);
  }
  for (const { path } of old) await removePatiently(path);
  return fresh !== null;
}

async function freeBytesIn(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}
