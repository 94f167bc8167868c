import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { z } from 'zod';
import { pathsIn } from '../../../../src/main/base/paths.ts';
import { leaveCleanMark } from '../../../../src/main/storage/database/clean-shutdown.ts';
import type { contract } from '../../../../src/shared/contract/index.ts';
import {
  callProblemSchema,
  dialFactsSchema,
  legSchema,
  outboundFactsSchema,
  providerFactsSchema,
} from '../../../../src/shared/domain/call.ts';
import { dialInput } from '../../../support/compose-calls.ts';
import {
  columnsOf,
  garbage,
  jsonGarbage,
  numberOf,
  schemaOf,
  tamper,
  writeFullDatabase,
} from '../../../support/odd-database.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import {
  confirmed,
  everyCall,
  exportReport,
  startWholeApp,
  type WholeApp,
  workAllDay,
} from '../../../support/whole-app.ts';

/**
 * Every column of every table, every document and every field of both, set to what nobody put
 * there: Handset starts, and what an agent does on a day works for all that was left alone.
 */
type CallDetail = z.infer<typeof contract.history.commands.detail.output>;

const folder = mkdtempSync(join(tmpdir(), 'handset-odd-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const template = join(folder, 'handset.db');
writeFullDatabase(template);

/** Starts on a copy of the full database that was tampered with. */
async function startOn(change: (db: Database) => void, checked = true): Promise<WholeApp> {
  const profile = join(tempFolder(), 'profile');
  const { database, damaged } = pathsIn(profile);
  mkdirSync(dirname(database), { recursive: true });
  copyFileSync(template, database);
  tamper(database, change);
  // It was closed; whether every page is looked at before it is opened, is the mark's to say.
  leaveCleanMark(database, !checked, 0);
  const app = await startWholeApp(profile);
  onTestFinished(() => app.close());
  expect(existsSync(damaged), 'the database is in its place').toBe(false);
  return app;
}

/**
 * The whole day, on calls of which those in `spoilt` (places in the database) may not be readable.
 */
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
  ...named(outboundFactsSchema, '$'),
  ...named(dialFactsSchema, '$.dial'),
  ...named(providerFactsSchema, '$.provider'),
  ...named(callProblemSchema, '$.pollProblem'),
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

describe('what cannot be read of a call', () => {
  test('is named in diagnostics, never with its value; its steps, answers and recording are told', async () => {
    const app = await startOn((db) => {
      db.exec(`
        UPDATE calls SET facts = json_set(facts, '$.state', 'secretive', '$.talkSeconds', 1e300) WHERE seq = 1;
        UPDATE timeline SET kind = 'levitated' WHERE call_id = 'call-1' AND rowid % 2 = 0;
        UPDATE unexpected_responses SET question = 'why' WHERE call_id = 'call-1';
        UPDATE recordings SET state = 'evaporated', next_try_at = 1 WHERE call_id = 'call-1'`);
    });
    const { detail } = app.handlers.history;
    const first = detail({ id: 'call-0' }) as CallDetail;
    expect(first.call).toMatchObject({
      unreadable: ['state', 'talkSeconds'],
      state: 'no_final_status',
      outcome: 'completed',
      note: 'note 0',
      sid: 'sid-of-0',
      customerNumber: numberOf(0),
    });
    const second = detail({ id: 'call-1' }) as CallDetail;
    expect(second.call).not.toHaveProperty('unreadable');
    expect(second.call.recording).toMatchObject({
      state: 'failed',
      failure: 'recording_unreadable',
    });
    expect(second.timeline.map(({ kind }) => kind).sort()).toContain('unreadable');
    expect(second.answers).toMatchObject([{ question: 'unreadable', oddity: 'odd 1' }]);
    const report = await exportReport(app, tempFolder());
    expect(report.odd).toEqual(
      expect.arrayContaining([
        'calls 1: state, talkSeconds',
        'timeline of call-1: kind',
        'answers of call-1: question',
        'recordings call-1: state',
      ]),
    );
    expect(JSON.stringify(report.odd)).not.toMatch(/secretive|levitated|why|evaporated/);
  });

  test('is erased with its person, and removes nobody else', async () => {
    const app = await startOn((db) => {
      db.prepare("UPDATE calls SET facts = 'no JSON' WHERE seq = 3").run();
      db.prepare('UPDATE calls SET settled = 1').run();
    });
    const { preview, erase } = app.handlers.privacy;
    expect(await preview({ number: numberOf(2) })).toMatchObject({ calls: 1 });
    await app.clock.advance(86_400_000);
    expect(await erase({ number: numberOf(2), keepDoNotCall: false })).toMatchObject({ calls: 1 });
    expect(everyCall(app, false)).toHaveLength(11);
  });
});
