import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { pathsIn } from '../../src/main/base/paths.ts';
import { leaveCleanMark } from '../../src/main/storage/clean-mark.ts';
import {
  callFactsSchema,
  callProblemSchema,
  legSchema,
  providerFactsSchema,
} from '../../src/shared/domain/call.ts';
import { dialInput } from '../support/compose-calls.ts';
import {
  columnsOf,
  garbage,
  jsonGarbage,
  numberOf,
  schemaOf,
  tamper,
  writeFullBook,
} from '../support/odd-book.ts';
import { tempFolder } from '../support/temp-folder.ts';
import {
  confirmed,
  everyCall,
  exportReport,
  startWholeApp,
  type WholeApp,
  workAllDay,
} from '../support/whole-app.ts';

/**
 * Every column of every table, every document and every field of both, set to what nobody put
 * there: Handset starts, and what an agent does on a day works for all that was left alone.
 */
const folder = mkdtempSync(join(tmpdir(), 'handset-odd-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const template = join(folder, 'handset.db');
writeFullBook(template);

/** Starts on a copy of the full book that was tampered with. */
async function startOn(change: (db: Database) => void, checked = true): Promise<WholeApp> {
  const profile = join(tempFolder(), 'profile');
  const { database, damaged } = pathsIn(profile);
  mkdirSync(dirname(database), { recursive: true });
  copyFileSync(template, database);
  tamper(database, change);
  // It was closed; whether every page is looked at before it is opened, is the mark's to say.
  leaveCleanMark(database, !checked);
  const app = await startWholeApp(profile);
  onTestFinished(() => app.close());
  expect(existsSync(damaged), 'the book is in its place').toBe(false);
  return app;
}

/** The whole day, on calls of which those in `spoilt` (places in the book) may not be readable. */
async function workDay(app: WholeApp, spoilt: readonly number[]): Promise<void> {
  const rows = (): unknown[] =>
    app.db
      .prepare('SELECT * FROM calls WHERE seq <= 13 ORDER BY seq')
      .all()
      .filter((row) => spoilt.includes((row as { seq: number }).seq));
  const before = rows();
  const listed = await workAllDay(app, numberOf(2));
  const unreadable = listed.filter((call) => call.unreadable);
  expect(unreadable.filter(({ seq }) => !spoilt.includes(seq))).toEqual([]);
  expect(listed).toHaveLength(13);
  const left = unreadable.map(({ seq }) => seq);
  const kept = (all: unknown[]) => all.filter((row) => left.includes((row as { seq: number }).seq));
  expect(kept(rows()), 'what cannot be read stays as it was found').toEqual(kept(before));
  await exportReport(app, tempFolder());
}

describe.each([...schemaOf(template).keys()].filter((name) => name !== 'documents'))(
  'table %s, a column of garbage:',
  (table) => {
    test.each(columnsOf(template, table))('%s', async (column) => {
      const app = await startOn((db) => {
        for (const [index, value] of garbage.entries())
          db.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`).run(value, index + 1);
      });
      await workDay(app, table === 'calls' ? garbage.map((_, index) => index + 1) : []);
    });
  },
);

const named = (schema: { shape: object }, path: string): string[] =>
  Object.keys(schema.shape).map((name) => `${path}.${name}`);
const fields = [
  ...named(callFactsSchema, '$'),
  ...named(providerFactsSchema, '$.provider'),
  ...named(callProblemSchema, '$.lookProblem'),
  ...named(legSchema, '$.legs[0]'),
];

test.each(fields)('the record of a call, with garbage as %s', async (path) => {
  const app = await startOn((db) => {
    for (const [index, value] of jsonGarbage.entries())
      db.prepare('UPDATE calls SET facts = json_set(facts, ?, json(?)) WHERE seq = ?').run(
        path,
        value,
        index + 1,
      );
  });
  await workDay(
    app,
    jsonGarbage.map((_, index) => index + 1),
  );
});

const documents = [
  'settings',
  'profiles',
  'account',
  'book_loss',
  'leftovers',
  'callback_secret',
  'tray_told',
  'main_window',
  'mini_window',
];

describe.each(documents)('the document %s', (key) => {
  test.each([...garbage.slice(0, 5), ...jsonGarbage])('is %o', async (value) => {
    const app = await startOn((db) => {
      db.prepare('UPDATE documents SET value = ? WHERE key = ?').run(value, key);
    }, false);
    expect(everyCall(app, false)).toHaveLength(12);
    expect((await app.calls.dial({ ...dialInput('+919811111111'), confirmed })).state).toBe(
      'accepted',
    );
  });
});

test('documents under garbage as keys, and all of them garbage at once', async () => {
  const app = await startOn((db) => {
    for (const [index, value] of garbage.entries()) {
      db.prepare('UPDATE documents SET value = ? WHERE rowid = ?').run(value, index + 1);
      db.prepare('INSERT INTO documents (key, value) VALUES (?, ?)').run(value, value);
    }
  });
  await workDay(app, []);
});
