import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { pathsIn } from '../../src/main/base/paths.ts';
import { leaveCleanMark } from '../../src/main/storage/database/clean-shutdown.ts';
import { dialFactsSchema, outboundFactsSchema } from '../../src/shared/domain/call.ts';
import {
  columnsOf,
  garbage,
  jsonGarbage,
  numberOf,
  schemaOf,
  tamper,
  writeFullDatabase,
} from '../../tests/support/odd-database.ts';
import { seededRandom } from '../../tests/support/seeded-random.ts';
import {
  everyCall,
  exportReport,
  startWholeApp,
  workAllDay,
} from '../../tests/support/whole-app.ts';

export interface OddRowsOptions {
  seed: number;
  databases: number;
}

export interface OddRowsFigures {
  databases: number;
  /** Columns, documents and fields that were set to garbage. */
  cells: number;
  /** Calls that could be read only in part; each was listed, and none was changed or dialled. */
  unreadable: number;
}

type Pick = <T>(from: readonly T[]) => T;

const mostCells = 12;
const rows = 13;

/**
 * Sets several random columns and fields of a database to garbage at once, starts Handset on it,
 * works with it for a day, and starts it once more. Throws unless each call is listed, those left
 * alone can be read in full, a dial is placed once, and the database is in its place.
 */
export async function oddRows({ seed, databases }: OddRowsOptions): Promise<OddRowsFigures> {
  const dir = mkdtempSync(join(tmpdir(), 'handset-odd-rows-'));
  const figures: OddRowsFigures = { databases, cells: 0, unreadable: 0 };
  const random = seededRandom(seed);
  const pick: Pick = (from) => {
    const found = from[Math.floor(random() * from.length)];
    if (found === undefined && from.length === 0) throw new Error('nothing to pick from');
    return found as (typeof from)[number];
  };
  try {
    const template = join(dir, 'template', 'handset.db');
    writeFullDatabase(template);
    for (let database = 0; database < databases; database += 1) {
      const cells = Array.from({ length: 1 + Math.floor(random() * mostCells) }, () =>
        cellOf(template, pick),
      );
      const profile = join(dir, 'case');
      const found = await oneDatabase(template, profile, cells).catch((error: unknown) => {
        const what = cells.map(({ name }) => name).join('; ');
        throw new Error(`database ${database} of seed ${seed}, ${what}: ${String(error)}`, {
          cause: error,
        });
      });
      figures.cells += cells.length;
      figures.unreadable += found;
    }
    return figures;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** One value that is set to garbage. */
interface Cell {
  name: string;
  /** Index of the call that it may cost; null if none. */
  seq: number | null;
  set(db: Database): void;
}

function cellOf(template: string, pick: Pick): Cell {
  const row = 1 + pick([...Array(rows).keys()]);
  const field = pick([true, false, false]);
  if (field) {
    const path = `$.${pick([...Object.keys(outboundFactsSchema.shape), ...Object.keys(dialFactsSchema.shape).map((name) => `dial.${name}`)])}`;
    const value = pick(jsonGarbage);
    return {
      name: `${path} of call ${row} is ${value}`,
      seq: row,
      set: (db) =>
        void db
          .prepare(
            'UPDATE calls SET facts = json_set(facts, ?, json(?)) WHERE seq = ? AND json_valid(facts)',
          )
          .run(path, value, row),
    };
  }
  const table = pick([...schemaOf(template).keys()]);
  const column = pick(columnsOf(template, table));
  const value = pick(garbage);
  return {
    name: `${table}.${column} in row ${row} is ${String(value)}`,
    seq: table === 'calls' ? row : null,
    // Two rows cannot have the same key.
    set: (db) =>
      void db
        .prepare(`UPDATE OR IGNORE ${table} SET ${column} = ? WHERE rowid = ?`)
        .run(value, row),
  };
}

/** Returns how many calls could be read only in part. */
async function oneDatabase(template: string, profile: string, cells: Cell[]): Promise<number> {
  rmSync(profile, { recursive: true, force: true });
  const { database, damaged } = pathsIn(profile);
  mkdirSync(dirname(database), { recursive: true });
  copyFileSync(template, database);
  tamper(database, (db) => {
    for (const { set } of cells) set(db);
  });
  leaveCleanMark(database, false, 0);
  const touched = new Set(cells.map(({ seq }) => seq));
  const first = await startWholeApp(profile);
  let unreadable: number;
  try {
    const listed = await workAllDay(first, numberOf(2));
    assert.equal(listed.length, rows, 'every call is listed');
    const odd = listed.filter((call) => call.unreadable);
    for (const { seq } of odd) assert.ok(touched.has(seq), `call ${seq} was left alone`);
    unreadable = odd.length;
    await exportReport(first, profile);
  } finally {
    await first.close();
  }
  const second = await startWholeApp(profile);
  try {
    const all = [...everyCall(second, false), ...everyCall(second, true)];
    assert.equal(all.length, rows + 1, 'every call is listed again');
  } finally {
    await second.close();
  }
  assert.ok(!existsSync(damaged), 'the database is in its place');
  return unreadable;
}
