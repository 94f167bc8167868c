import type { Database } from 'better-sqlite3';
import { expect, test } from 'vitest';
import { recordedCall } from '../../../support/call-facts.ts';
import { person } from '../../../support/person.ts';
import { openPrivacyRig } from '../../../support/privacy-rig.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

// A table that is new is filled and looked into here by itself: what it may keep of a person is
// decided where the person is erased, not here.

const callId = 'call-of-the-person';
/** No other number of the database is this one. */
const seq = 7_001_001;
const facts = JSON.stringify(
  recordedCall({
    id: callId,
    state: 'ended',
    outcome: 'completed',
    customerNumber: person.number,
    customerDisplay: person.display,
  }),
);
/** Settings and profiles are the agent's: a number is taken out, and nothing tells whose a name is. */
const agentsOwn = ['documents'];

/** What must not be found, in the form of the index as well. */
const traces = ['9876543210', 'quxzarine', callId, String(seq)];

interface Column {
  name: string;
  type: string;
}

function tablesOf(db: Database, kind: 'table' | 'virtual'): string[] {
  return db
    .prepare(
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND type = ? AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
       ORDER BY name <> 'calls', name`,
    )
    .pluck()
    .all(kind) as string[];
}

/** One row that is of the person in every column that can be. */
function fillRow(db: Database, table: string): void {
  const sql = String(db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table));
  const columns = db
    .prepare('SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden = 0')
    .all(table) as Column[];
  const toCalls = new Map(
    (db.pragma(`foreign_key_list('${table}')`) as { table: string; from: string; to: string }[])
      .filter((key) => key.table === 'calls')
      .map(({ from, to }) => [from, to]),
  );
  const values = columns.map(({ name, type }) => {
    const text = agentsOwn.includes(table) ? person.number : `${person.name} ${person.number}`;
    if (table === 'calls' && name === 'facts') return facts;
    const asOfCalls = toCalls.get(name) ?? (table === 'calls' ? name : '');
    if (asOfCalls === 'seq' || /(^|_)seq$/.test(name)) return seq;
    if (asOfCalls === 'id' || name === 'call_id') return callId;
    if (type !== 'TEXT') return 1;
    if (agentsOwn.includes(table) && name === 'key') return 'some_settings';
    if (/(^|_)number$/.test(name)) return person.number;
    const [, word] = new RegExp(`CHECK \\(${name} IN \\('(\\w+)'`).exec(sql) ?? [];
    return word ?? (sql.includes(`json_valid(${name})`) ? JSON.stringify({ text }) : text);
  });
  const names = columns.map(({ name }) => name);
  const marks = columns.map(() => '?');
  db.prepare(`INSERT INTO ${table} (${names}) VALUES (${marks})`).run(values);
}

/** The tables in which something of the person is, with the traces. */
function tracesIn(db: Database): Record<string, string[]> {
  const found: [string, string[]][] = tablesOf(db, 'table').map((table) => {
    const rows = db.prepare(`SELECT * FROM ${table}`).raw().all();
    const cells = JSON.stringify(rows).toLowerCase();
    return [table, traces.filter((trace) => cells.includes(trace))];
  });
  return Object.fromEntries(found.filter(([, some]) => some.length > 0));
}

/** Pieces of words in an index of full text. */
function termsIn(db: Database, index: string): number {
  db.exec(`CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', '${index}', 'row')`);
  const terms = db.prepare('SELECT count(*) FROM temp.terms').pluck().get();
  db.exec('DROP TABLE temp.terms');
  return Number(terms);
}

test('every table of the database forgets a person who is erased', async () => {
  const { db, privacy } = await openPrivacyRig(tempFolder());
  const tables = tablesOf(db, 'table');
  for (const table of tables) fillRow(db, table);
  const indexes = tablesOf(db, 'virtual');
  for (const index of indexes)
    db.prepare(`INSERT INTO ${index} (rowid, text) VALUES (?, ?)`).run(seq, person.name);
  expect(Object.keys(tracesIn(db)), 'the scan itself').toEqual(tables);
  for (const index of indexes) expect(termsIn(db, index), 'the scan itself').toBeGreaterThan(0);

  await privacy.handlers.erase({ number: person.number, keepDoNotCall: false });
  expect(tracesIn(db)).toEqual({});
  for (const index of indexes) expect(termsIn(db, index)).toBe(0);
});
