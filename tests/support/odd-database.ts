import SqliteDatabase, { type Database } from 'better-sqlite3';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import { insertCall, setNote, updateCall } from '../../src/main/storage/tables/calls.ts';
import { writeDocument } from '../../src/main/storage/tables/documents.ts';
import { newRecordingRow, saveRecording } from '../../src/main/storage/tables/recordings.ts';
import { addUnexpected } from '../../src/main/storage/tables/unexpected-responses.ts';
import { setResult } from '../../src/main/storage/tables/wrap-ups.ts';
import type { OutboundFacts } from '../../src/shared/domain/call.ts';
import { defaultSettings } from '../../src/shared/domain/settings.ts';
import type { FactChanges } from './call-facts.ts';
import { callLeg, problem, recordedCall, startedAt } from './call-facts.ts';
import { saveContact } from './contacts.ts';
import { fullProfile } from './profiles.ts';

/** What a column, a document or a field of one may unexpectedly contain. */
export const garbage: readonly unknown[] = [
  null,
  'constructor',
  Buffer.from([0, 255, 128]),
  1e300,
  -1,
  '{"a":[1],"__proto__":{"state":"ended"}}',
  '__proto__',
  9_007_199_254_740_993n,
  '',
  `${'x'.repeat(300)}\u0000\uFFFF`,
];

/** The same for a field of a JSON value, as JSON. */
export const jsonGarbage: readonly string[] = [
  'null',
  '"constructor"',
  '1e300',
  '-1',
  '[]',
  '{"__proto__":{"state":"ended"}}',
  '"__proto__"',
  'true',
  '""',
  '[{"side":"telepathy"},7]',
];

/** The number of call `index` in the database. */
export const numberOf = (index: number): string => `+9198765432${String(index).padStart(2, '0')}`;

/** What an agent's database may hold, call by call. */
const calls: readonly FactChanges[] = [
  { outcome: 'completed', talkSeconds: 61, legs: [callLeg('agent', 'completed')] },
  { outcome: 'customer_unanswered' },
  { state: 'rejected', outcome: 'rejected', problem: problem() },
  { state: 'no_final_status', outcome: 'no_final_status' },
  { state: 'unknown', outcome: 'unknown', sid: null },
  { state: 'recorded', outcome: null, sid: null },
  { state: 'accepted', outcome: null },
  { state: 'agent_answered', outcome: null, legs: [callLeg('customer', 'in-progress')] },
  { outcome: 'completed', talkSeconds: 7, record: true },
  { outcome: 'completed', talkSeconds: 12, record: true },
  { state: 'not_sent', outcome: 'not_sent', sid: null },
  { outcome: 'agent_cancelled', practice: true },
  { outcome: 'completed', talkSeconds: 3 },
];

/** Writes a database with something in every table, as this version does. */
export function writeFullDatabase(file: string): void {
  const db = openConnection(file);
  const made = calls.map((changes, index) =>
    recordedCall({
      id: `call-${index}`,
      sid: `sid-of-${index}`,
      state: 'ended',
      createdAt: startedAt + index * 1_000,
      sentAt: startedAt + index * 1_000,
      acceptedAt: startedAt + index * 1_000,
      endedAt: startedAt + index * 1_000 + 500,
      customerNumber: numberOf(index),
      customerDisplay: numberOf(index),
      provider: index === 0 ? provider : null,
      pollProblem: index === 0 ? problem() : null,
      ...changes,
    }),
  );
  for (const [index, call] of made.entries()) {
    // The places 1, 2, 3…
    insertCall(db, call, 0, (index + 1) * 1_000);
    addBeside(db, call, index);
  }
  const real = { region: 'custom', baseUrl: 'https://exotel.test', accountSid: 'acme1' };
  const phones = { agentUri: '+919800000001', virtualNumber: '+912241499102' };
  writeDocument(db, 'account', { mode: 'real', real: { ...real, ...phones }, inKeychain: true });
  writeDocument(db, 'settings', { ...defaultSettings, theme: 'dark' });
  writeDocument(db, 'profiles', {
    defaultId: 'a',
    profiles: [{ id: 'a', profile: fullProfile, unreadable: [] }],
  });
  const loss = { kind: 'journal', foundAt: startedAt, backupAt: null, folder: '/damaged' };
  writeDocument(db, 'book_loss', loss);
  writeDocument(db, 'leftovers', { sids: ['sid-gone'], erase: false });
  writeDocument(db, 'callback_secret', 's'.repeat(40));
  writeDocument(db, 'tray_told', true);
  for (const key of ['main_window', 'mini_window'])
    writeDocument(db, key, { x: 1, y: 1, width: 900, height: 700 });
  db.close();
}

const provider: NonNullable<OutboundFacts['provider']> = {
  direction: 'outbound',
  virtualNumber: '022',
  createdAt: startedAt,
  updatedAt: startedAt,
  startedAt,
  endedAt: startedAt,
  totalSeconds: 70,
  appId: '1',
  appName: 'app',
  digits: '1',
  customField: 'handset',
};

function addBeside(db: Database, call: OutboundFacts, index: number): void {
  const at = call.createdAt;
  updateCall(db, call, [{ at, kind: 'sent', basis: 'local', detail: null }]);
  setNote(db, call.id, `note ${index}`);
  setResult(db, call.id, { id: 'interested', marksDoNotCall: index % 4 === 0, at });
  const odd = { question: 'details', httpStatus: 200, oddity: `odd ${index}`, body: '{}' } as const;
  addUnexpected(db, call.id, { at, ...odd });
  saveContact(db, { name: `Asha ${index}`, number: call.customerNumber, practice: call.practice });
  saveRecording(db, {
    ...newRecordingRow(call.id),
    state: (['saved', 'processing', 'failed', 'removed'] as const)[index % 4] ?? 'saved',
    fileName: index % 4 === 0 ? `${call.sid}.mp3` : null,
    nextTryAt: index % 4 === 1 ? at : null,
    bytesTotal: 10,
    updatedAt: at,
  });
}

/**
 * Lets `change` write into a closed database what its tables forbid, as a newer version, a foreign
 * program or a failing disk may. Generated columns are recreated where possible.
 */
export function tamper(file: string, change: (db: Database) => void): void {
  const strict = schemaOf(file);
  rewriteSchema(file, new Map([...strict].map(([name, sql]) => [name, loosened(sql)])));
  const db = new SqliteDatabase(file);
  try {
    db.pragma('foreign_keys = OFF');
    change(db);
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
  rewriteSchema(file, strict);
}

/** Returns Handset's own tables, not those SQLite's search maintains, with their SQL. */
export function schemaOf(file: string): Map<string, string> {
  const db = new SqliteDatabase(file, { readonly: true });
  try {
    const rows = db
      .prepare(
        `SELECT name, sql FROM sqlite_schema
         WHERE type = 'table' AND sql LIKE 'CREATE TABLE%STRICT%' ORDER BY name`,
      )
      .all() as { name: string; sql: string }[];
    return new Map(rows.map(({ name, sql }) => [name, sql]));
  } finally {
    db.close();
  }
}

/** Returns the columns that can hold garbage at all: an integer key only holds integers. */
export function columnsOf(file: string, table: string): string[] {
  const db = new SqliteDatabase(file, { readonly: true });
  try {
    const columns = db.pragma(`table_xinfo(${table})`) as {
      name: string;
      type: string;
      pk: number;
      hidden: number;
    }[];
    const virtual = 2;
    return columns
      .filter(({ pk, type, hidden }) => !(pk === 1 && type === 'INTEGER') && hidden !== virtual)
      .map(({ name }) => name);
  } finally {
    db.close();
  }
}

function rewriteSchema(file: string, schema: ReadonlyMap<string, string>): void {
  const db = new SqliteDatabase(file);
  try {
    db.unsafeMode(true);
    db.pragma('writable_schema = ON');
    for (const [name, sql] of schema)
      db.prepare("UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?").run(
        sql,
        name,
      );
    db.pragma('writable_schema = OFF');
    db.pragma(`schema_version = ${Number(db.pragma('schema_version', { simple: true })) + 1}`);
  } finally {
    db.close();
  }
}

/** Columns keep their types, and so how they are compared; their constraints are dropped. */
function loosened(sql: string): string {
  return withoutClause(withoutClause(sql, /CHECK \(/), /GENERATED ALWAYS AS \(/, ' STORED')
    .replaceAll('NOT NULL', '')
    .replace(/,\s*\) STRICT\s*$/, ')')
    .replace(/\) STRICT\s*$/, ')');
}

/** Removes what matches `begin` up to its closing bracket, and up to `end` if one is given. */
function withoutClause(sql: string, begin: RegExp, end = ''): string {
  let rest = sql;
  let kept = '';
  for (let at = rest.search(begin); at >= 0; at = rest.search(begin)) {
    const open = rest.indexOf('(', at);
    const close = closing(rest, open);
    const after = rest.slice(close + 1);
    const ours = after.startsWith(end);
    kept += ours ? rest.slice(0, at) : rest.slice(0, close + 1);
    rest = ours ? after.slice(end.length) : after;
  }
  return kept + rest;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error('a bracket is not closed');
}
