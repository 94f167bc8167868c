import { describe, expect, test } from 'vitest';
import { notFoundPatience } from '../../../../src/main/calls/poll-schedule.ts';
import { getCall, insertCall } from '../../../../src/main/storage/tables/calls.ts';
import type { OutboundFacts } from '../../../../src/shared/domain/call.ts';
import type { FactChanges } from '../../../support/call-facts.ts';
import {
  callLeg,
  problem,
  providerCall,
  recordedCall,
  startedAt,
} from '../../../support/call-facts.ts';
import { composeCalls, dialInput } from '../../../support/compose-calls.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { refusalOf } from '../../../support/refusal.ts';
import {
  notFound,
  type ScriptedProvider,
  scriptedProvider,
} from '../../../support/scripted-provider.ts';
import { openTestDatabase } from '../../../support/test-database.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const offline = problem({ kind: 'unreachable', httpStatus: null, code: null });

function setUp() {
  const { db } = openTestDatabase();
  const clock = new FakeClock();
  const provider = scriptedProvider(clock.monotonic);
  const start = (more = {}) =>
    composeCalls({
      db,
      baseUrl: 'http://127.0.0.1:1',
      clock,
      bootedAt: startedAt - day,
      client: () => provider.client,
      ...more,
    });
  const put = (changes: FactChanges): OutboundFacts => {
    const call = recordedCall({ sid: 'sid-1', customField: 'handset-call-1', ...changes });
    insertCall(db, call, startedAt - day);
    return call;
  };
  return { db, clock, provider, start, put };
}

/** The provider tells of every sid that its call ended. */
function endEverything(provider: ScriptedProvider, changes = {}): void {
  provider.client.getCall = async (sid) => {
    provider.looks += 1;
    if (provider.trouble) return { ok: false, problem: provider.trouble };
    const ended = { over: true, stateRaw: 'terminal', statusRaw: 'completed' } as const;
    const value = providerCall({ sid, ...ended, outcome: 'completed', talkSeconds: 9, ...changes });
    return { ok: true, value };
  };
}

describe('a call that Exotel says it does not know', () => {
  test('is asked about often, for minutes, before it is given up; and one answer begins that anew', async () => {
    const { db, clock, provider, start } = setUp();
    const service = start();
    const { id } = await service.dial(dialInput('98765 43210'));
    await clock.advance(20_000);
    const state = () => getCall(db, id)?.state;
    provider.trouble = notFound;
    await clock.advance(notFoundPatience.ms - 10_000);
    expect(state()).toBe('agent_answered');
    expect(provider.looks).toBeGreaterThan(notFoundPatience.polls);
    expect(await refusalOf(service.dial(dialInput('98765 43211')))).toBe('live_call');
    // Once in between it is known: nothing of before counts.
    provider.trouble = null;
    provider.client.getCall = async (sid) => ({ ok: true, value: providerCall({ sid }) });
    await service.handlers.pollNow({ id });
    provider.client.getCall = async () => ({ ok: false, problem: notFound });
    await clock.advance(notFoundPatience.ms - 10_000);
    expect(state()).toBe('agent_answered');
    await clock.advance(2 * minute);
    expect(state()).toBe('no_final_status');
  });

  test('seldom is not given up, however long that lasts', async () => {
    const { db, clock, provider, start } = setUp();
    const service = start();
    const { id } = await service.dial(dialInput('98765 43210'));
    provider.trouble = notFound;
    service.sleep();
    for (let asked = 1; asked < notFoundPatience.polls; asked += 1) {
      await clock.advance(notFoundPatience.ms);
      await service.handlers.pollNow({ id });
    }
    expect(getCall(db, id)?.state).toBe('accepted');
  });

  test.each([403, 404, 500] as const)(
    'or legs that are refused with %d once: legs go on',
    async (httpStatus) => {
      const { db, clock, provider, start } = setUp();
      const { id } = await start().dial(dialInput('98765 43210'));
      await clock.advance(4_000);
      expect(getCall(db, id)).toMatchObject({ legsSupported: true, state: 'accepted' });
      const { getLegs } = provider.client;
      let refused = 0;
      provider.client.getLegs = async () => {
        refused += 1;
        provider.client.getLegs = getLegs;
        return { ok: false, problem: problem({ kind: 'auth_failed', httpStatus }) };
      };
      await clock.advance(20_000);
      expect(refused).toBe(1);
      expect(getCall(db, id)).toMatchObject({ legsSupported: true, state: 'agent_answered' });
    },
  );
});

describe('a call long past its time', () => {
  const old = { acceptedAt: startedAt - 30 * day, createdAt: startedAt - 30 * day } as const;

  test.each([2, 30, 400])('%d days old: Exotel’s word counts', async (days) => {
    const { db, clock, provider, start, put } = setUp();
    const { id } = put({ state: 'accepted', ...old, createdAt: startedAt - days * day });
    endEverything(provider);
    start().start();
    await clock.advance(0);
    expect(getCall(db, id)).toMatchObject({ state: 'ended', outcome: 'completed', talkSeconds: 9 });
  });

  test('is not given up while nobody can be asked, and is when nobody can for long', async () => {
    const { db, clock, provider, start, put } = setUp();
    const { id } = put({ state: 'agent_answered', ...old });
    provider.trouble = offline;
    start().start();
    await clock.advance(minute);
    expect(provider.looks).toBeGreaterThan(3);
    expect(getCall(db, id)?.state).toBe('agent_answered');
    await clock.advance(20 * minute);
    expect(getCall(db, id)?.state).toBe('no_final_status');
  });
});

describe('a call that was given up', () => {
  const givenUp = {
    state: 'no_final_status',
    outcome: 'no_final_status',
    acceptedAt: startedAt,
    record: true,
  } as const;

  test.each([
    ['at the start', async ({ service }: Asked) => service.start()],
    ['when the agent opens it', async ({ service, id }: Asked) => service.opened(id)],
    [
      'when a status callback names it',
      async ({ service }: Asked) =>
        service.hint({ sid: 'sid-1', customField: null, event: 'terminal' }),
    ],
    ['when the agent says so', async ({ service, id }: Asked) => service.handlers.pollNow({ id })],
    [
      'daily',
      async ({ service, provider, clock }: Asked) => {
        endEverything(provider, { over: false, outcome: null });
        service.start();
        await clock.advance(day - minute);
        endEverything(provider);
        await clock.advance(minute);
      },
    ],
    [
      'within the hour, where Exotel could not be asked',
      async ({ service, provider, clock }: Asked) => {
        provider.trouble = offline;
        service.start();
        await clock.advance(59 * minute);
        provider.trouble = null;
        await clock.advance(minute);
      },
    ],
    [
      'after the computer slept for days',
      async ({ service, provider, clock }: Asked) => {
        endEverything(provider, { over: false, outcome: null });
        service.start();
        await clock.advance(minute);
        service.sleep();
        endEverything(provider);
        await clock.advance(2 * day);
        service.wake();
      },
    ],
  ])('hears its end %s, and its recording still comes', async (_, ask) => {
    const { db, clock, provider, start, put } = setUp();
    const { id } = put({ ...givenUp, acceptedAt: startedAt - day });
    endEverything(provider);
    const service = start();
    const finished: string[] = [];
    service.ended.on((call) => finished.push(`${call.state} ${call.outcome}`));
    const verified: string[] = [];
    service.settled.on((each) => verified.push(each.id));
    await ask({ service, provider, clock, id });
    await clock.advance(0);
    expect(getCall(db, id)).toMatchObject({ state: 'ended', outcome: 'completed', talkSeconds: 9 });
    expect(finished).toEqual(['ended completed']);
    await clock.advance(6 * minute);
    expect(verified).toEqual([id]);
    expect(db.prepare('SELECT settled FROM calls').pluck().get()).toBe(1);
  });
  type Asked = {
    service: ReturnType<typeof composeCalls>;
    provider: ScriptedProvider;
    clock: FakeClock;
    id: string;
  };

  test('and goes on is live again, and followed to its end', async () => {
    const { db, clock, provider, start } = setUp();
    const service = start();
    const { id } = await service.dial(dialInput('98765 43210'));
    provider.trouble = notFound;
    await clock.advance(20 * minute);
    expect(getCall(db, id)?.state).toBe('no_final_status');
    provider.trouble = null;
    const running = { createdAt: clock.now() - 20 * minute };
    provider.client.getCall = async (sid) => ({
      ok: true,
      value: providerCall({ sid, ...running }),
    });
    provider.client.getLegs = async () => ({
      ok: true,
      value: [callLeg('agent', 'in-progress'), callLeg('customer', 'in-progress')],
    });
    service.opened(id);
    await clock.advance(0);
    expect(getCall(db, id)?.state).toBe('accepted');
    await clock.advance(10_000);
    expect(getCall(db, id)?.state).toBe('agent_answered');
    expect(await refusalOf(service.dial(dialInput('98765 43211')))).toBe('live_call');
    endEverything(provider);
    await clock.advance(30_000);
    expect(getCall(db, id)).toMatchObject({ state: 'ended', outcome: 'completed' });
  });

  test('and is stuck on Exotel’s side stays given up, and tells nobody anew', async () => {
    const { db, clock, provider, start, put } = setUp();
    const { id } = put({ ...givenUp, acceptedAt: startedAt - 2 * day });
    endEverything(provider, { over: false, outcome: null, statusRaw: null, stateRaw: 'active' });
    const service = start();
    const finished: string[] = [];
    service.ended.on((call) => finished.push(call.state));
    service.start();
    await clock.advance(3 * day);
    expect(getCall(db, id)).toMatchObject({ state: 'no_final_status', stateRaw: 'active' });
    expect(finished).toEqual([]);
    expect(provider.looks).toBe(4);
  });

  test('is opened again and again: asked about once a minute', async () => {
    const { clock, provider, start, put } = setUp();
    const { id } = put({ ...givenUp, acceptedAt: startedAt - 2 * day });
    endEverything(provider, { over: false, outcome: null });
    const service = start();
    for (let opened = 0; opened < 5; opened += 1) service.opened(id);
    await clock.advance(59_000);
    service.opened(id);
    await clock.advance(0);
    expect(provider.looks).toBe(1);
    await clock.advance(1_000);
    service.opened(id);
    await clock.advance(0);
    expect(provider.looks).toBe(2);
  });
});

test('a call in doubt whose sid is known is asked about daily, and when it is opened', async () => {
  const { db, clock, provider, start, put } = setUp();
  const { id } = put({ state: 'unknown', outcome: 'unknown', sentAt: startedAt });
  provider.trouble = notFound;
  const service = start();
  service.start();
  await clock.advance(20 * minute);
  const looks = provider.looks;
  await clock.advance(12 * 60 * minute);
  expect(provider.looks).toBe(looks);
  await clock.advance(12 * 60 * minute);
  expect(provider.looks).toBe(looks + 1);
  provider.trouble = null;
  endEverything(provider);
  service.opened(id);
  await clock.advance(0);
  expect(getCall(db, id)).toMatchObject({ state: 'ended', outcome: 'completed' });
});

test('many calls without an end: each sweep asks about few, and in time about all', async () => {
  const { db, clock, provider, start } = setUp();
  const asked = new Set<string>();
  for (let n = 0; n < 40; n += 1)
    insertCall(
      db,
      recordedCall({
        id: `old-${n}`,
        sid: `sid-old-${n}`,
        state: 'no_final_status',
        outcome: 'no_final_status',
        acceptedAt: startedAt - 9 * day,
      }),
      0,
    );
  provider.client.getCall = async (sid) => {
    asked.add(sid);
    provider.looks += 1;
    return { ok: false, problem: notFound };
  };
  start().start();
  await clock.advance(minute);
  expect(provider.looks).toBe(20);
  await clock.advance(2 * day);
  expect(asked.size).toBeGreaterThan(20);
});
