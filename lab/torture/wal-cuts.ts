import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import { openDatabase } from '../../src/main/storage/database/open-database.ts';
import { insertCall, updateCall } from '../../src/main/storage/tables/calls.ts';
import { writeDocument } from '../../src/main/storage/tables/documents.ts';
import { recordedCall } from '../../tests/support/call-facts.ts';
import { databasePlace } from '../../tests/support/database-place.ts';
import { seededRandom } from '../../tests/support/seeded-random.ts';

export interface WalCutsOptions {
  seed: number;
  /** Random offsets, in addition to every frame boundary. */
  offsets: number;
  commits?: number;
}

export interface WalCutsFigures {
  commits: number;
  frames: number;
  cuts: number;
  /** How many of the cuts were also opened by the product, and not by SQLite alone. */
  openedByHandset: number;
}

/** The state after a commit: how long the journal was, and what the database held. */
interface Mark {
  bytes: number;
  content: string;
}

const walHeaderBytes = 32;
const frameBytes = 24 + 4096;

/**
 * Writes a journal of many commits, and cuts it at every frame boundary and at random offsets, as a
 * power cut may. Throws unless each cut opens as exactly the commits before it.
 */
export async function walCuts(options: WalCutsOptions): Promise<WalCutsFigures> {
  const { seed, offsets, commits = 2_000 } = options;
  const dir = mkdtempSync(join(tmpdir(), 'handset-wal-'));
  try {
    const marks = writeCommits(dir, commits);
    const cut = join(dir, 'cut');
    mkdirSync(cut);
    copyDatabase(join(dir, 'whole'), cut);
    const length = statSync(join(cut, 'handset.db-wal')).size;
    const frames = (length - walHeaderBytes) / frameBytes;
    const random = seededRandom(seed);
    const cuts = [
      ...Array.from({ length: frames + 1 }, (_, frame) => walHeaderBytes + frame * frameBytes),
      ...Array.from({ length: offsets }, () => Math.floor(random() * length)),
    ].sort((a, b) => b - a);
    let openedByHandset = 0;
    // From the end to the beginning, so that one copy can be cut again and again.
    for (const [index, offset] of cuts.entries()) {
      truncateSync(join(cut, 'handset.db-wal'), offset);
      const expected = marks.findLast(({ bytes }) => bytes <= offset)?.content;
      const where = `cut at byte ${offset} (seed ${seed})`;
      compare(readBare(cut), expected, where);
      if (index % 400 !== 0) continue;
      compare(await openWithHandset(cut, join(dir, 'opened')), expected, `${where}, by Handset`);
      openedByHandset += 1;
    }
    return { commits, frames, cuts: cuts.length, openedByHandset };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/**
 * Leaves the files as a kill would: copied while the database is open. Returns one mark per commit.
 */
function writeCommits(dir: string, commits: number): Mark[] {
  const file = join(dir, 'writer', 'handset.db');
  const db = openConnection(file);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.pragma('wal_autocheckpoint = 0');
  // The cuts stand for lost writes; waiting for the disk would only take time.
  db.pragma('synchronous = OFF');
  const marks: Mark[] = [{ bytes: 0, content: contentOf(db) }];
  for (let commit = 0; commit < commits; commit += 1) {
    writeOne(db, commit);
    marks.push({ bytes: statSync(`${file}-wal`).size, content: contentOf(db) });
  }
  mkdirSync(join(dir, 'whole'));
  copyDatabase(join(dir, 'writer'), join(dir, 'whole'));
  db.close();
  return marks;
}

/** Of ten commits one is a new call and one its next step, of many pages each; eight are small. */
function writeOne(db: Database, commit: number): void {
  const call = recordedCall({
    id: `call-${Math.floor(commit / 10)}`,
    customerNumber: `+9198${10_000_000 + commit * 7_919}`,
  });
  if (commit % 10 === 0) insertCall(db, call, 0);
  else if (commit % 10 === 5)
    updateCall(db, { ...call, state: 'ended', outcome: 'completed', sid: `sid-${commit}` }, [
      { at: commit, kind: 'ended', basis: 'observed', detail: null },
    ]);
  else writeDocument(db, 'step', commit);
}

/** Returns everything a commit can have changed, in one line: half a commit reads differently. */
function contentOf(db: Database): string {
  return db
    .prepare(
      `SELECT concat_ws(' / ',
         (SELECT group_concat(id || state, ',') FROM (SELECT id, state FROM calls ORDER BY seq)),
         (SELECT count(*) || ' ' || sum(at) FROM timeline),
         (SELECT count(*) FROM call_search),
         (SELECT group_concat(rowid, ',') FROM call_search WHERE call_search MATCH 'sid'),
         (SELECT value FROM documents WHERE key = 'step'))`,
    )
    .pluck()
    .get() as string;
}

function readBare(dir: string): string {
  rmSync(join(dir, 'handset.db-shm'), { force: true });
  const db = new SqliteDatabase(join(dir, 'handset.db'), { readonly: true });
  try {
    return contentOf(db);
  } finally {
    db.close();
  }
}

async function openWithHandset(from: string, profile: string): Promise<string> {
  rmSync(profile, { recursive: true, force: true });
  mkdirSync(profile);
  copyDatabase(from, profile);
  const database = await openDatabase(databasePlace(profile));
  try {
    return contentOf(database.db);
  } finally {
    database.close(true);
  }
}

function copyDatabase(from: string, to: string): void {
  for (const name of ['handset.db', 'handset.db-wal'])
    copyFileSync(join(from, name), join(to, name));
}

function compare(found: string, expected: string | undefined, where: string): void {
  if (found !== expected) throw new Error(`${where}: ${found} instead of ${expected}`);
}
