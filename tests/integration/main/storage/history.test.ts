import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createContactHandlers } from '../../../../src/main/contacts/contact-service.ts';
import { createHistory } from '../../../../src/main/history/history-service.ts';
import { countCalls, pageCalls } from '../../../../src/main/storage/tables/call-history.ts';
import {
  addTimeline,
  listUnsettled,
  setNote,
  updateCall,
} from '../../../../src/main/storage/tables/calls.ts';
import { saveRecording } from '../../../../src/main/storage/tables/recordings.ts';
import { setResult } from '../../../../src/main/storage/tables/wrap-ups.ts';
import type { HistoryFilter } from '../../../../src/shared/contract/history.ts';
import type { CallOutcome } from '../../../../src/shared/domain/call.ts';
import type { CallResult } from '../../../../src/shared/domain/call-result.ts';
import { addCall, openTestDatabase } from '../../../support/test-database.ts';

const fresh = { id: null, replace: false };

function setUp(own: CallResult[] = []) {
  const database = openTestDatabase();
  const history = () =>
    createHistory({
      db: database.db,
      isPractice: () => false,
      results: () => own,
      opened: () => {},
    }).handlers;
  const contacts = () =>
    createContactHandlers({
      db: database.db,
      now: () => 1,
      defaultCountry: () => 'IN',
      isPractice: () => false,
      changed: () => {},
    });
  const filter = (changes: Partial<HistoryFilter> = {}): HistoryFilter => ({
    text: '',
    outcomes: [],
    direction: null,
    practice: false,
    recordedOnly: false,
    ...changes,
  });
  /** Ids of what a filter finds; count and pages must agree. */
  const found = async (changes: Partial<HistoryFilter> = {}) => {
    const wanted = filter(changes);
    const { calls } = await history().page({ ...wanted, beforeSeq: null, limit: 500 });
    expect(await history().count(wanted)).toEqual({ total: calls.length });
    return calls.map(({ id }) => id);
  };
  return { database, history, contacts, filter, found };
}

test('pages are newest first, whole, without overlap, and the same after reopening', async () => {
  const { database, history, filter } = setUp();
  const ids = Array.from({ length: 25 }, () => addCall(database.db).id).reverse();
  const read = async (limit: number) => {
    const seen: string[] = [];
    let beforeSeq: number | null = null;
    do {
      const page = await history().page({ ...filter(), beforeSeq, limit });
      seen.push(...page.calls.map(({ id }) => id));
      beforeSeq = page.nextBeforeSeq;
    } while (beforeSeq !== null);
    return seen;
  };
  for (const limit of [1, 7, 25, 500]) expect(await read(limit)).toEqual(ids);
  database.reopen();
  expect(await read(10)).toEqual(ids);
});

test('calls that come in while paging shift nothing', async () => {
  const { database, history, filter } = setUp();
  const ids = Array.from({ length: 4 }, () => addCall(database.db).id).reverse();
  const first = await history().page({ ...filter(), beforeSeq: null, limit: 2 });
  addCall(database.db);
  const second = await history().page({ ...filter(), beforeSeq: first.nextBeforeSeq, limit: 2 });
  expect([...first.calls, ...second.calls].map(({ id }) => id)).toEqual(ids);
});

test('practice and real calls are two histories', async () => {
  const { database, found, history } = setUp();
  const real = addCall(database.db);
  const practice = addCall(database.db, { practice: true });
  expect(await found()).toEqual([real.id]);
  expect(await found({ practice: true })).toEqual([practice.id]);
  const { earlier } = await history().detail({ id: practice.id });
  expect(earlier).toEqual([]);
  expect((await history().recentNumbers({ limit: 5 })).calls.map(({ id }) => id)).toEqual([
    real.id,
  ]);
});

describe('search', () => {
  test.each([
    '+919876543210',
    '+91 98765 43210',
    '+91-98765-43210',
    '919876543210',
    '00919876543210',
    '98765 43210',
    '9876543210',
    '098765 43210',
    '(098765) 43210',
    '98765.43210',
    '43210',
    '765 432',
    '९८७६५ ४३२१०',
    '\u202a+91 98765 43210\u202c',
    '10',
  ])('the number in any format: %s', async (text) => {
    const { database, found } = setUp();
    const call = addCall(database.db);
    addCall(database.db, { customerNumber: '+912233445566', customerDisplay: '+91 22 3344 5566' });
    expect(await found({ text })).toEqual([call.id]);
  });

  test('names, notes, results and sids; every word must fit, in any case', async () => {
    const { database, contacts, found } = setUp();
    const call = addCall(database.db, { sid: '3f3fedf8f0928550' });
    const other = addCall(database.db, { customerNumber: '+912233445566' });
    contacts().save({ ...fresh, name: 'Aditya Sharma', number: '9876543210' });
    setNote(database.db, call.id, 'Wants a quote for 12 chairs');
    setResult(database.db, call.id, { id: 'call_later', marksDoNotCall: false, at: 1 });
    database.reopen();
    for (const text of [
      'aditya',
      'SHARMA',
      'harm',
      'quote chairs',
      'chairs QUOTE',
      'a qu',
      'later',
      '3f3fedf8',
      'aditya 98765',
      'Aditya +91987',
      'sharma 12',
    ])
      expect([text, await found({ text })]).toEqual([text, [call.id]]);
    expect(await found({ text: 'aditya tables' })).toEqual([]);
    expect(await found({ text: '   ' })).toEqual([other.id, call.id]);
  });

  test('a result is found by its names in both languages, whichever it was recorded in', async () => {
    const { database, found } = setUp();
    const [later, no, neither] = [addCall(database.db), addCall(database.db), addCall(database.db)];
    setResult(database.db, later.id, { id: 'call_later', marksDoNotCall: false, at: 1 });
    setResult(database.db, no.id, { id: 'not_interested', marksDoNotCall: false, at: 1 });
    setNote(database.db, neither.id, 'nothing was said');
    for (const text of ['Call later', 'later', 'LATE', 'बाद में कॉल', 'बाद', 'में', 'call_later'])
      expect([text, await found({ text })]).toEqual([text, [later.id]]);
    for (const text of ['Not interested', 'रुचि नहीं', 'interest'])
      expect([text, await found({ text })]).toEqual([text, [no.id]]);
    expect(await found({ text: 'later 98765' })).toEqual([later.id]);
    setResult(database.db, later.id, { id: null, marksDoNotCall: false, at: 1 });
    expect(await found({ text: 'later' })).toEqual([]);
  });

  test('a result of the agent’s own is found by its first name and by its name now', async () => {
    const renamed = { id: 'Demo', name: 'Vorführung gebucht', marksDoNotCall: false };
    const { database, found } = setUp([renamed]);
    const call = addCall(database.db);
    addCall(database.db);
    setResult(database.db, call.id, { id: 'Demo', marksDoNotCall: false, at: 1 });
    for (const text of ['demo', 'vorfuhrung', 'GEBUCHT', 'bu', 'gebucht demo'])
      expect([text, await found({ text })]).toEqual([text, [call.id]]);
  });

  test('a changed note, name or sid is found anew, and the old one no more', async () => {
    const { database, contacts, found } = setUp();
    const call = addCall(database.db);
    setNote(database.db, call.id, 'elephant');
    setNote(database.db, call.id, 'giraffe');
    expect(await found({ text: 'elephant' })).toEqual([]);
    expect(await found({ text: 'giraffe' })).toEqual([call.id]);
    const number = '9876543210';
    const { id } = await contacts().save({ ...fresh, name: 'Vikas', number });
    await contacts().save({ ...fresh, id, name: 'Sanjay', number: '+91 98765 43210' });
    expect(await found({ text: 'vikas' })).toEqual([]);
    expect(await found({ text: 'sanjay' })).toEqual([call.id]);
    await contacts().remove({ id: id ?? 0 });
    expect(await found({ text: 'sanjay' })).toEqual([]);
    updateCall(database.db, { ...call, sid: 'cabfb1dfa8c5' }, []);
    expect(await found({ text: 'cabfb1' })).toEqual([call.id]);
  });

  test.each([
    '"',
    "'",
    '"quoted"',
    '%',
    '_',
    '\\',
    '*',
    'a OR b',
    'NEAR(a b)',
    '-',
    '""',
    'text:x',
    '(',
    ')',
    '^a',
  ])('what SQL and FTS mean something by is text: %s', async (text) => {
    const { database, found } = setUp();
    const call = addCall(database.db);
    addCall(database.db);
    setNote(database.db, call.id, `before ${text} after`);
    // Text without any letter or digit may be read as an empty number: then it finds all.
    expect(await found({ text })).toContain(call.id);
    expect(await found({ text: `before ${text}` })).toEqual([call.id]);
  });

  test('Hindi is found, short words as well', async () => {
    const { database, found } = setUp();
    const call = addCall(database.db);
    addCall(database.db);
    setNote(database.db, call.id, 'कल फिर फोन करें');
    for (const text of ['फोन करें', 'कल', 'फिर'])
      expect([text, await found({ text })]).toEqual([text, [call.id]]);
  });

  test('no text makes it fail', async () => {
    const { database, found } = setUp();
    addCall(database.db);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => {
        await found({ text });
      }),
    );
  });
});

test('counts are exact to a thousand, and stop behind it', async () => {
  const { database, history, filter } = setUp();
  const add = (outcome: CallOutcome) => addCall(database.db, { outcome });
  const count = (outcomes: CallOutcome[]) => history().count(filter({ outcomes }));
  database.db.transaction(() => {
    for (let index = 0; index < 1_000; index += 1) add('completed');
    for (let index = 0; index < 3; index += 1) add('customer_unanswered');
  })();
  expect(await count(['completed'])).toEqual({ total: 1_000 });
  expect(await count(['customer_unanswered'])).toEqual({ total: 3 });
  expect(await count([])).toEqual({ total: 1_001 });
  const last = addCall(database.db);
  expect((await history().detail({ id: last.id })).earlierTotal).toBe(1_001);
});

test('outcome and recording filters, alone and together with text', async () => {
  const { database, found } = setUp();
  const done = addCall(database.db, { outcome: 'completed' });
  const missed = addCall(database.db, { outcome: 'customer_unanswered' });
  const running = addCall(database.db, { state: 'accepted', outcome: null });
  saveRecording(database.db, {
    callId: done.id,
    part: 1,
    state: 'saved',
    url: null,
    fileName: 'a.mp3',
    bytesReceived: 1,
    bytesTotal: 1,
    sha256: null,
    looks: 1,
    tries: 0,
    nextTryAt: null,
    failure: null,
    updatedAt: 0,
  });
  setNote(database.db, missed.id, 'rhubarb');
  expect(await found()).toEqual([running.id, missed.id, done.id]);
  expect(await found({ outcomes: ['completed'] })).toEqual([done.id]);
  expect(await found({ outcomes: ['completed', 'customer_unanswered'] })).toEqual([
    missed.id,
    done.id,
  ]);
  expect(await found({ outcomes: ['rejected'] })).toEqual([]);
  expect(await found({ outcomes: ['completed'], text: 'rhubarb' })).toEqual([]);
  expect(await found({ outcomes: ['customer_unanswered'], text: 'rhubarb' })).toEqual([missed.id]);
  expect(await found({ recordedOnly: true })).toEqual([done.id]);
  expect(await found({ recordedOnly: true, text: '98765', outcomes: ['completed'] })).toEqual([
    done.id,
  ]);
});

test('recent numbers: each once, newest first', async () => {
  const { database, history } = setUp();
  const numbers = ['+919876543210', '+912233445566', '+919876543210', '+911414941199'];
  for (const customerNumber of numbers) addCall(database.db, { customerNumber });
  const { calls: recent } = await history().recentNumbers({ limit: 20 });
  expect(recent.map(({ customerNumber }) => customerNumber)).toEqual([
    '+911414941199',
    '+919876543210',
    '+912233445566',
  ]);
  expect((await history().recentNumbers({ limit: 2 })).calls).toHaveLength(2);
});

test('the detail: its timeline in order, and at most five earlier calls of the number', async () => {
  const { database, history } = setUp();
  const earlier = Array.from({ length: 7 }, () => addCall(database.db));
  addCall(database.db, { customerNumber: '+912233445566' });
  const call = addCall(database.db);
  addCall(database.db);
  addTimeline(database.db, call.id, [
    { at: call.createdAt + 9_000, kind: 'ended', basis: 'observed', detail: 'completed' },
    { at: call.createdAt + 1_500, kind: 'sent', basis: 'local', detail: null },
    // Exotel tells whole seconds.
    { at: call.createdAt + 1_000, kind: 'accepted', basis: 'observed', detail: null },
    { at: call.createdAt + 9_000, kind: 'agent_said_rang', basis: 'agent', detail: null },
  ]);
  database.reopen();
  const detail = await history().detail({ id: call.id });
  expect(detail.call).toMatchObject({ id: call.id, outcome: 'completed' });
  expect(detail.timeline.map(({ kind }) => kind)).toEqual([
    'recorded',
    'sent',
    'accepted',
    'ended',
    'agent_said_rang',
  ]);
  expect(detail.earlier.map(({ id }) => id)).toEqual(
    earlier
      .slice(2)
      .map(({ id }) => id)
      .reverse(),
  );
  expect(detail.earlierTotal).toBe(7);
  expect(() => history().detail({ id: 'none' })).toThrow('not_found');
});

test('a row that must be there is missed loudly', () => {
  const { database } = setUp();
  const call = addCall(database.db);
  expect(() => updateCall(database.db, { ...call, id: 'none' }, [])).toThrow();
  expect(setNote(database.db, 'none', 'x')).toBe(false);
  expect(() => addCall(database.db, { id: call.id })).toThrow();
});

test('a row that this version cannot read is listed, and nothing is done with it', () => {
  const { db } = openTestDatabase();
  const [first, odd, last] = [addCall(db), addCall(db), addCall(db)];
  db.prepare(
    "UPDATE calls SET facts = json_set(facts, '$.dial.source', 'telepathy') WHERE id = ?",
  ).run(odd.id);
  const everything = { text: '', outcomes: [], practice: false, recordedOnly: false, results: [] };
  const calls = pageCalls(db, everything, null, 10);
  expect(calls.map(({ id }) => id)).toEqual([last.id, odd.id, first.id]);
  expect(calls.map(({ unreadable }) => unreadable)).toEqual([undefined, ['source'], undefined]);
  expect(listUnsettled(db).map(({ id }) => id)).not.toContain(odd.id);
  expect(countCalls(db, everything)).toBe(3);
});
