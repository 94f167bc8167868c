import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../base/log.ts';
import { fileTime, putInPlace, removeUnfinished, statOf, timeOfFile } from './book-files.ts';
import { inBookThread } from './book-thread.ts';
import { type Migration, newestVersion } from './migrate.ts';

export interface Backup {
  path: string;
  /** When it was made, epoch milliseconds. */
  at: number;
}

export interface BackupOptions {
  /** The book. It may be open, and written meanwhile. */
  file: string;
  /** The folder of backups. */
  backups: string;
  migrations: readonly Migration[];
  now: () => number;
  log: Log;
  /** Bytes that are free in a folder. */
  freeBytes?: (dir: string) => Promise<number>;
}

/** How many are kept: one a day for a week. */
const ringSize = 7;
/** What a backup leaves free on the disk: calls are more important than copies of them. */
const reserveBytes = 256 * 1024 * 1024;

/** Newest first. */
export function listBackups(dir: string): Backup[] {
  if (!statOf(dir)) return [];
  return readdirSync(dir)
    .flatMap((name) => {
      const at = timeOfFile(/^handset-(.+)\.db$/.exec(name)?.[1] ?? '');
      return at === null ? [] : [{ path: join(dir, name), at }];
    })
    .sort((a, b) => b.at - a.at);
}

/**
 * Copies the book, verifies the copy, and only then gives it its name and lets the oldest go.
 * Answers the new backup; null where the disk has no room for it, which the log then says. Rejects
 * where the book could not be read or the copy was not sound: then nothing has changed.
 */
export async function backUp(options: BackupOptions): Promise<Backup | null> {
  const { file, backups, log } = options;
  const known = newestVersion(options.migrations);
  mkdirSync(backups, { recursive: true });
  removeUnfinished(backups);
  const free = await (options.freeBytes ?? freeBytesIn)(backups);
  const size = (statOf(file)?.size ?? 0) + (statOf(`${file}-wal`)?.size ?? 0);
  if (free < size + reserveBytes) {
    log.warn('no room for a backup', { freeBytes: free, bookBytes: size });
    return null;
  }
  const at = options.now();
  const path = join(backups, `handset-${fileTime(at)}.db`);
  const temporary = `${path}.unfinished`;
  const verdict = await inBookThread({ do: 'backup', file, target: temporary, known });
  if (!verdict.sound) throw new Error(`the backup was not sound: ${verdict.why}`);
  putInPlace(temporary, path);
  for (const old of listBackups(backups).slice(ringSize)) rmSync(old.path);
  log.info('the book was backed up', { calls: verdict.calls });
  return { path, at };
}

/**
 * For erasure: after it no backup holds what the book holds no more. The old ones go in any case;
 * answers whether a fresh one took their place.
 */
export async function replaceBackups(options: BackupOptions): Promise<boolean> {
  const old = listBackups(options.backups);
  let fresh: Backup | null = null;
  try {
    fresh = await backUp(options);
  } catch (error) {
    options.log.error('no fresh backup could be made', error);
  }
  for (const { path } of old) if (path !== fresh?.path) rmSync(path, { force: true });
  return fresh !== null;
}

async function freeBytesIn(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}
