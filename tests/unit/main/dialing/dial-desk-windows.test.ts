import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppFailure } from '../../../../src/shared/domain/app-error.ts';
import { dialQuestions, reasonQuestions } from '../../../../src/shared/domain/dial-questions.ts';
import { deskCall, setUpDesk } from '../../../support/desk-rig.ts';
import { refusalOf } from '../../../support/refusal.ts';

const asha = '9876543210';
const ravi = '9876500000';
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('what a window dials goes through the gate at once, whatever the settings say', async () => {
  for (const mode of ['countdown', 'at_once', 'ask'] as const)
    for (const source of ['dialer', 'history'] as const) {
      const { offer, dialled, shown, placed } = setUpDesk(mode);
      expect(await offer(asha, source)).toEqual(deskCall);
      expect(dialled).toEqual([{ number: asha, source, confirmed: [], practice: false }]);
      expect([shown, placed]).toEqual([[], []]);
    }
});

test.each([...dialQuestions, ...reasonQuestions])(
  '%s: a window’s dial waits for the answer, and dials once with it',
  async (code) => {
    const needsReason = (reasonQuestions as readonly string[]).includes(code);
    const { desk, confirm, clock, dialled, placed } = setUpDesk('countdown', async () => {
      if (dialled.length === 1) throw new AppFailure(code);
    });
    const how = { profileId: 'quiet', record: false, againOf: 'call-9' };
    const offer = { number: asha, source: 'dialer', practice: false, ...how } as const;
    expect(await desk.offer(offer)).toBeNull();
    const asking = desk.current();
    expect(asking).toMatchObject({
      number: `+91${asha}`,
      inMain: true,
      againOf: 'call-9',
      question: { code, message: `asks ${code}`, needsReason },
    });
    clock.pass(60_000);
    await confirm(asking?.id, needsReason ? undefined : 'no reason was asked for');
    expect(dialled).toHaveLength(1);
    const reason = needsReason ? 'she asked for it' : undefined;
    // Two windows, one answer each: the first takes it.
    const both = await Promise.all([confirm(asking?.id, reason), confirm(asking?.id, reason)]);
    expect(both).toEqual([deskCall, null]);
    expect(dialled).toHaveLength(2);
    expect(dialled[1]).toMatchObject({ ...offer, confirmed: needsReason ? [] : [code] });
    expect(placed).toEqual([{ number: `+91${asha}`, againOf: 'call-9' }]);
    expect(desk.shows()).toEqual({ waiting: null, refusal: null });
  },
);

test('what the answering window shows says how the call is placed', async () => {
  const { desk, dialled } = setUpDesk('ask', async () => {
    if (dialled.length === 1) throw new AppFailure('live_call');
  });
  const how = { profileId: 'quiet', record: false };
  await desk.offer({ number: asha, source: 'dialer', practice: false, ...how });
  await desk.confirm({ id: desk.current()?.id ?? '', placing: { record: true } });
  expect(dialled[1]).toEqual({
    number: asha,
    source: 'dialer',
    practice: false,
    confirmed: ['live_call'],
    record: true,
  });
});

test('a refusal of a window’s dial is told to it, and shown until it is read or overtaken', async () => {
  const { desk, offer, failures, dialled } = setUpDesk('ask', async () => {
    if (dialled.length < 4) throw new AppFailure('just_dialled', { seconds: 3 });
  });
  const refused = { code: 'just_dialled', message: 'asks just_dialled' };
  expect(await refusalOf(offer(asha, 'dialer'))).toBe('just_dialled');
  expect(desk.shows()).toMatchObject({ waiting: null, refusal: { error: refused } });
  desk.cancel('another');
  expect(desk.shows().refusal).not.toBeNull();
  desk.cancel(desk.shows().refusal?.id ?? '');
  expect(desk.shows().refusal).toBeNull();
  expect(await refusalOf(offer(asha, 'history'))).toBe('just_dialled');
  offer(ravi, 'hotkey');
  expect(desk.shows()).toMatchObject({ waiting: { number: `+91${ravi}` }, refusal: null });
  expect(await refusalOf(offer(asha, 'dialer'))).toBe('just_dialled');
  expect(await offer(asha, 'dialer')).toEqual(deskCall);
  expect(desk.shows()).toEqual({ waiting: null, refusal: null });
  expect(failures).toEqual([]);
});

test('while a dial is being placed, another is refused, and disturbs nothing', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { desk, offer, dialled } = setUpDesk('ask', () => {
    if (dialled.length > 1) throw new AppFailure('already_placing');
    return promise;
  });
  const first = offer(asha, 'dialer');
  expect(await refusalOf(offer(ravi, 'dialer'))).toBe('already_placing');
  expect(desk.shows().refusal).toMatchObject({ error: { code: 'already_placing' } });
  resolve();
  expect(await first).toEqual(deskCall);
  expect(dialled).toHaveLength(2);
});

test('a window’s dial that was overtaken is told to the window and to the room', async () => {
  const { promise, reject } = Promise.withResolvers<void>();
  const { desk, offer, failures } = setUpDesk('countdown', () => promise);
  const first = offer(asha, 'dialer');
  offer(ravi, 'hotkey');
  reject(new AppFailure('live_call'));
  expect(await refusalOf(first)).toBe('live_call');
  expect(desk.shows()).toMatchObject({ waiting: { number: `+91${ravi}` }, refusal: null });
  expect(failures).toEqual([['live_call', {}]]);
});

test('another account: what the gate asked or said for the one before is off', async () => {
  for (const code of ['live_call', 'outside_hours', 'just_dialled'] as const) {
    const { desk, offer } = setUpDesk('ask', async () => {
      throw new AppFailure(code);
    });
    await offer(asha, 'dialer').catch(() => {});
    expect(desk.shows()).not.toEqual({ waiting: null, refusal: null });
    desk.accountChanged();
    expect(desk.shows()).toEqual({ waiting: null, refusal: null });
  }
});

test('a bug is told as one, to the window that dialled', async () => {
  const bug = new Error('bug');
  const { desk, offer } = setUpDesk('ask', () => Promise.reject(bug));
  await expect(offer(asha, 'dialer')).rejects.toBe(bug);
  expect(desk.shows().refusal).toMatchObject({ error: { code: 'internal' } });
});

test('whatever is offered and answered from wherever, each offer places at most one call', async () => {
  const source = fc.constantFrom('dialer', 'history', 'hotkey', 'link' as const);
  const answer = { of: fc.nat(40), reason: fc.constantFrom(undefined, 'why') };
  const step = fc.oneof(
    fc.record({ do: fc.constant('offer' as const), source }),
    fc.record({ do: fc.constant('confirm' as const), ...answer }),
    fc.record({ do: fc.constant('cancel' as const), of: fc.nat(40) }),
    fc.record({ do: fc.constant('pass' as const), ms: fc.nat(4_000) }),
    fc.record({ do: fc.constant('settle' as const) }),
  );
  const asks = fc.constantFrom('live_call', 'do_not_call', 'just_dialled', null);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.array(asks), async (steps, refusals) => {
      const placed: string[] = [];
      const left = [...refusals];
      const { desk, clock, offer } = setUpDesk('countdown', async (request) => {
        const code = left.shift();
        if (code) throw new AppFailure(code);
        placed.push(request.number.slice(-10));
      });
      let offers = 0;
      for (const step of steps) {
        const id = `dial-${step.do === 'confirm' || step.do === 'cancel' ? step.of : 0}`;
        if (step.do === 'offer')
          offer(String(1_000_000_000 + ++offers), step.source).catch(() => {});
        else if (step.do === 'confirm') desk.confirm({ id, reason: step.reason }).catch(() => {});
        else if (step.do === 'cancel') desk.cancel(id);
        else if (step.do === 'pass') clock.pass(step.ms);
        else await settled();
        const { waiting, refusal } = desk.shows();
        expect(waiting === null || refusal === null).toBe(true);
        expect(clock.waiting).toBeLessThanOrEqual(1);
      }
      await settled();
      expect(new Set(placed).size).toBe(placed.length);
    }),
  );
});
