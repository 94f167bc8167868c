import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { backUp, listBackups } from '../../src/main/storage/database/backups.ts';
import type { DataLoss } from '../../src/main/storage/database/data-loss.ts';
import { newestVersion } from '../../src/main/storage/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '../../src/main/storage/database/open-database.ts';
import { runInThread } from '../../src/main/storage/database/run-task.ts';
import { pageCalls } from '../../src/main/storage/tables/call-history.ts';
import { insertCall } from '../../src/main/storage/tables/calls.ts';
import { readLoss } from '../../src/main/storage/tables/data-loss-news.ts';
import { recordedCall } from '../../tests/support/call-facts.ts';
import { databasePlace } from '../../tests/support/database-place.ts';
import { seededRandom } from '../../tests/support/seeded-random.ts';
import { type Damage, damages, spoil } from './damages.ts';
import { addCalls, callsOf } from './database-filling.ts';

export interface CorruptionsOptions {
  seed: number;
  count: number;
}

export interface CorruptionsFigures {
  /** How often each kind of damage was done. */
  done: Record<string, number>;
  /** How the databases came up: `whole` if the damage hit nothing in use. */
  outcomes: Record<DataLoss['kind'] | 'whole' | 'prefix', number>;
  /** The longest time from the start until the database could be used, in milliseconds. */
  slowestMs: number;
}

/** What the database and its two backups hold: the calls, oldest first. */
interface Template {
  /**
   * Folder of two profiles: `killed`, copied while the database was open, with a journal; and
   * `closed`.
   */
  dir: string;
  all: string[];
  backups: { at: number; calls: string[] }[];
}

/**
 * Damages a database in many ways, and opens it. Throws unless each time it can be used, holds
 * exactly what it must, has set the damaged file aside unchanged, and reports what was lost. Damage
 * to the text of a row costs only that row, which says so.
 */
export async function corruptions(options: CorruptionsOptions): Promise<CorruptionsFigures> {
  const dir = mkdtempSync(join(tmpdir(), 'handset-damage-'));
  const figures: CorruptionsFigures = {
    done: {},
    outcomes: { whole: 0, prefix: 0, restored: 0, emptied: 0, journal: 0, older: 0, alien: 0 },
    slowestMs: 0,
  };
  try {
    const template = await makeTemplate(dir);
    const random = seededRandom(options.seed);
    for (let round = 0; round < options.count; round += 1) {
      // In rotation, so that a small share, too, includes one of each.
      const damage = damages[round % damages.length] as Damage;
      const name = `${damage.name} (round ${round}, seed ${options.seed})`;
      const { outcome, ms } = await oneRound(template, damage, random).catch((error: unknown) => {
        throw new Error(`${name}: ${String(error)}`, { cause: error });
      });
      figures.done[damage.name] = (figures.done[damage.name] ?? 0) + 1;
      figures.outcomes[outcome] += 1;
      figures.slowestMs = Math.max(figures.slowestMs, Math.round(ms));
    }
    return figures;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

async function oneRound(template: Template, damage: Damage, random: () => number) {
  const profile = join(template.dir, 'case');
  rmSync(profile, { recursive: true, force: true });
  const end = damage.needsJournal || random() < 0.5 ? 'killed' : 'closed';
  cpSync(join(template.dir, end), profile, { recursive: true, preserveTimestamps: true });
  const place = databasePlace(profile);
  const before = statSync(place.file);
  damage.do(place.file, random);
  // A decaying disk does not change the file's time, so the start trusts it at first.
  const rotten = existsSync(place.file) && random() < 0.5;
  if (rotten) utimesSync(place.file, before.atime, before.mtime);
  const badBackups = spoilBackups(place.backups, random);
  const spoiled = fingerprint(place.file);

  const from = performance.now();
  const database = await openAsHandsetDoes(place);
  const ms = performance.now() - from;
  try {
    const loss = readLoss(database.db);
    const calls = callsOf(database.db);
    const outcome = judge(template, calls, loss, badBackups, unreadableIn(database.db));
    if (loss?.kind === 'restored' || loss?.kind === 'emptied') expectAside(place.damaged, spoiled);
    if (loss) expectDoubt(database.db);
    work(database.db);
    // The spoilt row may still be there; the pages must be in order.
    const known = newestVersion(place.migrations);
    const verdict = await runInThread({ do: 'check', file: place.file, known });
    if (!verdict.sound) throw new Error(`the opened database is not sound: ${verdict.why}`);
    return { outcome, ms };
  } finally {
    database.close(true);
  }
}

/** Opens it; what only the check after the start finds, the next start repairs. */
async function openAsHandsetDoes(place: ReturnType<typeof databasePlace>): Promise<OpenDatabase> {
  const database = await openDatabase(place);
  if (database.checked) return database;
  const known = newestVersion(place.migrations);
  const verdict = await runInThread({ do: 'check', file: place.file, known });
  if (verdict.sound) return database;
  database.close(false);
  return openDatabase(place);
}

function judge(
  { all, backups }: Template,
  calls: string[],
  loss: DataLoss | null,
  badBackups: number,
  unreadable: readonly number[],
): keyof CorruptionsFigures['outcomes'] {
  const good = backups[badBackups];
  if (loss?.kind === 'restored') {
    if (loss.backupAt !== good?.at) throw new Error('not the newest sound backup');
    same(calls, good.calls);
    return 'restored';
  }
  if (loss?.kind === 'emptied') {
    if (good) throw new Error('there was a sound backup');
    same(calls, []);
    return 'emptied';
  }
  // Not damaged as a whole: all calls, or those before the cut in the journal; if the damage hit
  // only the text of a row, it is listed as one that cannot be read.
  const expected = all.slice(0, calls.length);
  same(
    calls.map((line, index) => (unreadable.includes(index) ? (expected[index] ?? line) : line)),
    expected,
  );
  if (loss?.kind === 'journal') return 'journal';
  return calls.length === all.length ? 'whole' : 'prefix';
}

function same(found: string[], expected: string[]): void {
  const wrong = expected.findIndex((line, index) => found[index] !== line);
  if (found.length !== expected.length || wrong !== -1)
    throw new Error(`${found.length} of ${expected.length} calls, the first wrong one is ${wrong}`);
}

function expectAside(damaged: string, spoiled: string): void {
  const names = existsSync(damaged) ? readdirSync(damaged) : [];
  const aside = names.find((name) => name.endsWith('.db'));
  const found = fingerprint(join(damaged, aside ?? 'none'));
  if (found !== spoiled) throw new Error('the damaged database was not set aside as it was');
}

/** Returns the indices, from the oldest on, of calls that are listed but cannot be read in full. */
function unreadableIn(db: Database): number[] {
  const calls = pageCalls(db, everything, null, 500).reverse();
  return calls.flatMap((call, index) => (call.unreadable ? [index] : []));
}

const everything = { text: '', outcomes: [], practice: false, recordedOnly: false, results: [] };

/** No earlier row may count as unsent: something may have been placed since. */
function expectDoubt(db: Database): void {
  const sure = db
    .prepare("SELECT id FROM calls WHERE state IN ('recorded', 'sending') AND booted_at <> 0")
    .all();
  if (sure.length > 0) throw new Error('a call passes for unsent');
}

/** Writes a new call and finds it, by its number and by its position. */
function work(db: Database): void {
  const call = recordedCall({ id: 'after', customerNumber: '+915550001234' });
  insertCall(db, call, 0);
  const found = pageCalls(db, { ...everything, text: '555 000 1234' }, null, 50);
  const newest = pageCalls(db, everything, null, 500)[0];
  if (found[0]?.id !== 'after' || newest?.id !== 'after')
    throw new Error('a new call is not found');
}

/**
 * Returns the content, or what else is there; without the header's two change counters, which closing
 * a database raises that was trusted until its check (sqlite.org/fileformat.html, 1.3.7 and 1.3.19).
 */
function fingerprint(path: string): string {
  if (!existsSync(path)) return 'nothing';
  if (statSync(path).isDirectory()) return 'folder';
  const content = readFileSync(path);
  for (const counter of [24, 92]) content.subarray(counter, counter + 4).fill(0);
  return content.toString('base64');
}

/** Spoils mostly none, at times the newest one, at times all. Returns how many, newest first. */
function spoilBackups(dir: string, random: () => number): number {
  const bad = [0, 0, 0, 1, 1, 2][Math.floor(random() * 6)] ?? 0;
  for (const { path } of listBackups(dir).slice(0, bad)) writeFileSync(path, spoil(path, random));
  return bad;
}

async function makeTemplate(dir: string): Promise<Template> {
  const place = databasePlace(join(dir, 'closed'));
  const database = await openDatabase(place);
  const backups: Template['backups'] = [];
  addCalls(database.db, 0, 120);
  for (const [from, to] of [
    [120, 160],
    [160, 200],
  ] as const) {
    const at = Date.UTC(2026, 0, 5) + from * 1_000;
    await backUp({ ...place, now: () => at });
    backups.unshift({ at, calls: callsOf(database.db) });
    addCalls(database.db, from, to);
    database.db.pragma('wal_checkpoint(TRUNCATE)');
  }
  addCalls(database.db, 200, 230);
  mkdirSync(join(dir, 'killed'));
  cpSync(dirname(place.file), join(dir, 'killed'), { recursive: true, preserveTimestamps: true });
  const all = callsOf(database.db);
  database.close(true);
  return { dir, all, backups };
}
