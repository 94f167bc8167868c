import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { forgetSids, readLeftovers, removeLeftovers } from '../storage/tables/pending-cleanup.ts';
import { listRecordingsOfSid, type RecordingRow } from '../storage/tables/recordings.ts';
import { namesIn, settleRemovedFiles, sidOf } from './removed-files.ts';

export interface LeftoverOptions {
  db: Database;
  /** Paths of the folders. */
  recordings: string;
  logs: string;
  /**
   * Scrubs what was removed from the database out of its files; returns whether there is a backup.
   */
  scrub: (erase: boolean) => Promise<boolean>;
}

/**
 * Removes the files of calls that are gone for good, and moves the others into place. Safe to
 * repeat.
 */
export async function clearFiles({ db, recordings, logs }: LeftoverOptions): Promise<void> {
  const leftovers = readLeftovers(db);
  if (leftovers === null) return;
  const sids = new Set(leftovers.sids);
  const shared = new Map(
    leftovers.sids.flatMap((sid) => {
      const others = listRecordingsOfSid(db, sid);
      return others.length > 0 ? [[sid, others] as const] : [];
    }),
  );
  await removeFiles(recordings, (name) => {
    const sid = sidOf(name);
    return sids.has(sid) && !isOfAnother(name, shared.get(sid) ?? []);
  });
  await settleRemovedFiles(db, recordings);
  // Logs hold no names or numbers, but they identify single calls by their ids.
  if (leftovers.erase) await removeFiles(logs, () => true);
  forgetSids(db, leftovers);
}

/**
 * Removes what is left of calls that are no longer in the database. Each step is safe to repeat,
 * and the record of what is left is deleted last, so an interruption costs only another try.
 * Returns whether the database still has a backup. Rejects if something could not be removed now.
 */
export async function clearLeftovers(options: LeftoverOptions): Promise<boolean> {
  const { db, scrub } = options;
  const leftovers = readLeftovers(db);
  if (leftovers === null) return true;
  await clearFiles(options);
  const backedUp = await scrub(leftovers.erase);
  removeLeftovers(db);
  return backedUp;
}

/** Exotel gave a remaining call the same sid: its recording stays, whether complete or partial. */
function isOfAnother(name: string, others: readonly RecordingRow[]): boolean {
  return others.some(({ fileName }) => fileName === name || (fileName === null && isPart(name)));
}

function isPart(name: string): boolean {
  return name.includes('.part');
}

async function removeFiles(dir: string, wanted: (name: string) => boolean): Promise<void> {
  const names = await namesIn(dir);
  for (const name of names.filter(wanted)) await rm(join(dir, name), { force: true });
}
