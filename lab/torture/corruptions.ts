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
import { addCalls, callsOf } from './book-filling.ts';
import { type Damage, damages, spoil } from './damages.ts';

export interface CorruptionsOptions {
  seed: number;
  count: number;
}

export interface CorruptionsFigures {
  /** How often each kind of damage was done. */
  done: Record<string, number>;
  /** How the books came up: `whole` where the damage hit nothing that is in use. */
  outcomes: Record<DataLoss['kind'] | 'whole' | 'prefix', number>;
  /** The longest time from the start until the book could be worked with, in milliseconds. */
  slowestMs: number;
}

/** What the book and its two backups hold: the calls, oldest first. */
interface Template {
  /** Of two profiles: `killed`, copied while the book was open, with a journal; and `closed`. */
  dir: string;
  all: string[];
  backups: { at: number; calls: string[] }[];
}

/**
 * Damages a book in many ways, and opens it. Throws unless it can be worked with each time, holds
 * exactly what it must, has set the damaged file aside unchanged, and says what was lost. Damage to
 * the text of a row alone costs that row, which says so.
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
      // In turn, so that a small share too has one of each.
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
  // A disk that rots does not touch the time of the file, so that the start trusts it at first.
  const rotten = existsSync(place.file) && random() < 0.5;
  if (rotten) utimesSync(place.file, before.atime, before.mtime);
  const badBackups = spoilBackups(place.backups, random);
  const spoiled = fingerprint(place.file);

  const from = performance.now();
  const book = await openAsHandsetDoes(place);
  const ms = performance.now() - from;
  try {
    const loss = readLoss(book.db);
    const calls = callsOf(book.db);
    const outcome = judge(template, calls, loss, badBackups, unreadableIn(book.db));
    if (loss?.kind === 'restored' || loss?.kind === 'emptied') expectAside(place.damaged, spoiled);
    if (loss) expectDoubt(book.db);
    work(book.db);
    // The row that is spoilt may be there still; the pages must be in order.
    const known = newestVersion(place.migrations);
    const verdict = await runInThread({ do: 'check', file: place.file, known });
    if (!verdict.sound) throw new Error(`the opened book is not sound: ${verdict.why}`);
    return { outcome, ms };
  } finally {
    book.close(true);
  }
}

/** Opens it; what only the check after the start finds, the start after that one mends. */
async function openAsHandsetDoes(place: ReturnType<typeof databasePlace>): Promise<OpenDatabase> {
  const book = await openDatabase(place);
  if (book.checked) return book;
  const known = newestVersion(place.migrations);
  const verdict = await runInThread({ do: 'check', file: place.file, known });
  if (verdict.sound) return book;
  book.close(false);
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
  // Not damaged as a whole: all calls, or those before the cut in the journal; where the damage hit
  // the text of a row alone, it is listed as one that cannot be read.
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
  if (found !== spoiled) throw new Error('the damaged book was not set aside as it was');
}

/** The places, from the oldest on, of calls that are listed and cannot be read in full. */
function unreadableIn(db: Database): number[] {
  const calls = pageCalls(db, everything, null, 500).reverse();
  return calls.flatMap((call, index) => (call.unreadable ? [index] : []));
}

const everything = { text: '', outcomes: [], practice: false, recordedOnly: false, results: [] };

/** No row of before may pass for unsent: something may have been placed since. */
function expectDoubt(db: Database): void {
  const sure = db
    .prepare("SELECT id FROM calls WHERE state IN ('recorded', 'sending') AND booted_at <> 0")
    .all();
  if (sure.length > 0) throw new Error('a call passes for unsent');
}

/** A new call is written and found, by its number and by its place. */
function work(db: Database): void {
  const call = recordedCall({ id: 'after', customerNumber: '+915550001234' });
  insertCall(db, call, 0);
  const found = pageCalls(db, { ...everything, text: '555 000 1234' }, null, 50);
  const newest = pageCalls(db, everything, null, 500)[0];
  if (found[0]?.id !== 'after' || newest?.id !== 'after')
    throw new Error('a new call is not found');
}

/** The content, or what else is there. */
function fingerprint(path: string): string {
  if (!existsSync(path)) return 'nothing';
  return statSync(path).isDirectory() ? 'folder' : readFileSync(path, 'base64');
}

/** Mostly none; at times the newest one, at times all. Answers how many, newest first. */
function spoilBackups(dir: string, random: () => number): number {
  const bad = [0, 0, 0, 1, 1, 2][Math.floor(random() * 6)] ?? 0;
  for (const { path } of listBackups(dir).slice(0, bad)) writeFileSync(path, spoil(path, random));
  return bad;
}

async function makeTemplate(dir: string): Promise<Template> {
  const place = databasePlace(join(dir, 'closed'));
  const book = await openDatabase(place);
  const backups: Template['backups'] = [];
  addCalls(book.db, 0, 120);
  for (const [from, to] of [
    [120, 160],
    [160, 200],
  ] as const) {
    const at = Date.UTC(2026, 0, 5) + from * 1_000;
    await backUp({ ...place, now: () => at });
    backups.unshift({ at, calls: callsOf(book.db) });
    addCalls(book.db, from, to);
    book.db.pragma('wal_checkpoint(TRUNCATE)');
  }
  addCalls(book.db, 200, 230);
  mkdirSync(join(dir, 'killed'));
  cpSync(dirname(place.file), join(dir, 'killed'), { recursive: true, preserveTimestamps: true });
  const all = callsOf(book.db);
  book.close(true);
  return { dir, all, backups };
}
