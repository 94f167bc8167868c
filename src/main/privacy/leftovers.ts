import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { forgetSids, readLeftovers, removeLeftovers } from '../storage/tables/pending-cleanup.ts';
import { listRecordingsOfSid, type RecordingRow } from '../storage/tables/recordings.ts';
import { namesIn, settleRemovedFiles, sidOf } from './removed-files.ts';

export interface LeftoverOptions {
  db: Database;
  /** Folders. */
  recordings: string;
  logs: string;
  /** Takes what was removed from the database out of its files; answers whether there is a backup. */
  scrub: (erase: boolean) => Promise<boolean>;
}

/** Removes the files of calls that are gone for good, and puts the others in place. May be repeated. */
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
  // Logs hold no name and no number, but they tell of single calls by their ids.
  if (leftovers.erase) await removeFiles(logs, () => true);
  forgetSids(db, leftovers);
}

/**
 * Removes what calls have left that are in the database no more. Each step may be repeated, and the note
 * of what is left goes last, so that an end of Handset in between costs nothing but another try.
 * Answers whether the database still has a backup. Rejects where something could not be removed now.
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

/** Exotel gave a call that stays the same sid: its recording stays, whole or on its way. */
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
