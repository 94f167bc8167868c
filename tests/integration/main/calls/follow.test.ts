import { describe, expect, test } from 'vitest';
import { notFoundPatience, sweepGraceMs } from '../../../../src/main/calls/poll-schedule.ts';
import {
  getCall,
  getFacts,
  insertCall,
  listTimeline,
} from '../../../../src/main/storage/tables/calls.ts';
import type { CallFacts } from '../../../../src/shared/domain/call.ts';
import type { FactChanges } from '../../../support/call-facts.ts';
import { recordedCall } from '../../../support/call-facts.ts';
import { bootedAt, heard, type Rig, setUpCalls } from '../../../support/call-rig.ts';
import { dialInput } from '../../../support/compose-calls.ts';
import {
  callAnswer,
  callSid,
  endedAnswer,
  errorAnswer,
  leg,
  legsAnswer,
} from '../../../support/exotel-answers.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';
import type { Entry, Reply } from '../../../support/loopback-provider.ts';
import { patience } from '../../../support/patience.ts';

const number = '98765 43210';
const isLegs = ({ path }: Entry) => path.endsWith('/legs');

/** Answers the POST, then one reply per look, the last one for ever. */
function story(...looks: Reply[]) {
  let look = 0;
  return ({ method }: Entry): Reply => {
    if (method === 'POST') return callAnswer();
    const reply = looks[Math.min(look, looks.length - 1)];
    look += 1;
    return reply ?? errorAnswer(404, 1021);
  };
}

function kindsOf(rig: Rig, id: string): string[] {
  return listTimeline(rig.db, id).map(({ kind }) => kind);
}

test('a call is followed to its end, and told step by step', async () => {
  const ringing = legsAnswer([leg('in-progress')], []);
  const talking = legsAnswer([leg('in-progress')], [leg('in-progress')]);
  const rig = await setUpCalls(story(ringing, talking, endedAnswer()));
  const service = rig.start({ timeScale: 0.01 });
  const states: string[] = [];
  service.changed.on(({ state }) => {
    if (states.at(-1) !== state && state !== 'sending') states.push(state);
  });
  const over = heard(service, ({ state }) => state === 'ended');
  await service.dial(dialInput(number));
  const lastMoment = Date.parse('2022-11-02T18:21:02Z');
  expect(await over).toMatchObject({
    outcome: 'completed',
    talkSeconds: 59,
    provider: { startedAt: Date.parse('2022-11-02T18:19:52Z'), endedAt: lastMoment },
  });
  // By the call's own clock, although Exotel's is years behind it here.
  const { createdAt, agentAnsweredAt, endedAt, lastHeardAt } = await over;
  const moments = [createdAt, agentAnsweredAt, endedAt, lastHeardAt];
  expect(moments).toEqual([...moments].sort());
  expect(moments).not.toContain(null);
  expect(states).toEqual(['accepted', 'agent_answered', 'ended']);
  expect(rig.provider.posts()).toHaveLength(1);
});

/** Fails the first looks, then hears a call that goes on, and that is over at a later look. */
function lookAnswers({ failing, over }: { failing: number; over: number }) {
  let looks = 0;
  return (entry: Entry): Reply => {
    if (entry.method === 'POST') return callAnswer();
    looks += 1;
    if (looks <= failing) return errorAnswer(500, 1100);
    if (isLegs(entry)) return legsAnswer([leg('in-progress')], []);
    return looks < over ? callAnswer() : endedAnswer();
  };
}

test('looks that hear nothing new are written, and told to nobody', async () => {
  const rig = await setUpCalls(lookAnswers({ failing: 0, over: 8 }));
  const service = rig.start({ timeScale: 0.01 });
  const told: string[] = [];
  service.changed.on(({ lastHeardAt, aheadMs, nextPollAt, ...call }) =>
    told.push(JSON.stringify(call)),
  );
  const over = heard(service, ({ state }) => state === 'ended');
  await service.dial(dialInput(number));
  const { id } = await over;
  expect(rig.provider.ledger.length).toBeGreaterThan(8);
  expect(told.filter((call, index) => call === told[index - 1])).toEqual([]);
  expect(getFacts(rig.db, id)?.lastHeardAt).toBe((await over).lastHeardAt);
});

test('each look that fails is told: no window goes on naming a next look that is over', async () => {
  const rig = await setUpCalls(lookAnswers({ failing: 6, over: 7 }));
  const service = rig.start({ timeScale: 0.01 });
  let failures = 0;
  service.changed.on(({ pollProblem }) => {
    if (pollProblem) failures += 1;
  });
  const over = heard(service, ({ state }) => state === 'ended');
  await service.dial(dialInput(number));
  await over;
  // Answers that are odd are told as well.
  expect(failures).toBeGreaterThanOrEqual(6);
});

test('without the legs endpoint details alone tell the end, and legs are asked for once', async () => {
  const rig = await setUpCalls((entry) => {
    if (entry.method === 'POST') return callAnswer();
    if (isLegs(entry)) return errorAnswer(401, 1010, 'Authentication failed');
    const looks = rig.provider.ledger.filter(({ path }) => path.endsWith(callSid)).length;
    return looks < 3 ? callAnswer() : endedAnswer();
  });
  const service = rig.start({ timeScale: 0.01 });
  const over = heard(service, ({ state }) => state === 'ended');
  await service.dial(dialInput(number));
  expect(await over).toMatchObject({ outcome: 'completed', legsSupported: false, legs: [] });
  expect(rig.provider.ledger.filter(isLegs)).toHaveLength(1);
});

test('a status that nobody knows is kept and shown as "other"', async () => {
  const rig = await setUpCalls(
    story(callAnswer(), callAnswer(), endedAnswer({ status: 'to_leg_beamed_up' })),
  );
  const service = rig.start({ timeScale: 0.01 });
  const over = heard(service, ({ state }) => state === 'ended');
  await service.dial(dialInput(number));
  expect(await over).toMatchObject({ outcome: 'other', statusRaw: 'to_leg_beamed_up' });
});

test('looks that fail end nothing: faults, garbage and 429 pass', async () => {
  const rig = await setUpCalls(
    story(
      errorAnswer(500, 1100),
      { status: 200, body: '<html>' },
      (response) => response.socket?.destroy(),
      errorAnswer(429, 10724, '', { 'Retry-After': '0' }),
      endedAnswer(),
    ),
  );
  const service = rig.start({ timeScale: 0.02 });
  const over = heard(service, ({ state }) => state === 'ended');
  const { id } = await service.dial(dialInput(number));
  await over;
  expect(kindsOf(rig, id).filter((kind) => kind === 'ended')).toHaveLength(1);
  expect(rig.provider.posts()).toHaveLength(1);
});

test('"I have hung up" looks at once', async () => {
  const rig = await setUpCalls(story(endedAnswer()));
  const service = rig.start({ clock: new FakeClock() });
  const { id } = await service.dial(dialInput(number));
  await settle();
  await service.handlers.pollNow({ id });
  // For the end first; the legs as they ended are only for the story.
  expect(rig.provider.ledger.map((each) => [each.method, isLegs(each)])).toEqual([
    ['POST', false],
    ['GET', false],
    ['GET', true],
  ]);
});

test('a call that is over is verified once, and then settled', async () => {
  const clock = new FakeClock();
  const rig = await setUpCalls(({ method }) => (method === 'POST' ? endedAnswer() : endedAnswer()));
  const service = rig.start({ clock });
  const { id } = await service.dial(dialInput(number));
  expect(getCall(rig.db, id)?.state).toBe('ended');
  const settled = () => rig.db.prepare('SELECT settled FROM calls').pluck().get();
  await clock.advance(5 * 60_000);
  await expect.poll(settled, patience).toBe(1);
  await clock.advance(86_400_000);
  expect(rig.provider.ledger.map(({ method }) => method)).toEqual(['POST', 'GET']);
});

describe('after a restart', () => {
  function put(rig: Rig, facts: FactChanges, boot = bootedAt): CallFacts {
    const call = recordedCall(facts);
    insertCall(rig.db, call, boot);
    return call;
  }
  const open = {
    state: 'accepted',
    sid: callSid,
    sentAt: Date.now(),
    acceptedAt: Date.now(),
    createdAt: Date.now(),
  } as const;

  test.each([
    ['recorded, same boot of the computer', 'recorded', bootedAt, 'not_sent'],
    ['recorded, clocks a second apart', 'recorded', bootedAt + 1_000, 'not_sent'],
    ['recorded, the computer was restarted', 'recorded', bootedAt - 3_600_000, 'unknown'],
    ['sending, same boot', 'sending', bootedAt, 'unknown'],
    ['sending, the computer was restarted', 'sending', bootedAt - 3_600_000, 'unknown'],
  ] as const)('%s: %s → %s', async (_, state, boot, expected) => {
    const clock = new FakeClock();
    const rig = await setUpCalls(() => callAnswer());
    const { id } = put(rig, { state }, boot);
    const finished: string[] = [];
    const service = rig.start({ clock });
    service.ended.on((call) => finished.push(call.state));
    service.start();
    expect(getFacts(rig.db, id)).toMatchObject({
      state: expected,
      outcome: expected,
      dial: { problem: { kind: 'app_stopped' } },
    });
    expect(finished).toEqual([expected]);
    await clock.advance(86_400_000);
    // Whatever it was, it is neither dialled again nor asked about without a sid.
    expect(rig.provider.ledger).toEqual([]);
    expect(rig.leaving).toEqual([]);
    // A further restart changes nothing.
    rig.start({ clock }).start();
    expect(getFacts(rig.db, id)?.state).toBe(expected);
  });

  test.each(['accepted', 'agent_answered', 'finishing', 'unknown'] as const)(
    'a call that was %s is looked at at once, and followed to its end',
    async (state) => {
      const rig = await setUpCalls(() => endedAnswer());
      put(rig, { ...open, state });
      // A clock that stands still: what is asked is asked because of the restart.
      const service = rig.start({
        clock: { ...new FakeClock(), now: Date.now, setTimeout: () => () => {} },
      });
      const over = heard(service, (call) => call.state === 'ended');
      service.start();
      expect(await over).toMatchObject({ outcome: 'completed' });
      expect(rig.leaving).toEqual([]);
    },
  );

  test('open calls are followed, doubt with a sid is cleared up, and nothing is posted', async () => {
    const rig = await setUpCalls((entry) =>
      isLegs(entry) ? errorAnswer(401, 1010) : endedAnswer(),
    );
    put(rig, open);
    const service = rig.start({ timeScale: 0.01 });
    const over = heard(service, ({ state }) => state === 'ended');
    service.start();
    expect(await over).toMatchObject({ outcome: 'completed' });
    expect(rig.leaving).toEqual([]);
  });

  test('a call stuck long after its time limit gets no final status, once Exotel has gone on saying so', async () => {
    const clock = new FakeClock();
    const rig = await setUpCalls(() => callAnswer());
    const longAgo = clock.now() - (14_400 + 20 * 60 + 1) * 1_000;
    const { id } = put(rig, { ...open, createdAt: longAgo, sentAt: longAgo, acceptedAt: longAgo });
    const service = rig.start({ clock });
    service.start();
    await expect.poll(() => rig.provider.ledger.length, patience).toBeGreaterThan(0);
    // How old it is, a clock may say that was set: one answer that it goes on ends nothing.
    await service.handlers.pollNow({ id });
    expect(getFacts(rig.db, id)?.state).toBe('accepted');
    service.sleep();
    await clock.advance(sweepGraceMs + 1);
    await service.handlers.pollNow({ id });
    expect(getFacts(rig.db, id)).toMatchObject({ state: 'no_final_status', endedAt: null });
    expect(getFacts(rig.db, id)).toMatchObject({ outcome: 'no_final_status' });
  });

  test('a call that Exotel does not know any more gets no final status, after patience', async () => {
    const clock = new FakeClock();
    const rig = await setUpCalls(() => errorAnswer(404, 10744));
    const start = clock.now() - 60_000;
    const { id } = put(rig, {
      ...open,
      createdAt: start,
      sentAt: start,
      acceptedAt: start,
      legsSupported: false,
    });
    const service = rig.start({ clock });
    service.start();
    await expect
      .poll(() => getFacts(rig.db, id)?.pollProblem?.kind, patience)
      .toBe('call_not_found');
    expect(getFacts(rig.db, id)?.state).toBe('accepted');
    // Once, twice, for minutes: nothing is concluded. Then often enough, and for long enough.
    service.sleep();
    const { polls, ms } = notFoundPatience;
    for (let asked = 2; asked < polls; asked += 1) await service.handlers.pollNow({ id });
    expect(getFacts(rig.db, id)?.state).toBe('accepted');
    await clock.advance(ms);
    expect(getFacts(rig.db, id)?.state).toBe('accepted');
    await service.handlers.pollNow({ id });
    expect(getFacts(rig.db, id)?.state).toBe('no_final_status');
  });
});

test('a service that is disposed of in the middle of a look plans no more', async () => {
  let answer: (reply: Reply) => void = () => {};
  const rig = await setUpCalls(({ method }) =>
    method === 'POST'
      ? callAnswer()
      : new Promise((resolve) => {
          answer = resolve;
        }),
  );
  const errors: unknown[] = [];
  const clock = new FakeClock();
  const log = {
    info: () => {},
    warn: () => {},
    error: (_: string, error?: unknown) => errors.push(error),
  };
  const service = rig.start({ clock, log });
  const { id } = await service.dial(dialInput(number));
  await settle();
  const looking = service.handlers.pollNow({ id });
  await expect.poll(() => rig.provider.ledger.length, patience).toBe(2);
  service.stop();
  answer(legsAnswer([leg('in-progress')], []));
  await looking;
  expect(clock.waiting).toBe(0);
  expect(errors).toEqual([]);
});
