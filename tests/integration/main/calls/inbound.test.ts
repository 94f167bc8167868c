import { describe, expect, test } from 'vitest';
import { transition } from '../../../../src/main/calls/call-machine.ts';
import { createHistory } from '../../../../src/main/history/history-service.ts';
import {
  getCall,
  insertCall,
  listTimeline,
  updateCall,
} from '../../../../src/main/storage/tables/calls.ts';
import { lastCalledAt } from '../../../../src/main/storage/tables/contacts.ts';
import {
  listCallsAfter,
  removeCalls,
  removePerson,
} from '../../../../src/main/storage/tables/erasure.ts';
import { restoreCalls } from '../../../../src/main/storage/tables/removed-calls.ts';
import { listCurrent } from '../../../../src/main/storage/tables/wrap-ups.ts';
import type { CallOutcome, InboundFacts } from '../../../../src/shared/domain/call.ts';
import { missedOutcomes } from '../../../../src/shared/domain/missed-call.ts';
import { untoldArrival } from '../../../../src/shared/domain/unheard-call.ts';
import {
  callLeg,
  inboundCall,
  problem,
  providerCall,
  recordedCall,
  startedAt,
} from '../../../support/call-facts.ts';
import { saveContact } from '../../../support/contacts.ts';
import { addCall, openTestDatabase } from '../../../support/test-database.ts';

const minute = 60_000;

function setUp() {
  const { db } = openTestDatabase();
  const history = createHistory({
    db,
    isPractice: () => false,
    results: () => [],
    opened: () => {},
  }).handlers;
  const found = async (text: string) => {
    const filter = { text, outcomes: [], direction: null, practice: false, recordedOnly: false };
    const { calls } = await history.page({ ...filter, beforeSeq: null, limit: 10 });
    return calls.map(({ id }) => id);
  };
  const arrive = (changes: Partial<InboundFacts> = {}) => {
    const call = inboundCall(changes);
    insertCall(db, call, 0);
    return call;
  };
  return { db, history, found, arrive };
}

test('an inbound call reads right in history, detail and search', async () => {
  const { db, history, found, arrive } = setUp();
  saveContact(db, { name: 'Meera', number: '+919876543210' });
  const call = arrive();
  for (const text of ['', 'meera', '98765 43210', 'sid-in-1'])
    expect([text, await found(text)]).toEqual([text, [call.id]]);
  const detail = await history.detail({ id: call.id });
  expect(detail.call).toMatchObject({ ...call, customerName: 'Meera' });
  expect(detail.call.unreadable).toBeUndefined();
  expect(detail.timeline).toMatchObject([{ kind: 'recorded', at: startedAt }]);
});

test('a withheld number is none: it matches nobody, and is found by its sid', async () => {
  const { db, history, found, arrive } = setUp();
  const withheld = { customerNumber: null, customerDisplay: null, customerCountry: null };
  arrive({ ...withheld, id: 'first' });
  const call = arrive({
    ...withheld,
    id: 'second',
    sid: 'sid-in-2',
    createdAt: startedAt + minute,
  });
  expect(await found('')).toEqual(['second', 'first']);
  expect(await found('sid-in-2')).toEqual(['second']);
  const { call: shown, earlierTotal } = await history.detail({ id: call.id });
  expect(shown).toMatchObject({ customerNumber: null, customerDisplay: null });
  // Two people who withhold their number are not one.
  expect(earlierTotal).toBe(0);
  removePerson(db, '', false);
  expect(await found('')).toHaveLength(2);
});

test('erasing a person takes the calls that came from them, with all that was told of them', () => {
  const { db, arrive } = setUp();
  const { id, customerNumber } = arrive();
  arrive({ id: 'in-2', sid: 'sid-in-2', customerNumber: '+919876500000' });
  removePerson(db, customerNumber ?? '', false);
  expect(getCall(db, id)).toBeNull();
  expect(listTimeline(db, id)).toEqual([]);
  expect(listCurrent(db, false).map((call) => call.id)).toEqual(['in-2']);
});

test('a call without a number goes for its age and comes back like any other', async () => {
  const { db, found, arrive } = setUp();
  const { id } = arrive({ customerNumber: null, customerDisplay: null });
  removeCalls(db, listCallsAfter(db, 0, 5), startedAt);
  expect(await found('')).toEqual([]);
  expect(restoreCalls(db, 0, 5)).toMatchObject({ restored: 1 });
  expect(await found('')).toEqual([id]);
});

test('history orders by when a call happened, not by when its row was written', async () => {
  const { db, history, found, arrive } = setUp();
  const dial = (id: string, at: number) =>
    insertCall(db, recordedCall({ id, state: 'ended', outcome: 'completed', createdAt: at }), 0);
  dial('dial-1', startedAt);
  dial('dial-2', startedAt + 10 * minute);
  arrive({ id: 'learnt late', createdAt: startedAt + 5 * minute });
  arrive({ id: 'of the same second', createdAt: startedAt + 5 * minute });
  dial('dial-3', startedAt + 20 * minute);
  const order = ['dial-3', 'dial-2', 'of the same second', 'learnt late', 'dial-1'];
  expect(await found('')).toEqual(order);
  expect(await found('98765')).toEqual(order);
  const paged = await history.page({
    text: '',
    outcomes: [],
    direction: null,
    practice: false,
    recordedOnly: false,
    beforeSeq: null,
    limit: 2,
  });
  const rest = await history.page({
    text: '',
    outcomes: [],
    direction: null,
    practice: false,
    recordedOnly: false,
    beforeSeq: paged.nextBeforeSeq,
    limit: 10,
  });
  expect([...paged.calls, ...rest.calls].map(({ id }) => id)).toEqual(order);
  const { earlier } = await history.detail({ id: 'dial-2' });
  expect(earlier.map(({ id }) => id)).toEqual(['of the same second', 'learnt late', 'dial-1']);
});

test('what is dialled is the newest, whatever the clock says', async () => {
  const { db, found } = setUp();
  for (const [id, at] of [
    ['first', startedAt],
    ['the clock was set back', startedAt - 400 * 24 * 60 * minute],
    ['and forward again', startedAt + minute],
  ] as const)
    insertCall(db, recordedCall({ id, createdAt: at }), 0);
  expect(await found('')).toEqual(['and forward again', 'the clock was set back', 'first']);
});

test('its number is a recent one, unless it went on without this agent; it was never called', async () => {
  const { db, history, arrive } = setUp();
  const { id, customerNumber } = arrive();
  arrive({ id: 'a colleague’s', customerNumber: '+919876500001', outcome: 'answered_elsewhere' });
  arrive({ id: 'the floor’s', customerNumber: '+919876500002', outcome: 'passed_on' });
  arrive({ id: 'nobody’s', customerNumber: null, customerDisplay: null });
  expect(await history.recentNumbers({ limit: 5 })).toMatchObject({ calls: [{ id }] });
  expect(lastCalledAt(db, false, customerNumber ?? '')).toBeNull();
});

test('calls of one direction, and of those the ones with an outcome, are found alone', async () => {
  const { db, history, arrive } = setUp();
  insertCall(db, recordedCall({ state: 'ended', outcome: 'agent_unanswered' }), 0);
  arrive({ id: 'talked' });
  arrive({ id: 'missed', outcome: 'agent_unanswered', createdAt: startedAt + minute });
  const found = async (direction: 'inbound' | 'outbound', outcomes: CallOutcome[] = []) => {
    const filter = { text: '', outcomes, direction, practice: false, recordedOnly: false };
    const { calls } = await history.page({ ...filter, beforeSeq: null, limit: 10 });
    expect(await history.count(filter)).toEqual({ total: calls.length });
    return calls.map(({ id }) => id);
  };
  expect(await found('outbound')).toEqual(['call-1']);
  expect(await found('inbound')).toEqual(['missed', 'talked']);
  expect(await found('inbound', [...missedOutcomes])).toEqual(['missed']);
});

test('it takes no open wrap-up away', () => {
  const { db, arrive } = setUp();
  addCall(db, { state: 'not_sent', outcome: 'not_sent' });
  arrive({ createdAt: startedAt + minute });
  expect(listCurrent(db, false)).toHaveLength(2);
});

describe('the machine', () => {
  const given = (changes: Partial<InboundFacts> = {}) =>
    inboundCall({ talkSeconds: null, ...changes });

  test('learns after the end what Exotel still tells, by the inbound side of it', () => {
    const { db, arrive } = setUp();
    const call = arrive({ talkSeconds: null });
    const told = providerCall({
      sid: 'sid-in-1',
      over: true,
      outcome: 'completed',
      talkSeconds: 62,
    });
    const after = transition(call, { type: 'details', at: startedAt + 99_000, call: told });
    expect(after).toMatchObject({ direction: 'inbound', state: 'ended', talkSeconds: 62 });
    const legs = [callLeg('customer', 'completed'), callLeg('agent', 'completed')];
    const withLegs = transition(after, { type: 'legs', at: startedAt + 99_000, legs });
    expect(withLegs.legs.map(({ side }) => side)).toEqual(['customer', 'agent']);
    updateCall(db, withLegs, []);
  });

  test('hears the end of one that was given up, and ignores what only a dial goes through', () => {
    const lost = given({
      state: 'no_final_status',
      outcome: 'no_final_status',
      endedAt: null,
      arrival: { heardOfAt: startedAt, ...untoldArrival },
    });
    const over = providerCall({ sid: 'sid-in-1', over: true, outcome: 'agent_unanswered' });
    expect(transition(lost, { type: 'details', at: startedAt + 99_000, call: over })).toMatchObject(
      {
        state: 'ended',
        outcome: 'agent_unanswered',
      },
    );
    const at = startedAt + 99_000;
    const refusal = problem();
    for (const event of [
      { type: 'sending', at },
      { type: 'accepted', at, call: over },
      { type: 'rejected', at, problem: refusal },
      { type: 'not_sent', at, problem: refusal },
      { type: 'ambiguous', at, problem: refusal, sid: 'x' },
      { type: 'interrupted', at, sent: true, problem: refusal },
      { type: 'legs_unsupported', at },
      { type: 'verdict', at, verdict: 'rang' },
      { type: 'sid_learned', at, sid: 'x' },
    ] as const)
      expect(transition(lost, event)).toBe(lost);
  });

  test('what names a dial of Handset is another call’s', () => {
    const told = providerCall({
      sid: 'sid-in-1',
      customField: 'handset-x',
      talkSeconds: 5,
      over: true,
    });
    const call = given();
    expect(transition(call, { type: 'details', at: startedAt + 99_000, call: told })).toBe(call);
  });
});
