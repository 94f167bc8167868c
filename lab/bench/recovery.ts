import { randomUUID } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { backUp } from '../../src/main/storage/database/backups.ts';
import {
  type DatabaseOptions,
  openDatabase,
} from '../../src/main/storage/database/open-database.ts';
import { insertCall, markSending } from '../../src/main/storage/tables/calls.ts';
import { forgetLoss, readLoss } from '../../src/main/storage/tables/data-loss-news.ts';
import { recordedCall } from '../../tests/support/call-facts.ts';
import { databasePlace } from '../../tests/support/database-place.ts';
import { type BenchRow, summarize } from './statistics.ts';

const rounds = 3;

/**
 * Measures recovery of copies of a database, from the start until it can be used; and a call's row
 * during a backup.
 */
export async function benchRecovery(file: string): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'handset-bench-'));
  try {
    const closed = databasePlace(join(dir, 'closed'));
    const killed = databasePlace(join(dir, 'killed'));
    mkdirSync(dirname(closed.file), { recursive: true });
    copyFileSync(file, closed.file);
    const database = await openDatabase(closed);
    // It was copied without its mark, which counts as a loss.
    forgetLoss(database.db);
    const during = await benchRowDuringBackup(database.db, closed);
    copyProfile(closed, killed);
    database.close(true);
    return [
      await benchOpening('open the database, closed well', closed, 50, null),
      await benchOpening('open the database, killed, journal to recover', killed, 2_000, null),
      await benchOpening('open the database, damaged, from its backup', closed, 5_000, 'restored'),
      during,
    ];
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** Each round uses a fresh copy; the floor is SQLite alone, reading one page of it. */
async function benchOpening(
  what: string,
  from: DatabaseOptions,
  goalMs: number,
  loss: 'restored' | null,
): Promise<BenchRow> {
  const ours: number[] = [];
  const floors: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const place = databasePlace(join(dirname(from.file), '..', 'round'));
    copyProfile(from, place);
    floors.push(timeOfFloor(place.file));
    copyProfile(from, place);
    if (loss) writeFileSync(place.file, 'no database');
    const start = performance.now();
    const database = await openDatabase(place);
    ours.push(performance.now() - start);
    if ((readLoss(database.db)?.kind ?? null) !== loss) throw new Error(`${what}: not as meant`);
    database.close(true);
  }
  const ourSummary = summarize(ours);
  const floor = summarize(floors);
  return {
    what,
    ours: ourSummary,
    rival: { name: 'floor: SQLite opens it and reads a page', ...floor },
    goal: `p95 ≤ ${goalMs} ms`,
    ratio: ourSummary.p95 / floor.p95,
    met: ourSummary.p95 <= goalMs,
  };
}

function timeOfFloor(file: string): number {
  const start = performance.now();
  const db = new SqliteDatabase(file);
  db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get();
  const ms = performance.now() - start;
  db.close();
  return ms;
}

/**
 * Measures what a dial writes before its POST while the daily backup is made; the rival: without a
 * backup.
 */
async function benchRowDuringBackup(db: Database, place: DatabaseOptions): Promise<BenchRow> {
  const quiet: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < 200; round += 1) await writeRow(db, quiet);
  let done = false;
  const backup = backUp(place).finally(() => {
    done = true;
  });
  while (!done) await writeRow(db, ours);
  await backup;
  const ourSummary = summarize(ours);
  const rival = summarize(quiet);
  return {
    what: "a call's row while the database is backed up",
    ours: ourSummary,
    rival: { name: 'the same without a backup', ...rival },
    goal: 'p95 at most 50 ms later',
    ratio: ourSummary.p95 / rival.p95,
    met: ourSummary.p95 <= rival.p95 + 50,
  };
}

async function writeRow(db: Database, samples: number[]): Promise<void> {
  const call = recordedCall({ id: randomUUID() });
  const start = performance.now();
  insertCall(db, call, 0);
  markSending(db, { ...call, state: 'sending' }, []);
  samples.push(performance.now() - start);
  // The thread's messages need the event loop.
  await new Promise((resolve) => setImmediate(resolve));
}

function copyProfile(from: DatabaseOptions, to: DatabaseOptions): void {
  rmSync(dirname(to.file), { recursive: true, force: true });
  cpSync(dirname(from.file), dirname(to.file), { recursive: true, preserveTimestamps: true });
}
