import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { backUp } from '../../src/main/storage/database/backups.ts';
import { type OpenDatabase, openDatabase } from '../../src/main/storage/database/open-database.ts';
import { setNote } from '../../src/main/storage/tables/calls.ts';
import { readLoss } from '../../src/main/storage/tables/data-loss-news.ts';
import { databasePlace } from '../../tests/support/database-place.ts';
import { seededRandom } from '../../tests/support/seeded-random.ts';
import { addCalls, callsOf } from './database-filling.ts';

export interface StrangersOptions {
  seed: number;
  count: number;
}

export interface StrangersFigures {
  /** How often each kind of file was put beside a database, or in its place. */
  put: Record<string, number>;
  /** What was reported: `nothing` if every call was there. */
  said: Record<string, number>;
}

/** The files of one moment of a database's life, and what it held. */
interface Moment {
  dir: string;
  /** Which run of Handset it belongs to. */
  run: number;
  closed: boolean;
  calls: string[];
}

/** What a sync program, a restore or an agent can mix up, by the suffixes of the names. */
const mixtures = [['-wal'], ['-wal', '-shm'], ['-shm'], [''], ['', '-wal'], ['', '-wal', '-shm']];

/**
 * Mixes the files of two moments of a database's life, and opens the result. Throws unless each
 * time it can be used, is sound, holds what one moment held, and says so if calls or notes are
 * missing.
 */
export async function strangers({ seed, count }: StrangersOptions): Promise<StrangersFigures> {
  const dir = mkdtempSync(join(tmpdir(), 'handset-strangers-'));
  const figures: StrangersFigures = { put: {}, said: {} };
  try {
    const random = seededRandom(seed);
    const moments = await live(dir, random);
    for (let round = 0; round < count; round += 1) {
      const base = pick(
        moments.filter(({ closed, run }) => closed || run > 1),
        random,
      );
      const endings = mixtures[round % mixtures.length] ?? [];
      const other = pick(
        moments.filter((moment) => canBeTold(moment, base)),
        random,
      );
      const what = endings.map((ending) => ending || 'database').join(' and ');
      const said = await oneRound(dir, base, other, endings, moments).catch((error: unknown) => {
        const where = `${what} of ${other.dir} beside ${base.dir} (round ${round}, seed ${seed})`;
        throw new Error(`${where}: ${String(error)}`, { cause: error });
      });
      figures.put[what] = (figures.put[what] ?? 0) + 1;
      figures.said[said] = (figures.said[said] ?? 0) + 1;
    }
    return figures;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/**
 * What is provable, and promised: beside a closed database, files of any earlier moment; beside one
 * that was not closed, those from before the run preceding the last one. See docs/reliability.md.
 */
function canBeTold(other: Moment, base: Moment): boolean {
  return base.closed ? !other.closed && other.run <= base.run : other.run < base.run - 1;
}

async function oneRound(
  dir: string,
  base: Moment,
  other: Moment,
  endings: readonly string[],
  moments: Moment[],
): Promise<string> {
  const profile = join(dir, 'case');
  rmSync(profile, { recursive: true, force: true });
  cpSync(base.dir, profile, { recursive: true, preserveTimestamps: true });
  const place = databasePlace(profile);
  for (const ending of endings) {
    const from = join(other.dir, `handset.db${ending}`);
    if (existsSync(from)) copyFileSync(from, place.file + ending);
  }
  const database = await openDatabase(place);
  try {
    return judge(database, base, moments);
  } finally {
    database.close(true);
  }
}

function judge({ db }: OpenDatabase, base: Moment, moments: Moment[]): string {
  const said = readLoss(db)?.kind ?? 'nothing';
  const found = callsOf(db);
  const check = db.pragma('integrity_check', { simple: true });
  if (check !== 'ok') throw new Error(`opened as good: ${check}`);
  const whole = isSame(found, base.calls);
  if (!whole && (said === 'nothing' || said === 'alien'))
    throw new Error(`${found.length} of ${base.calls.length} calls, and ${said} is said`);
  if (!moments.some(({ calls }) => isSame(found, calls)) && !isAfterABackup(found, moments))
    throw new Error(`${found.length} calls as they never were (${said})`);
  return said;
}

/** Without its journal, a database is as its last checkpoint left it: between two moments. */
function isAfterABackup(found: string[], moments: Moment[]): boolean {
  const idOf = (line: string) => line.slice(0, line.indexOf(' '));
  return moments.some(({ calls }) =>
    found.every((line, at) => idOf(line) === idOf(calls[at] ?? '')),
  );
}

function isSame(found: string[], expected: string[]): boolean {
  return found.length === expected.length && found.every((line, at) => line === expected[at]);
}

/**
 * Plays several runs of Handset with calls, notes, checkpoints and backups, and returns the files
 * of many moments.
 */
async function live(dir: string, random: () => number): Promise<Moment[]> {
  const moments: Moment[] = [];
  const place = databasePlace(join(dir, 'life'));
  const keep = (run: number, closed: boolean, calls: string[]) => {
    const moment = { dir: join(dir, `moment-${moments.length}`), run, closed, calls };
    mkdirSync(moment.dir);
    cpSync(dirname(place.file), moment.dir, { recursive: true, preserveTimestamps: true });
    moments.push(moment);
  };
  let count = 0;
  for (let run = 0; run < 6; run += 1) {
    const database = await openDatabase(place);
    for (let step = 0; step < 4; step += 1) {
      count = doSomeWork(database.db, count, random);
      if (random() < 0.2) await backUp(place);
      keep(run, false, callsOf(database.db));
    }
    const calls = callsOf(database.db);
    database.close(true);
    keep(run, true, calls);
  }
  return moments;
}

function doSomeWork(db: Database, count: number, random: () => number): number {
  const next = count + 1 + Math.floor(random() * 40);
  addCalls(db, count, next);
  if (random() < 0.4) db.pragma('wal_checkpoint(TRUNCATE)');
  else if (random() < 0.5) db.pragma('wal_checkpoint(PASSIVE)');
  // As after each of Handset's own checkpoints, the journal is not left empty.
  setNote(db, `call-${Math.floor(random() * next)}`, `a note after ${next} calls`);
  return next;
}

function pick<T>(from: readonly T[], random: () => number): T {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
}
