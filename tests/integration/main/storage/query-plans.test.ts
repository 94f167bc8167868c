import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { openConnection } from '../../../../src/main/storage/database/connection.ts';
import * as pages from '../../../../src/main/storage/tables/call-history.ts';
import * as search from '../../../../src/main/storage/tables/call-search.ts';
import * as calls from '../../../../src/main/storage/tables/calls.ts';
import * as contacts from '../../../../src/main/storage/tables/contacts.ts';
import * as standing from '../../../../src/main/storage/tables/dial-queries.ts';
import * as marks from '../../../../src/main/storage/tables/do-not-call-marks.ts';
import * as documents from '../../../../src/main/storage/tables/documents.ts';
import * as removal from '../../../../src/main/storage/tables/erasure.ts';
import * as person from '../../../../src/main/storage/tables/erasure-queries.ts';
import * as missed from '../../../../src/main/storage/tables/missed-calls.ts';
import * as newestCalls from '../../../../src/main/storage/tables/newest-calls.ts';
import * as oddHistory from '../../../../src/main/storage/tables/odd-history.ts';
import * as recentCustomers from '../../../../src/main/storage/tables/recent-customers.ts';
import * as recordings from '../../../../src/main/storage/tables/recordings.ts';
import * as removed from '../../../../src/main/storage/tables/removed-calls.ts';
import * as texts from '../../../../src/main/storage/tables/text-columns.ts';
import * as answers from '../../../../src/main/storage/tables/unexpected-responses.ts';
import * as withoutEnd from '../../../../src/main/storage/tables/unfinished-calls.ts';
import * as wrapUp from '../../../../src/main/storage/tables/wrap-ups.ts';
import { callOutcomes } from '../../../../src/shared/domain/call.ts';
import { inboundCall } from '../../../support/call-facts.ts';
import { addCall } from '../../../support/test-database.ts';

/** Every statement that was prepared, and from where. */
const seen = vi.hoisted(() => ({ statements: new Set<string>(), places: new Set<string>() }));

vi.mock('../../../../src/main/storage/database/connection.ts', async (original) => {
  const real =
    await original<typeof import('../../../../src/main/storage/database/connection.ts')>();
  return {
    ...real,
    prepared: (db: Database, sql: string) => {
      const place = /storage\/(?:\w+\/)?([\w-]+\.ts).*?:(\d+):(\d+)/.exec(
        new Error().stack?.split('\n')[2] ?? '',
      );
      seen.statements.add(sql);
      seen.places.add(place ? `${place[1]}:${place[2]}:${place[3]}` : 'nowhere');
      return real.prepared(db, sql);
    },
  };
});

const storage = join(import.meta.dirname, '../../../../src/main/storage');
const sources = readdirSync(storage, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith('migrations'))
  .map((path) => ({ name: basename(path), text: readFileSync(join(storage, path), 'utf8') }));

/** Once at the opening, or in the database's thread, where it may take its time. */
const besides = [
  'backup-content.ts',
  'connection.ts',
  'data-loss.ts',
  'database-tasks.ts',
  'health.ts',
  'migrate.ts',
  'scrub.ts',
];

/**
 * Steps that read more than what they answer, and why that is little. Everything else is found by
 * an index, and in the order that is asked for: a database of a million calls answers as fast as a
 * new one.
 */
const excused: { step: RegExp; in: RegExp; because: string }[] = [
  {
    step: /^SCAN \w+ VIRTUAL TABLE/,
    in: /./,
    because: 'an index of words, or the JSON of one row',
  },
  { step: /^SCAN (\(subquery-\d\)|missed)$/, in: /./, because: 'of what was found' },
  { step: /^SCAN CONSTANT ROW$/, in: /./, because: 'one row' },
  {
    step: /^SEARCH calls USING INDEX calls_by_history \(practice=\?\)$/,
    in: /^SELECT 1 FROM calls WHERE practice = \? LIMIT 1$/,
    because: 'stops at the first one',
  },
  {
    step: /^SEARCH calls USING INDEX calls_by_history \(practice=\?\)$/,
    in: /^SELECT count\(\*\) FROM \(SELECT 1 FROM calls [\s\S]* LIMIT 1001\)$/,
    because: 'stops at the first thousand that fit',
  },
  {
    step: /^SEARCH calls USING INDEX calls_by_history \(practice=\?\)$|^USE TEMP B-TREE/,
    in: /ORDER BY seq DESC LIMIT 1000\)/,
    because: 'the last thousand calls, and no more',
  },
  {
    step: /^SCAN calls$/,
    in: /^(?![\s\S]*wrapped)[\s\S]*ORDER BY (calls\.)?seq DESC LIMIT (\?|1)$/,
    because: 'the newest alone',
  },
  {
    step: /^SCAN (calls USING INDEX calls_by_history|contacts USING COVERING INDEX \w+)$/,
    in: /^SELECT practice FROM \w+ ORDER BY practice (ASC|DESC) LIMIT 1$/,
    because: 'one end of the index',
  },
  { step: /^SCAN documents$/, in: /./, because: 'there are a dozen' },
  {
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    in: /settled IS NOT 1\s/,
    because: 'sorts the calls whose end is not known',
  },
  {
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    in: /FROM timeline WHERE call_id = \?/,
    because: 'sorts the story of one call',
  },
  {
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    in: /FROM (unexpected_responses|do_not_call) WHERE/,
    because: 'sorts what is kept of one call, or of one number',
  },
  {
    step: /^SEARCH (contacts|do_not_call) USING (COVERING )?INDEX \w+ \(practice=\?\)$/,
    in: /instr\(|count\(\*\) FROM contacts|ORDER BY name_key/,
    because: 'contacts are looked through by parts of names; they are no calls',
  },
  {
    step: /^SCAN do_not_call USING COVERING INDEX do_not_call_by_number$/,
    in: /FROM do_not_call WHERE practice IS NOT \(1 - @practice\)/,
    because: 'the list of what is marked; marks are no calls',
  },
  {
    step: /^SCAN contacts USING COVERING INDEX \w+$/,
    in: /^SELECT id, number FROM contacts WHERE practice IS NOT 0/,
    because: 'only at the start of a database that has an odd one',
  },
  {
    step: /^SCAN recordings USING INDEX recordings_(unfinished|with_file)$/,
    in: /./,
    because: 'an index of no others',
  },
  {
    step: /^SEARCH calls USING INDEX calls_(unwrapped|unplaced|missed) \(practice=\?\)$/,
    in: /./,
    because: 'an index of no others',
  },
  {
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    in: /FROM recordings WHERE call_id = \? ORDER BY rowid$/,
    because: 'sorts the recordings of one call',
  },
  {
    step: /^SCAN removed_calls USING COVERING INDEX removed_calls_by_age$/,
    in: /^SELECT count\(\*\) AS calls, max\(removed_at\)/,
    because: 'counts what went within a week, for the settings',
  },
  {
    step: /^SCAN sqlite_sequence$/,
    in: /^SELECT seq FROM sqlite_sequence/,
    because: 'has a row for each table that counts',
  },
  { step: /^SCAN names_due$/, in: /FROM names_due LIMIT 1$/, because: 'the first one' },
];

/** Its database is read by every test here. */
const folder = mkdtempSync(join(tmpdir(), 'handset-plans-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function exercise(): Database {
  const db = openConnection(join(folder, 'handset.db'));
  const call = addCall(db, { sid: 'sid-1' });
  const { id, customerNumber: number } = call;
  for (let index = 0; index < 120; index += 1) addCall(db);
  read(db, id, number);
  write(db, id, number);
  marks.addMark(db, { practice: false, number, at: 1, source: 'result', callId: id });
  removal.removeCalls(db, removal.listCallsAfter(db, 0, 1), 1);
  removed.countRemoved(db);
  removed.countRemovedOf(db, number);
  removed.listRemovedSids(db);
  removed.restoreCalls(db, 0, 1);
  removed.forgetRemoved(db, 1, 1);
  const last = db.prepare('SELECT max(seq) FROM calls').pluck().get();
  removal.removeCallForGood(db, Number(last));
  removal.removePerson(db, number, false);
  return db;
}

function read(db: Database, id: string, number: string): void {
  const everything = { text: '', practice: false, recordedOnly: false, outcomes: [], results: [] };
  const filters = ['', 'renewal', 'an', 'renewal an'].flatMap((text) =>
    [[], callOutcomes.slice(0, 1), callOutcomes.slice(0, 2), callOutcomes].flatMap((outcomes) =>
      [false, true].map((recordedOnly) => ({ ...everything, text, outcomes, recordedOnly })),
    ),
  );
  const inbound = [[], callOutcomes.slice(0, 2)].map((outcomes) => ({
    ...everything,
    outcomes,
    direction: 'inbound' as const,
  }));
  for (const filter of [...filters, ...inbound]) {
    pages.pageCalls(db, filter, null, 50);
    pages.countCalls(db, filter);
  }
  calls.getCall(db, '#1');
  const call = calls.getCall(db, id);
  if (call) pages.listEarlier(db, call, 5);
  pages.listRecentNumbers(db, false, 5);
  pages.hasCalls(db, true);
  wrapUp.listCurrent(db, false);
  standing.hasLiveCall(db, false);
  standing.findUnsettledBySid(db, 'sid-1');
  withoutEnd.listWithoutEnd(db, 5, 5);
  withoutEnd.isSidOfAnother(db, 'sid-1', id);
  withoutEnd.listDoubted(db, false, number);
  withoutEnd.findCallOfSid(db, 'sid-1');
  calls.survivedBoot(db, id, 0);
  calls.getFacts(db, id);
  calls.listUnsettled(db);
  calls.listTimeline(db, id);
  newestCalls.listNewest(db, 20);
  recentCustomers.listRecentCustomers(db, 500);
  answers.listAnswers(db, id);
  recordings.findRecording(db, id);
  recordings.listRecordingsOfSid(db, 'sid-1');
  recordings.listUnfinishedRecordings(db);
  recordings.listRecordingsWithFile(db);
  recordings.sumRecordings(db);
  recordings.listOldestWithFile(db, 'saved', 10);
  recordings.listRecordingFiles(db);
  recordings.isFileOfAnother(db, 'sid-1.mp3', id);
  contacts.findContact(db, false, number);
  contacts.getContact(db, false, 1);
  contacts.lastCalledAt(db, false, number);
  for (const text of ['', 'asha'])
    contacts.pageContacts(db, { practice: false, text, digits: '' }, 0, 10);
  marks.findMark(db, false, number);
  missed.listFloorMissed(db, 'f1', 0, 10);
  missed.listUntaken(db, 'f1', number, 0);
  missed.listOwnMissed(db, false, 10);
  person.countPerson(db, number);
  person.listCallIds(db, number);
}

function write(db: Database, id: string, number: string): void {
  const facts = calls.getFacts(db, id);
  if (!facts) throw new Error('no such call');
  calls.updateCall(db, { ...facts, sid: 'sid-2' }, []);
  const came = inboundCall();
  calls.insertCall(db, came, 0);
  const arrival = { ...came.arrival, answeredBy: null };
  calls.updateCall(db, { ...came, arrival, outcome: 'passed_on' }, []);
  calls.setNote(db, id, 'call back');
  calls.settleCall(db, id);
  const marking = { id: 'do_not_call', marksDoNotCall: true, at: 1 };
  wrapUp.setResult(db, id, marking);
  wrapUp.finishWrapUp(db, id, marking);
  wrapUp.isCurrent(db, id);
  wrapUp.closeUnplaced(db, id);
  wrapUp.reopenWrapUp(db, id, { ...marking, id: 'interested' });
  recordings.saveRecording(db, recordings.newRecordingRow(id));
  const contact = contacts.addContact(db, { practice: false, name: 'Asha', number });
  db.prepare('UPDATE contacts SET practice = 2').run();
  oddHistory.adoptOddContacts(db);
  contacts.changeContact(db, contact, { practice: false, name: 'Asha Rao', number });
  search.indexCallsOf(db, false, number);
  search.indexMoreNames(db);
  for (const table of texts.listTextTables(db)) {
    texts.readTexts(db, table, 0, 1);
    if (table.name === 'contacts')
      texts.writeTexts(db, table, contact, { name: 'Asha' }, (record) => record);
    // One that gets an empty record, and one that takes none and goes.
    if (table.name !== 'calls') continue;
    const third = db.prepare('SELECT seq FROM calls ORDER BY seq LIMIT 1 OFFSET 2').pluck().get();
    texts.writeTexts(db, table, Number(third), { facts: 'no JSON' }, (record) => record);
    texts.writeTexts(db, table, Number(third), { facts: 'no JSON' }, () => null);
  }
  contacts.removeContact(db, contact);
  marks.addMark(db, { practice: false, number, at: 1, source: 'agent', callId: null });
  marks.removeMarks(db, false, number);
  const call = { sid: 'sid-3', floor: 'f1', number, caller: number, called: number };
  const queue = { queue: 'sales', queueName: null };
  missed.addMissed(db, { ...call, ...queue, why: 'no_answer', at: 1 });
  missed.takeMissed(db, 'sid-3', { by: 'Asha', me: false, at: 2 });
  missed.setDismissed(db, { calls: [id], sids: ['sid-3'] }, true);
  missed.removeMissedBefore(db, 1, 10);
  const oddAnswer = { at: 1, question: 'details', httpStatus: 200, oddity: 'odd', body: '' };
  answers.addUnexpected(db, id, oddAnswer as Parameters<typeof answers.addUnexpected>[2]);
  documents.writeDocument(db, 'any', 1);
  documents.readDocument(db, 'any', (value) => ({ value, odd: ['odd'] }));
  documents.resetUnreadable(db);
  documents.listReset(db);
  documents.forgetReset(db);
  documents.removeDocument(db, 'any');
}

function stepsOf(db: Database, sql: string): string[] {
  const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => name ?? '');
  const places = sql.split('?').length - 1;
  const explained = db.prepare(`EXPLAIN QUERY PLAN ${sql}`);
  const rows =
    names.length > 0
      ? explained.all(Object.fromEntries(names.map((name) => [name, 0])))
      : explained.all(Array<number>(places).fill(0));
  return (rows as { detail: string }[]).map(({ detail }) => detail);
}

/** Without a bound on a second column, half the database and more is of one history. */
const reads = /^SCAN |^USE TEMP B-TREE FOR ORDER BY|\(practice=\?\)/;

describe('no question reads the whole database', () => {
  const db = exercise();

  test('the plan of every statement', () => {
    const bad = [...seen.statements].flatMap((sql) =>
      stepsOf(db, sql)
        .filter((step) => reads.test(step))
        .filter((step) => !excused.some((each) => each.step.test(step) && each.in.test(sql)))
        .map((step) => `${step} – ${sql.replace(/\s+/g, ' ')}`),
    );
    expect(bad).toEqual([]);
  });

  test('a choice of outcomes reads no call of another one', () => {
    const chosen = [...seen.statements].filter(
      (sql) => /\boutcome (=|IN) \(?@/.test(sql) && !/MATCH|direction = @/.test(sql),
    );
    expect(chosen.length).toBeGreaterThan(3);
    const steps = chosen.flatMap((sql) => stepsOf(db, sql));
    expect(new Set(steps.filter((step) => /^S\w+ calls\b/.test(step)))).toEqual(
      new Set([
        'SEARCH calls USING INDEX calls_by_outcome (practice=? AND outcome=?)',
        'SEARCH calls USING INDEX calls_by_outcome (practice=? AND outcome=? AND seq<?)',
      ]),
    );
  });

  test('a choice of direction reads no call of the other one, nor of another outcome', () => {
    const chosen = [...seen.statements].filter((sql) => sql.includes('direction = @direction'));
    expect(chosen).toHaveLength(4);
    const steps = chosen.flatMap((sql) => stepsOf(db, sql));
    const place = 'practice=? AND direction=?';
    const narrowed = `SEARCH calls USING INDEX calls_by_direction_and_outcome (${place}`;
    expect(new Set(steps.filter((step) => /^S\w+ calls\b/.test(step)))).toEqual(
      new Set([
        `SEARCH calls USING INDEX calls_by_direction (${place} AND seq<?)`,
        `${narrowed})`,
        `${narrowed} AND outcome=?)`,
        `${narrowed} AND outcome=? AND seq<?)`,
      ]),
    );
  });

  test('every excuse is needed', () => {
    const idle = excused.filter(
      (each) =>
        ![...seen.statements].some(
          (sql) => each.in.test(sql) && stepsOf(db, sql).some((step) => each.step.test(step)),
        ),
    );
    expect(idle).toEqual([]);
  });

  test('every statement of the sources was there', () => {
    const missed = sources
      .filter(({ name }) => name !== 'connection.ts')
      .map(({ name, text }) => ({
        name,
        written: text.match(/\bprepared\(/g)?.length ?? 0,
        seen: [...seen.places].filter((place) => place.startsWith(`${name}:`)).length,
      }))
      .filter((file) => file.written !== file.seen);
    expect(missed).toEqual([]);
    const direct = sources.filter(({ text }) => /\.prepare[(<]/.test(text)).map(({ name }) => name);
    expect(direct).toEqual(besides);
  });

  test('what hangs on a call is found when the call is removed', () => {
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .pluck()
      .all() as string[];
    const children = tables.flatMap((table) =>
      (db.pragma(`foreign_key_list('${table}')`) as { from: string }[]).map(({ from }) => ({
        table,
        from,
      })),
    );
    expect(children.map(({ table }) => table).sort()).toEqual([
      'do_not_call',
      'recordings',
      'timeline',
      'unexpected_responses',
    ]);
    const scanned = children.filter(({ table, from }) =>
      stepsOf(db, `DELETE FROM ${table} WHERE ${from} = ?`).some((step) => /^SCAN/.test(step)),
    );
    expect(scanned).toEqual([]);
  });
});
