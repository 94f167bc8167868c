import { describe, expect, test } from 'vitest';
import { sidOf } from '../../../../lab/fault-server/placed-call.ts';
import { notFoundPatience } from '../../../../src/main/calls/poll-schedule.ts';
import { doubtMs } from '../../../../src/main/calls/recent-doubt.ts';
import { pageCalls } from '../../../../src/main/storage/tables/call-history.ts';
import { getFacts, listTimeline } from '../../../../src/main/storage/tables/calls.ts';
import { heard, type Rig, setUpCalls } from '../../../support/call-rig.ts';
import { dialInput } from '../../../support/compose-calls.ts';
import { callAnswer, callSid, endedAnswer, errorAnswer } from '../../../support/exotel-answers.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';
import type { Reply } from '../../../support/loopback-provider.ts';
import { patience } from '../../../support/patience.ts';
import { refusalOf } from '../../../support/refusal.ts';

const number = '98765 43210';
const unknownOnly = {
  text: '',
  outcomes: ['unknown'],
  practice: false,
  recordedOnly: false,
  results: [],
};

/** A fault that still names the call. */
const faultWithSid: Reply = {
  status: 500,
  body: { response: { code: 500, error_data: { code: 1100 }, call_details: { sid: callSid } } },
};

const gets = (rig: Rig) => rig.provider.ledger.filter(({ method }) => method === 'GET');

/** A call whose POST was answered by a fault, and what GETs are answered from then on. */
async function inDoubt(look: (path: string) => Reply, answer: Reply = errorAnswer(500, 1100)) {
  const clock = new FakeClock();
  const rig = await setUpCalls(({ method, path }) => (method === 'POST' ? answer : look(path)));
  const service = rig.start({ clock });
  const call = await service.dial(dialInput(number));
  expect(call.state).toBe('unknown');
  await settle();
  const facts = () => getFacts(rig.db, call.id);
  return { clock, rig, service, call, facts };
}

describe('the answer named a sid', () => {
  test('Exotel knows it: the call was placed, and is followed to its end', async () => {
    let looks = 0;
    const rig = await setUpCalls(({ method }) => {
      if (method === 'POST') return faultWithSid;
      looks += 1;
      return looks === 1 ? callAnswer() : endedAnswer();
    });
    const service = rig.start({ timeScale: 0.01 });
    const over = heard(service, ({ state }) => state === 'ended');
    const { id } = await service.dial(dialInput(number));
    expect(await over).toMatchObject({ outcome: 'completed', dial: { problem: null } });
    expect(listTimeline(rig.db, id).map(({ kind }) => kind)).toContain('unknown');
    expect(rig.leaving).toHaveLength(1);
  });

  test('Exotel does not know it: that proves nothing, and is asked again whenever the agent asks', async () => {
    const { clock, rig, service, call, facts } = await inDoubt(
      () => errorAnswer(404, 10744),
      faultWithSid,
    );
    await service.handlers.pollNow({ id: call.id });
    expect(facts()).toMatchObject({ state: 'unknown', pollProblem: { kind: 'call_not_found' } });
    // No look but those asked for here.
    service.sleep();
    await clock.advance(notFoundPatience.ms + 1);
    for (let i = 1; i < notFoundPatience.polls; i += 1)
      await service.handlers.pollNow({ id: call.id });
    expect(gets(rig)).toHaveLength(notFoundPatience.polls);
    expect(facts()).toMatchObject({ state: 'unknown', sid: callSid });
    // Nobody follows it any more.
    service.wake();
    await clock.advance(notFoundPatience.ms);
    expect(gets(rig)).toHaveLength(notFoundPatience.polls);
    await service.handlers.pollNow({ id: call.id });
    expect(gets(rig)).toHaveLength(notFoundPatience.polls + 1);
    const resolved = await service.handlers.resolve({ id: call.id, verdict: 'rang' });
    expect(resolved).toMatchObject({ state: 'unknown', dial: { verdict: 'rang' } });
  });
});

describe('a hint', () => {
  type Doubt = Awaited<ReturnType<typeof inDoubt>>;

  /** Hints, and lets what follows from it begin. */
  async function hint(
    rig: Pick<Doubt, 'service' | 'clock'>,
    sid: string,
    customField: string | null,
  ) {
    rig.service.hint({ sid, customField, event: null });
    await rig.clock.advance(1_000);
  }

  test('by custom_field: the sid is learned, and Exotel decides', async () => {
    const doubt = await inDoubt((path) =>
      endedAnswer({ sid: path.split('/').at(-1), custom_field: doubt.call.dial.customField }),
    );
    const { rig, call, facts } = doubt;
    const sid = sidOf(call.dial.customField);
    await hint(doubt, sid, call.dial.customField);
    await expect.poll(() => facts()?.state, patience).toBe('ended');
    expect(facts()).toMatchObject({ outcome: 'completed', sid });
    expect(gets(rig)[0]?.path).toBe(`/v3/accounts/acme1/calls/${sid}`);
    expect(rig.leaving).toHaveLength(1);
  });

  test('of another call: Exotel’s answer unmasks it, and the right one is still welcome', async () => {
    const doubt = await inDoubt((path) => {
      const sid = path.split('/').at(-1) ?? '';
      const custom_field = sid === callSid ? doubt.call.dial.customField : 'other';
      return callAnswer({ sid, custom_field });
    });
    const { rig, call, facts } = doubt;
    await hint(doubt, 'forged', call.dial.customField);
    await expect.poll(() => gets(rig).length, patience).toBe(1);
    await expect.poll(() => facts()?.sid, patience).toBeNull();
    expect(facts()?.state).toBe('unknown');
    await hint(doubt, callSid, call.dial.customField);
    await expect.poll(() => facts()?.state, patience).toBe('accepted');
    expect(facts()?.sid).toBe(callSid);
  });

  test('of a call that Exotel does not know: still in doubt, and the right one is welcome', async () => {
    const doubt = await inDoubt((path) =>
      path.endsWith(callSid) ? callAnswer() : errorAnswer(404, 10744),
    );
    const { call, facts } = doubt;
    await hint(doubt, 'nowhere', call.dial.customField);
    await expect.poll(() => facts()?.pollProblem?.kind, patience).toBe('call_not_found');
    expect(facts()).toMatchObject({ state: 'unknown', sid: 'nowhere' });
    await hint(doubt, callSid, call.dial.customField);
    await expect.poll(() => facts()?.state, patience).toBe('accepted');
    expect(facts()?.sid).toBe(callSid);
  });

  test.each([
    ['a sid that is a path', '../../v3', null],
    ['a sid that is a path, of this very call', '../../v3', 'own'],
    ['a call of somebody else', 'else', 'crm-7'],
    ['a call that is not in the database', 'else', 'handset-none'],
    ['no call at all', 'else', null],
  ])('of %s: nothing is asked', async (_, sid, customField) => {
    const doubt = await inDoubt(() => callAnswer());
    const { call, facts, rig } = doubt;
    await hint(doubt, sid, customField === 'own' ? call.dial.customField : customField);
    expect(doubt.clock.waiting).toBe(0);
    expect(gets(rig)).toEqual([]);
    expect(facts()).toMatchObject({ id: call.id, state: 'unknown', sid: null });
  });

  test('of a call that is over: nothing is asked, and nothing changes', async () => {
    const clock = new FakeClock();
    const rig = await setUpCalls(() => errorAnswer(409, 10706));
    const service = rig.start({ clock });
    const { id, dial } = await service.dial(dialInput(number));
    const { customField } = dial;
    await hint({ service, clock }, callSid, customField);
    expect(getFacts(rig.db, id)).toMatchObject({ state: 'rejected', sid: null });
    expect(gets(rig)).toEqual([]);
  });
});

describe('the agent decides', () => {
  const insist = { ...dialInput(number), confirmed: ['unknown_call' as const] };

  test('without a word: the next dial to this number is asked about, for an hour', async () => {
    const { clock, service, rig } = await inDoubt(() => callAnswer());
    await clock.advance(5_000);
    expect(await refusalOf(service.dial(dialInput(number)))).toBe('unknown_call');
    expect(rig.leaving).toHaveLength(1);
    expect(await refusalOf(service.dial(dialInput('98765 43211')))).toBeNull();
    await clock.advance(5_000);
    expect(await refusalOf(service.dial(insist))).toBeNull();
    expect(rig.leaving).toHaveLength(3);
    await clock.advance(doubtMs + 1);
    expect(await refusalOf(service.dial(dialInput(number)))).toBeNull();
  });

  test.each(['silent', 'rang'] as const)('“%s”: may be dialled again at once', async (verdict) => {
    const { clock, service, rig, call } = await inDoubt(() => callAnswer());
    await service.handlers.resolve({ id: call.id, verdict });
    await clock.advance(5_000);
    expect(await refusalOf(service.dial(dialInput(number)))).toBeNull();
    expect(rig.leaving).toHaveLength(2);
  });

  test('in doubt it stays in the dialer; judged it may be wrapped up; history keeps both', async () => {
    const { clock, service, rig, call } = await inDoubt(() => callAnswer());
    await clock.advance(5_000);
    await service.dial(dialInput('98765 43211'));
    const shown = async () => (await service.handlers.current({})).map(({ id }) => id);
    expect(await shown()).toContain(call.id);
    await service.handlers.resolve({ id: call.id, verdict: 'silent' });
    await service.handlers.finishWrapUp({ id: call.id });
    expect(await shown()).not.toContain(call.id);
    expect(pageCalls(rig.db, unknownOnly, null, 10).map(({ id }) => id)).toContain(call.id);
    expect(listTimeline(rig.db, call.id).at(-1)).toMatchObject({
      kind: 'agent_said_silent',
      basis: 'agent',
    });
  });
});
