import { describe, expect, test } from 'vitest';
import { getCall, getFacts, listTimeline } from '../../../../src/main/storage/tables/calls.ts';
import { listAnswers } from '../../../../src/main/storage/tables/unexpected-responses.ts';
import { totalDurationOf } from '../../../../src/shared/domain/total-duration.ts';
import { type Rig, setUpCalls } from '../../../support/call-rig.ts';
import { dialInput } from '../../../support/compose-calls.ts';
import { callAnswer, endedAnswer, leg, legsAnswer } from '../../../support/exotel-answers.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import type { Reply } from '../../../support/loopback-provider.ts';
import { patience } from '../../../support/patience.ts';

const number = '98765 43210';
const start = Date.parse('2022-11-02T18:19:52Z');

/** A dial, one look for legs where there are any, and one for the end. */
async function follow(end: Reply | null, legs: Reply | null = null) {
  const clock = new FakeClock(start);
  const rig = await setUpCalls(({ method, path }) => {
    if (method === 'POST') return callAnswer();
    if (path.endsWith('/legs')) return legs ?? { status: 401, body: '' };
    return end ?? callAnswer();
  });
  const service = rig.start({ clock });
  const { id } = await service.dial(dialInput(number));
  if (legs) {
    await clock.advance(2_100);
    await expect.poll(() => getFacts(rig.db, id)?.legs.length, patience).toBeGreaterThan(0);
  }
  await clock.advance(70_000);
  if (end) await service.handlers.pollNow({ id });
  const call = getCall(rig.db, id);
  if (!call) throw new Error('the call cannot be read');
  return { rig, clock, service, call };
}

/** Every row is in the list, and none holds a time or number that is none. */
function expectReadable({ db }: Rig): void {
  const ids = db.prepare('SELECT id FROM calls').pluck().all() as string[];
  for (const id of ids) {
    const call = getCall(db, id);
    if (!call) throw new Error('a row cannot be read');
    expect(totalDurationOf(call)?.seconds ?? 0).toBeGreaterThanOrEqual(0);
    for (const { at } of listTimeline(db, id)) expect(new Date(at).getUTCFullYear()).toBe(2022);
  }
}

describe('numbers', () => {
  test.each([1e300, -5, '1e300', '-1', 604_801, 'NaN', [], { a: 1 }, true])(
    'a talk time of %j ends the call as ever, is no duration, and is kept as it came',
    async (talk) => {
      const { rig, clock, call } = await follow(
        endedAnswer({ total_talk_time: talk, total_duration: talk }),
      );
      expect(call).toMatchObject({ state: 'ended', outcome: 'completed', talkSeconds: null });
      expect(totalDurationOf(call)).toEqual({ seconds: 70, basis: 'computed' });
      await clock.advance(0);
      const [answer] = listAnswers(rig.db, call.id).filter(
        ({ question }) => question === 'details',
      );
      expect(answer?.oddity).toContain('total_talk_time');
      expectReadable(rig);
    },
  );
});

describe('words', () => {
  test.each([
    'constructor',
    '__proto__',
    'toString',
    'valueOf',
    'prototype',
    'to_leg_beamed_up',
    'x'.repeat(5_000),
  ])('the status %j is "other", and its row can be read', async (status) => {
    const { rig, call } = await follow(endedAnswer({ status }));
    expect(call).toMatchObject({ state: 'ended', outcome: 'other' });
    expect(call.statusRaw).toBe(status.slice(0, 1_000));
    expectReadable(rig);
  });

  test.each([
    ['Completed', 'completed'],
    ['TO LEG UNANSWERED', 'customer_unanswered'],
    ['from-leg-canceled', 'agent_cancelled'],
  ])('the status %j is %s', async (status, outcome) => {
    expect((await follow(endedAnswer({ status }))).call).toMatchObject({
      outcome,
      statusRaw: status,
    });
  });

  test('an inner code that is no HTTP status makes no row unreadable', async () => {
    const rig = await setUpCalls(() => ({
      status: 409,
      body: '{"response":{"code":409.5,"error_data":{"code":1e300,"description":"Busy"}}}',
    }));
    const call = await rig.start({ clock: new FakeClock() }).dial(dialInput(number));
    expect(call).toMatchObject({
      state: 'rejected',
      dial: { problem: { httpStatus: 409, code: null, description: 'Busy' } },
    });
    expect(getCall(rig.db, call.id)?.state).toBe('rejected');
  });
});

describe('an end without a word', () => {
  const recordings = [{ url: 'https://recordings.exotel.com/acme1/a.mp3' }];
  test.each([
    ['they talked', { total_talk_time: 59 }, 'completed'],
    ['there is a recording', { total_talk_time: null, recordings }, 'completed'],
    ['neither', { total_talk_time: 0, recordings: [] }, 'other'],
    [
      'Exotel says who did not answer',
      { status: 'to_leg_unanswered', recordings },
      'customer_unanswered',
    ],
  ])('%s', async (_, details, outcome) => {
    const { call } = await follow(endedAnswer({ status: null, ...details }));
    expect(call).toMatchObject({ state: 'ended', outcome });
  });
});

const noTimes = [
  '0001-01-01T00:00:00Z',
  '0001-01-01 05:53:28+05:53',
  '0000-00-00 00:00:00+05:30',
  '1970-01-01 05:30:00+05:30',
  '2009-12-31 23:59:59+00:00',
  '2022-11-01 23:51:02+05:30',
  '2022-11-03 23:51:02+05:30',
  '2099-01-01 00:00:00+05:30',
  '9999-12-31 23:59:59Z',
];
describe.each(noTimes)('%s is no time of this call', (date) => {
  test('nor its end while it runs', async () => {
    const { call } = await follow(callAnswer({ end_time: date }));
    expect(call).toMatchObject({ state: 'accepted', endedAt: null });
  });

  test('nor afterwards: it ended when Exotel said so', async () => {
    const { rig, call } = await follow(endedAnswer({ end_time: date, total_talk_time: 30 }));
    expect(call).toMatchObject({ state: 'ended', provider: { endedAt: null } });
    expect((call.endedAt ?? 0) - start).toBeGreaterThanOrEqual(70_000);
    expectReadable(rig);
  });

  test('nor of its legs: the agent answered when that was seen', async () => {
    const talking = legsAnswer([leg('in-progress', date)], [leg('in-progress', date)]);
    const { rig, call } = await follow(null, talking);
    expect(call.state).toBe('agent_answered');
    expect((call.agentAnsweredAt ?? 0) - start).toBeGreaterThanOrEqual(2_000);
    expect((call.agentAnsweredAt ?? 0) - start).toBeLessThan(80_000);
    expect(call.legs.map(({ createdAt }) => createdAt)).toEqual([null, null]);
    expectReadable(rig);
  });
});

test.each(['queued', 'initiated', 'null', '', null, 'scheduled'])(
  'a customer’s leg that says %j while the agent’s phone rings: nobody has answered',
  async (word) => {
    const customer = { ...leg('x'), status: word };
    const { call } = await follow(null, legsAnswer([leg('in-progress')], [customer]));
    expect(call).toMatchObject({ state: 'accepted', agentAnsweredAt: null });
  },
);
