import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { renamePatiently } from '../base/steady-files.ts';
import { listRemovedSids } from '../storage/tables/removed-calls.ts';
import { isSidOfAnother } from '../storage/tables/unfinished-calls.ts';

/** Below the recordings folder: files of calls that can be restored. */
export const removedFolder = 'removed';
/** The folder may hold anything; only names like this are looked up in the database. */
const sidPattern = /^[\w-]{3,}$/;

/**
 * Moves the recordings to match the database: those of calls that can be restored into a folder of
 * their own, those of restored calls back; those of neither are deleted. Safe to repeat, as happens
 * if Handset ends halfway.
 */
export async function settleRemovedFiles(db: Database, recordings: string): Promise<void> {
  const aside = join(recordings, removedFolder);
  const removed = listRemovedSids(db);
  const isShown = (sid: string) => sidPattern.test(sid) && isSidOfAnother(db, sid, '');
  if (removed.size > 0)
    for (const name of await namesIn(recordings)) {
      const sid = sidOf(name);
      if (!removed.has(sid) || isShown(sid)) continue;
      await mkdir(aside, { recursive: true, mode: 0o700 });
      await renamePatiently(join(recordings, name), join(aside, name));
    }
  for (const name of await namesIn(aside)) {
    const sid = sidOf(name);
    if (isShown(sid)) await renamePatiently(join(aside, name), join(recordings, name));
    else if (!removed.has(sid)) await rm(join(aside, name), { force: true });
  }
}

/**
 * Returns the sid in the name of a recording, whole or partial: `<sid>.mp3`, `<sid>.mp3.part…`. A
 * sid contains no dot.
 */
export function sidOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf('.')));
}

/** Returns the names in a folder; empty if there is no such folder. */
export function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}
