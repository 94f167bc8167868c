import { beforeEach, describe, expect, test, vi } from 'vitest';
import { newCall } from '../../../src/main/calls/new-call.ts';
import type { CallNews } from '../../../src/shared/contract/calls.ts';
import type { Call, InboundCall, OutboundCall } from '../../../src/shared/domain/call.ts';
import { missedOutcomes } from '../../../src/shared/domain/missed-call.ts';
import { anArrival } from '../../support/a-call.ts';
import { recordedCall } from '../../support/call-facts.ts';
import { settle } from '../../support/fake-clock.ts';

/** What the windows asked main, by command, and their listeners. */
const main = vi.hoisted(() => {
  const asked: string[] = [];
  const said: unknown[] = [];
  const listeners = new Map<string, ((news: never) => void)[]>();
  const answers: Record<string, unknown> = {
    'history.page': { calls: [], nextBeforeSeq: null },
    'history.count': { total: 1 },
    'history.recentNumbers': { calls: [], used: true },
    'calls.current': [],
  };
  const area = (name: string) =>
    new Proxy(
      {},
      {
        get: (_, command: string) => async (input: unknown) => {
          asked.push(`${name}.${command}`);
          said.push(input);
          return { ok: true, value: answers[`${name}.${command}`] };
        },
      },
    );
  const handset = new Proxy(
    {},
    {
      get: (_, name: string) =>
        name === 'on'
          ? (event: string, listener: (news: never) => void) => {
              listeners.set(event, [...(listeners.get(event) ?? []), listener]);
              return () => {};
            }
          : area(name),
    },
  );
  globalThis.window = { handset } as never;
  return { asked, said, listeners, answers };
});

const { everyCall, isNarrowed, recordingsList, historyList, watchCallLists } = await import(
  '../../../src/renderer/src/stores/call-list-store.ts'
);
const { useDialer, dialerActions, watchDialer } = await import(
  '../../../src/renderer/src/stores/dialer-store.ts'
);
const { useProgress, watchRecordings } = await import(
  '../../../src/renderer/src/stores/recordings-store.ts'
);
const { callNoteId } = await import('../../../src/renderer/src/call/focus.ts');
const { callActions, useCalls, watchCalls } = await import(
  '../../../src/renderer/src/stores/calls-store.ts'
);
watchCalls();
watchCallLists();
watchDialer();
watchRecordings();

const none = callOf(0).recording;

function callOf(seq: number, changes: Partial<OutboundCall> = {}): OutboundCall {
  const facts = recordedCall({ id: `call-${seq}`, state: 'ended', outcome: 'completed' });
  return { ...newCall(facts, seq, { customerName: null, doNotCall: false }), ...changes };
}

/** News of a call, as main tells it. */
function newsOf(call: Call, changes: Partial<CallNews> = {}): CallNews {
  return { call, timeline: [], isCurrent: true, detailsChanged: false, ...changes };
}

/** Hears main out; returns what it was asked for because of that. */
async function hear(event: string, news: unknown): Promise<string[]> {
  main.asked.length = 0;
  for (const listener of main.listeners.get(event) ?? []) listener(news as never);
  await settle();
  return [...main.asked];
}

const list = ['history.page', 'history.count'];

test('a list that nobody looks at asks for nothing, whatever happens', async () => {
  main.asked.length = 0;
  recordingsList.setOwn(true);
  historyList.setOwn(false);
  expect(main.asked).toEqual([]);
  await dialerActions.loadRecent();
  const recording = { ...none, state: 'saved' as const };
  expect(await hear('calls:changed', newsOf(callOf(1, { recording })))).toEqual([]);
  expect(await hear('contacts:changed', null)).toEqual(['calls.current', 'history.recentNumbers']);
});

test('recordings are asked for when shown, and again only for news of a recording', async () => {
  recordingsList.setOwn(false);
  main.asked.length = 0;
  const hide = recordingsList.show();
  await recordingsList.settled();
  expect(main.asked).toEqual(list);
  expect(await hear('calls:changed', newsOf(callOf(2)))).toEqual([]);
  const recording = { ...none, state: 'processing' as const };
  expect(await hear('calls:changed', newsOf(callOf(2, { recording })))).toEqual(list);
  expect(await hear('calls:changed', newsOf(callOf(2, { recording, note: 'x' })))).toEqual([]);
  const saved = { ...none, state: 'saved' as const };
  expect(await hear('calls:changed', newsOf(callOf(2, { recording: saved })))).toEqual(list);
  hide();
  expect(await hear('calls:changed', newsOf(callOf(3, { recording: saved })))).toEqual([]);
});

test('the history is asked for when shown, and for a new call', async () => {
  main.answers['history.page'] = { calls: [callOf(5)], nextBeforeSeq: null };
  const hide = historyList.show();
  await historyList.settled();
  expect(await hear('calls:changed', newsOf(callOf(5, { note: 'x' })))).toEqual([]);
  expect(historyList.useCallList.getState().calls[0]?.note).toBe('x');
  expect(await hear('calls:changed', newsOf(callOf(6)))).toEqual(list);
  // A call of the other history has no place in this one.
  expect(await hear('calls:changed', newsOf(callOf(7, { practice: true })))).toEqual([]);
  hide();
  expect(await hear('calls:changed', newsOf(callOf(7)))).toEqual([]);
});

test('a call that is learnt late is asked for if its place is among those shown, or before them', async () => {
  const shown = [callOf(90), callOf(70), callOf(50)];
  main.answers['history.page'] = { calls: shown, nextBeforeSeq: 50 };
  const hide = historyList.show();
  await historyList.settled();
  for (const seq of [91, 80, 51])
    expect(await hear('calls:changed', newsOf(callOf(seq)))).toEqual(list);
  // It comes with its page.
  expect(await hear('calls:changed', newsOf(callOf(49)))).toEqual([]);
  for (const call of shown)
    expect(await hear('calls:changed', newsOf({ ...call, note: 'x' }))).toEqual([]);
  // Everything is shown, so the oldest has its place too.
  main.answers['history.page'] = { calls: shown, nextBeforeSeq: null };
  await historyList.refresh();
  expect(await hear('calls:changed', newsOf(callOf(1)))).toEqual(list);
  hide();
});

test('numbers called last follow the news, and are asked for where news cannot tell', async () => {
  main.answers['history.recentNumbers'] = { calls: [], used: true };
  await dialerActions.loadRecent();
  expect(await hear('calls:changed', newsOf(callOf(8)))).toEqual([]);
  expect(useDialer.getState().recent.map(({ id }) => id)).toEqual(['call-8']);
  expect(await hear('calls:changed', newsOf(callOf(9, { practice: true })))).toEqual([]);
  expect(useDialer.getState().recent).toHaveLength(1);
  expect(await hear('calls:changed', newsOf(callOf(8, { outcome: 'rejected' })))).toEqual([
    'history.recentNumbers',
  ]);
});

test('a download that is over leaves nothing behind', async () => {
  const progress = { bytesReceived: 1, bytesTotal: 2, bytesResumed: 0 };
  await hear('recordings:progress', { id: 'call-1', ...progress });
  await hear('recordings:progress', { id: 'call-2', ...progress });
  const loading = { ...none, state: 'downloading' as const };
  await hear('calls:changed', newsOf(callOf(1, { recording: loading })));
  expect(Object.keys(useProgress.getState())).toEqual(['call-1', 'call-2']);
  await hear('calls:changed', newsOf(callOf(1, { recording: { ...none, state: 'saved' } })));
  expect(Object.keys(useProgress.getState())).toEqual(['call-2']);
});

test('the dialer holds what main says waits, however many calls were dialled on', async () => {
  useCalls.setState({ current: [] });
  for (let seq = 20; seq < 40; seq += 1) {
    const call = callOf(seq, { state: 'accepted', outcome: null });
    expect(await hear('calls:changed', newsOf(call))).toEqual([]);
    const before = callOf(seq - 1, { state: 'not_sent', outcome: 'not_sent' });
    await hear('calls:changed', newsOf(before, { isCurrent: false }));
  }
  expect(useCalls.getState().current.map(({ id }) => id)).toEqual(['call-39']);
  expect(useCalls.getState().focusedId).toBe('call-39');
});

test('a call in the dialer goes to its end without a question', async () => {
  const states = ['accepted', 'agent_answered', 'finishing', 'ended'] as const;
  for (const state of states)
    expect(await hear('calls:changed', newsOf(callOf(41, { state, outcome: null })))).toEqual([]);
  expect(useCalls.getState().current.map(({ id, state }) => [id, state])).toContainEqual([
    'call-41',
    'ended',
  ]);
});

describe('a customer who calls', () => {
  const arrivalOf = (seq: number, changes: Partial<InboundCall> = {}) =>
    anArrival({ id: `in-${seq}`, seq, state: 'offered', outcome: null, endedAt: null, ...changes });
  const passedOn = { state: 'ended', outcome: 'passed_on' } as const;
  const focused = () => useCalls.getState().focusedId;
  const gone = () => useCalls.getState().gone.map(({ id, outcome }) => [id, outcome]);

  beforeEach(() => {
    useCalls.setState({ current: [], focusedId: null, gone: [] });
    globalThis.document = { activeElement: null } as never;
  });

  test('is shown if nothing else is, and takes no other call’s place', async () => {
    await hear('calls:changed', newsOf(arrivalOf(1)));
    expect(focused()).toBe('in-1');
    await hear('calls:changed', newsOf(arrivalOf(2)));
    expect(focused()).toBe('in-1');
    await hear('calls:changed', newsOf(callOf(3, { state: 'accepted', outcome: null })));
    expect(focused()).toBe('call-3');
    await hear('calls:changed', newsOf(arrivalOf(4)));
    expect(focused()).toBe('call-3');
  });

  test('is shown once the agent is done with the call before', async () => {
    useCalls.setState({ current: [callOf(5)], focusedId: 'call-5' });
    await hear('calls:changed', newsOf(arrivalOf(6)));
    expect(focused()).toBe('call-5');
    await hear('calls:changed', newsOf(callOf(5), { isCurrent: false }));
    expect(focused()).toBe('in-6');
  });

  test('whom nobody took here is remembered, as it is known now', async () => {
    await hear('calls:changed', newsOf(arrivalOf(7)));
    await hear('calls:changed', newsOf(arrivalOf(7, passedOn), { isCurrent: false }));
    expect([focused(), gone()]).toEqual([null, [['in-7', 'passed_on']]]);
    const taken = arrivalOf(7, { state: 'ended', outcome: 'answered_elsewhere' });
    await hear('calls:changed', newsOf(taken, { isCurrent: false }));
    expect(gone()).toEqual([['in-7', 'answered_elsewhere']]);
    // Offered once more: it is on the screen again.
    await hear('calls:changed', newsOf(arrivalOf(7)));
    expect([focused(), gone()]).toEqual(['in-7', []]);
  });

  test('of the day before is none of the dialer’s, and one that was filed neither', async () => {
    await hear('calls:changed', newsOf(arrivalOf(8, passedOn), { isCurrent: false }));
    await hear('calls:changed', newsOf(arrivalOf(9)));
    const talked = arrivalOf(9, { state: 'ended', outcome: 'completed' });
    await hear('calls:changed', newsOf(talked, { isCurrent: false }));
    expect(gone()).toEqual([]);
  });

  test('stays where the agent is writing about them, whoever took the call', async () => {
    await hear('calls:changed', newsOf(arrivalOf(10)));
    globalThis.document = { activeElement: { id: callNoteId } } as never;
    await hear('calls:changed', newsOf(arrivalOf(10, passedOn), { isCurrent: false }));
    expect(focused()).toBe('in-10');
    expect(useCalls.getState().current[0]).toMatchObject(passedOn);
    globalThis.document = { activeElement: null } as never;
    await hear('calls:changed', newsOf(arrivalOf(10, passedOn), { isCurrent: false }));
    expect(focused()).toBeNull();
  });

  test('is put away by the agent; only the newest few wait for that', async () => {
    for (const seq of [11, 12, 13, 14]) {
      await hear('calls:changed', newsOf(arrivalOf(seq)));
      await hear('calls:changed', newsOf(arrivalOf(seq, passedOn), { isCurrent: false }));
    }
    expect(gone().map(([id]) => id)).toEqual(['in-14', 'in-13', 'in-12']);
    callActions.dismiss('in-13');
    expect(gone().map(([id]) => id)).toEqual(['in-14', 'in-12']);
  });
});

test('missed calls are asked for by direction and by how they ended', async () => {
  const hide = historyList.show();
  await historyList.setFilter({ way: 'missed' });
  expect(main.said.at(-1)).toMatchObject({ direction: 'inbound', outcomes: [...missedOutcomes] });
  await historyList.setFilter({ way: 'outbound' });
  expect(main.said.at(-1)).toMatchObject({ direction: 'outbound', outcomes: [] });
  expect(isNarrowed(historyList.useCallList.getState().filter)).toBe(true);
  await historyList.setFilter(everyCall);
  expect(main.said.at(-1)).toMatchObject({ direction: null });
  hide();
});
