import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNumber } from '../../../../src/main/base/phone-number.ts';
import type { DialInput } from '../../../../src/main/dialing/dial-checks.ts';
import { DialDesk, readingTimeMs } from '../../../../src/main/dialing/dial-desk.ts';
import type { WaitingDial } from '../../../../src/shared/contract/dialing.ts';
import { AppFailure } from '../../../../src/shared/domain/app-error.ts';
import type { Call, DialSource } from '../../../../src/shared/domain/call.ts';
import { dialQuestions, reasonQuestions } from '../../../../src/shared/domain/dial-questions.ts';
import type { UnderstoodNumber } from '../../../../src/shared/domain/phone-number.ts';
import type { Settings } from '../../../../src/shared/domain/settings.ts';
import { aCall } from '../../../support/a-call.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { refusalOf } from '../../../support/refusal.ts';

/** Lets through, or throws as the gate does. */
type Gate = (request: DialInput) => Promise<unknown>;
const call: Call = aCall();

function setUp(hotkeyMode: Settings['hotkeyMode'] = 'countdown', gate: Gate = async () => null) {
  const clock = new FakeClock();
  const dialled: DialInput[] = [];
  const shown: (WaitingDial | null)[] = [];
  const failures: [string, unknown][] = [];
  const placed: unknown[] = [];
  const account = { practice: false };
  const desktop = { seen: true };
  let ids = 0;
  const desk = new DialDesk({
    clock,
    newId: () => `dial-${++ids}`,
    settings: () => ({ hotkeyMode, countdownSeconds: 3 }),
    isPractice: () => account.practice,
    isSeen: () => desktop.seen,
    understand,
    dial: async (request) => {
      dialled.push(request);
      await gate(request);
      return call;
    },
    describe: (code) => ({ message: `asks ${code}` }),
  });
  desk.changed.on(() => shown.push(desk.current()));
  desk.failed.on(({ code, params }) => failures.push([code, params]));
  desk.placed.on((dial) => placed.push(dial));
  const offer = (number: string, source: DialSource) =>
    desk.offer({ number, source, practice: account.practice });
  const confirm = (id = desk.current()?.id ?? '', reason?: string) => desk.confirm({ id, reason });
  const numbers = () => dialled.map(({ number }) => number);
  const seen = { clock, dialled, numbers, shown, failures, placed };
  return { account, desktop, desk, offer, confirm, ...seen };
}

/** Ten digits are a number here; two of them, with a slash between, are two. */
function understand(text: string): UnderstoodNumber {
  const real = { name: null, doNotCall: false, lastCalledAt: null, practiceStory: null };
  if (/[+/]|OTP|112/.test(text)) return { ...parseNumber(text, 'IN'), ...real };
  const valid = /^\d{10}$/.test(text);
  return {
    valid,
    e164: valid ? `+91${text}` : null,
    display: valid ? `+91 ${text}` : null,
    typed: text,
    problem: valid ? null : 'number_invalid',
    extension: null,
    candidates: [],
    doNotCall: false,
    country: valid ? 'IN' : null,
    kind: null,
    name: null,
    lastCalledAt: null,
    practiceStory: null,
  };
}

const asha = '9876543210';
const ravi = '9876500000';
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a countdown desk when it is over, once', async () => {
  const { desk, offer, clock, dialled, shown } = setUp();
  offer(asha, 'hotkey');
  expect(shown).toMatchObject([
    { number: `+91${asha}`, dialAt: clock.now() + 3_000, countdownMs: 3_000, question: null },
  ]);
  clock.pass(2_999);
  expect(dialled).toEqual([]);
  clock.pass(1);
  expect(dialled).toEqual([
    { number: `+91${asha}`, source: 'hotkey', confirmed: [], practice: false },
  ]);
  expect(desk.current()).toBeNull();
  clock.pass(60_000);
  await settled();
  expect(dialled).toHaveLength(1);
  expect(shown.at(-1)).toBeNull();
});

test('Enter desk now, and the timer no more', async () => {
  const { desk, offer, confirm, clock, numbers } = setUp();
  offer(asha, 'hotkey');
  const id = desk.current()?.id ?? '';
  await Promise.all([confirm(id), confirm(id)]);
  clock.pass(10_000);
  await confirm(id);
  expect(numbers()).toEqual([`+91${asha}`]);
});

test('Esc cancels', () => {
  const { desk, offer, clock, dialled, shown } = setUp();
  offer(asha, 'hotkey');
  desk.cancel(desk.current()?.id ?? '');
  clock.pass(10_000);
  expect(dialled).toEqual([]);
  expect(shown.at(-1)).toBeNull();
});

test('a second press takes the new number and starts over, without a gap', () => {
  const { desk, offer, confirm, clock, numbers, shown } = setUp();
  offer(asha, 'hotkey');
  const first = desk.current()?.id ?? '';
  clock.pass(2_000);
  offer(ravi, 'hotkey');
  void confirm(first);
  desk.cancel(first);
  expect(shown).toHaveLength(2);
  clock.pass(2_999);
  expect(numbers()).toEqual([]);
  clock.pass(1);
  expect(numbers()).toEqual([`+91${ravi}`]);
});

test('a useless clipboard says so, and calls off what waited', () => {
  const { desk, offer, clock, dialled, failures } = setUp();
  offer(asha, 'hotkey');
  offer(`  hello\n ${'x'.repeat(100)}`, 'hotkey');
  offer(' \n', 'tray');
  offer('nonsense', 'link');
  clock.pass(10_000);
  expect(dialled).toEqual([]);
  expect(desk.current()).toBeNull();
  expect(failures.map(([code]) => code)).toEqual([
    'clipboard_no_number',
    'clipboard_empty',
    'link_no_number',
  ]);
  expect(failures.map(([, params]) => params)).toEqual([{ length: 106 }, {}, { text: 'nonsense' }]);
});

test('nothing of what was on the clipboard is told to the room', () => {
  const { offer, failures } = setUp();
  const secrets = ['Your OTP is 482913', 'hunter2 / s3cret+9', 'OTP 9876543210', '112/x'];
  for (const text of secrets) offer(text, 'hotkey');
  expect(failures).toHaveLength(secrets.length);
  for (const [, params] of failures)
    for (const value of Object.values(params as object)) expect(typeof value).toBe('number');
});

test('an emergency number has its own sentence, whether it is copied or linked', () => {
  const { offer, dialled, failures } = setUp('at_once');
  offer('112', 'hotkey');
  offer('112', 'link');
  expect(failures.map(([code]) => code)).toEqual(['number_emergency', 'number_emergency']);
  expect(dialled).toEqual([]);
});

test('of several numbers one is chosen, shown, and dialled on the agent’s word', async () => {
  for (const mode of ['countdown', 'at_once', 'ask'] as const) {
    const { desk, offer, confirm, clock, numbers, shown } = setUp(mode);
    offer(`${asha} / ${ravi}`, 'hotkey');
    const asked = desk.current();
    expect(asked).toMatchObject({ number: null, dialAt: null, countdownMs: null });
    expect(asked?.choices.map(({ e164 }) => e164)).toEqual([`+91${asha}`, `+91${ravi}`]);
    clock.pass(3_600_000);
    await confirm(asked?.id ?? '');
    desk.choose(asked?.id ?? '', '+14155552671');
    desk.choose('dial-99', `+91${ravi}`);
    expect(desk.current()).toEqual(asked);
    desk.choose(asked?.id ?? '', `+91${ravi}`);
    const chosen = desk.current();
    expect(chosen).toMatchObject({ number: `+91${ravi}`, choices: [], dialAt: null });
    expect(shown.at(-1)).toEqual(chosen);
    clock.pass(3_600_000);
    expect(numbers()).toEqual([]);
    await confirm(chosen?.id ?? '');
    expect(numbers()).toEqual([`+91${ravi}`]);
  }
});

test('the key that chooses does not dial, however often it bounces', async () => {
  const { desk, offer, confirm, clock, numbers } = setUp();
  offer(`${asha} / ${ravi}`, 'link');
  desk.choose(desk.current()?.id ?? '', `+91${asha}`);
  clock.pass(readingTimeMs - 1);
  await confirm();
  expect(numbers()).toEqual([]);
  clock.pass(1);
  await confirm();
  expect(numbers()).toEqual([`+91${asha}`]);
});

test('an extension is shown with the number, and not dialled', () => {
  const { desk, offer } = setUp('ask');
  offer('+912224987711;ext=123', 'link');
  expect(desk.current()).toMatchObject({ number: '+912224987711', extension: '123' });
});

test('another account: what waited for the one before is off', () => {
  const { desk, offer, account, clock, dialled, shown } = setUp();
  offer(asha, 'hotkey');
  desk.accountChanged();
  expect(desk.current()).not.toBeNull();
  account.practice = true;
  desk.accountChanged();
  expect(desk.current()).toBeNull();
  expect(shown.at(-1)).toBeNull();
  clock.pass(10_000);
  expect(dialled).toEqual([]);
});

test('at once desk at once', () => {
  const { offer, numbers, shown } = setUp('at_once');
  offer(asha, 'hotkey');
  expect(numbers()).toEqual([`+91${asha}`]);
  expect(shown).toEqual([]);
});

test('a link waits for the agent, whatever the settings say', async () => {
  for (const mode of ['countdown', 'at_once', 'ask'] as const) {
    const { offer, confirm, clock, dialled } = setUp(mode);
    offer(asha, 'link');
    clock.pass(3_600_000);
    expect(dialled).toEqual([]);
    await confirm();
    expect(dialled).toMatchObject([{ source: 'link' }]);
  }
});

test('an Enter that was under way as a link came desk nobody', async () => {
  const { desk, offer, confirm, clock, numbers } = setUp();
  offer(asha, 'link');
  const { id } = desk.current() ?? { id: '' };
  await confirm(id);
  clock.pass(readingTimeMs - 1);
  await confirm(id);
  expect(numbers()).toEqual([]);
  clock.pass(1);
  await confirm(id);
  expect(numbers()).toEqual([`+91${asha}`]);
});

test.each([-86_400_000, -2_000, 10_000, 86_400_000])(
  'a clock that is set by %d ms changes nothing about a countdown',
  (ms) => {
    const { offer, clock, numbers } = setUp();
    offer(asha, 'hotkey');
    clock.jump(ms);
    clock.pass(2_999);
    expect(numbers()).toEqual([]);
    clock.pass(1);
    expect(numbers()).toEqual([`+91${asha}`]);
  },
);

test('a countdown that was slept through asks instead', async () => {
  const { offer, confirm, clock, dialled, shown } = setUp();
  offer(asha, 'hotkey');
  clock.sleep(3_600_000);
  expect(dialled).toEqual([]);
  expect(shown.at(-1)).toMatchObject({ dialAt: null, countdownMs: null });
  await confirm();
  expect(dialled).toHaveLength(1);
});

test.each(dialQuestions)('%s of the gate is a question', async (code) => {
  const { desk, offer, confirm, dialled, clock } = setUp('at_once', async ({ confirmed }) => {
    if (!confirmed.includes(code)) throw new AppFailure(code);
  });
  offer(asha, 'hotkey');
  await settled();
  const question = desk.current();
  expect(question).toMatchObject({ dialAt: null, question: { code, message: `asks ${code}` } });
  // The second Enter of a doubled one: nobody has read the question yet.
  clock.pass(readingTimeMs - 1);
  await confirm(question?.id ?? '');
  expect(desk.current()).toEqual(question);
  expect(dialled).toHaveLength(1);
  clock.pass(1);
  await confirm(question?.id ?? '');
  expect(dialled.map(({ confirmed }) => confirmed)).toEqual([[], [code]]);
  expect(desk.current()).toBeNull();
});

test('both questions are asked one after the other, and the same one never twice', async () => {
  const { offer, confirm, dialled, failures, clock } = setUp('at_once', async ({ confirmed }) => {
    throw new AppFailure(confirmed.length === 0 ? 'live_call' : 'unknown_call');
  });
  offer(asha, 'hotkey');
  for (let round = 0; round < 4; round++) {
    await settled();
    clock.pass(readingTimeMs);
    await confirm();
  }
  expect(dialled.map(({ confirmed }) => confirmed)).toEqual([
    [],
    ['live_call'],
    ['live_call', 'unknown_call'],
  ]);
  expect(failures).toEqual([['unknown_call', {}]]);
});

test('a question does not push aside a number that was chosen meanwhile', async () => {
  let refuse = (): void => {};
  const { desk, offer, confirm, failures } = setUp('countdown', () => {
    return new Promise((_resolve, reject) => {
      refuse = () => reject(new AppFailure('live_call'));
    });
  });
  offer(asha, 'hotkey');
  void confirm();
  offer(ravi, 'hotkey');
  refuse();
  await settled();
  expect(desk.current()?.number).toBe(`+91${ravi}`);
  expect(failures).toEqual([['live_call', {}]]);
});

test('any other failure is told, and nothing waits', async () => {
  for (const [error, code] of [
    [new AppFailure('just_dialled', { seconds: 3 }), 'just_dialled'],
    [new Error('bug'), 'internal'],
  ] as const) {
    const { desk, offer, failures } = setUp('at_once', () => Promise.reject(error));
    offer(asha, 'hotkey');
    await settled();
    expect(failures.map(([told]) => told)).toEqual([code]);
    expect(desk.current()).toBeNull();
  }
});

test('nothing fires after the end', () => {
  const { desk, offer, clock, dialled } = setUp();
  offer(asha, 'hotkey');
  desk.dispose();
  expect(clock.waiting).toBe(0);
  clock.pass(10_000);
  expect(dialled).toEqual([]);
});

test('what only a reason lets through waits in the main window, whole, with its answers', async () => {
  const refusals = ['live_call', 'outside_hours'] as const;
  const { desk, offer, confirm, clock, dialled, failures } = setUp('ask', async () => {
    const code = refusals[dialled.length - 1];
    if (code) throw new AppFailure(code);
  });
  offer(asha, 'link');
  clock.pass(readingTimeMs);
  await confirm();
  expect(desk.current()).toMatchObject({
    inMain: false,
    question: { code: 'live_call', needsReason: false },
  });
  clock.pass(readingTimeMs);
  await confirm();
  const asking = desk.current();
  expect(asking).toMatchObject({
    number: `+91${asha}`,
    source: 'link',
    inMain: true,
    dialAt: null,
    question: { code: 'outside_hours', message: 'asks outside_hours', needsReason: true },
  });
  clock.pass(60_000);
  // No key alone gives it.
  await confirm();
  expect(desk.current()).toEqual(asking);
  expect(dialled).toHaveLength(2);
  expect(await confirm(asking?.id, 'fire')).toEqual(call);
  expect(dialled.at(-1)).toEqual({
    number: `+91${asha}`,
    source: 'link',
    confirmed: ['live_call'],
    hoursReason: 'fire',
    practice: false,
  });
  expect(desk.current()).toBeNull();
  expect(failures).toEqual([]);
});

test('what waits is meant for the account of then, whichever is in use when it desk', () => {
  const { offer, account, clock, dialled } = setUp();
  account.practice = true;
  offer(asha, 'hotkey');
  account.practice = false;
  clock.pass(3_000);
  expect(dialled).toMatchObject([{ number: `+91${asha}`, practice: true }]);
});

test('whatever keys are pressed in whatever order, each offer desk at most once', async () => {
  const step = fc.oneof(
    fc.constant({ do: 'offer' as const }),
    fc.record({ do: fc.constant('confirm' as const), of: fc.nat(20) }),
    fc.record({ do: fc.constant('cancel' as const), of: fc.nat(20) }),
    fc.record({ do: fc.constant('advance' as const), ms: fc.nat(6_000) }),
    fc.record({ do: fc.constant('sleep' as const), ms: fc.nat(6_000) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { desk, offer, confirm, clock, numbers } = setUp();
      let offers = 0;
      for (const step of steps) {
        if (step.do === 'offer') offer(String(1_000_000_000 + ++offers), 'hotkey');
        else if (step.do === 'confirm') void confirm(`dial-${step.of}`);
        else if (step.do === 'cancel') desk.cancel(`dial-${step.of}`);
        else clock[step.do](step.ms);
      }
      await settled();
      expect(new Set(numbers()).size).toBe(numbers().length);
      expect(clock.waiting).toBeLessThanOrEqual(1);
    }),
  );
});

test('where nobody surely sees it, nothing counts down; Enter still desk', async () => {
  const { desk, offer, confirm, clock, desktop, numbers } = setUp('countdown');
  desktop.seen = false;
  offer('9876543210', 'tray');
  expect(desk.current()).toMatchObject({ dialAt: null, countdownMs: null });
  clock.pass(60_000);
  expect(numbers()).toEqual([]);
  await confirm();
  expect(numbers()).toEqual(['+919876543210']);
});

test('a countdown begins when its window has come, and keeps its identity', () => {
  const { desk, offer, clock, numbers } = setUp('countdown');
  offer('9876543210', 'hotkey');
  const before = desk.current();
  clock.pass(2_000);
  desk.shown();
  expect(desk.current()).toEqual({ ...before, dialAt: clock.now() + 3_000 });
  clock.pass(2_999);
  expect(numbers()).toEqual([]);
  clock.pass(1);
  expect(numbers()).toEqual(['+919876543210']);
});

test('a window that comes changes nothing about a dial that waits for the agent', () => {
  const { desk, offer, shown } = setUp('ask');
  desk.shown();
  offer('9876543210', 'hotkey');
  desk.shown();
  expect(shown).toHaveLength(1);
  expect(desk.current()).toMatchObject({ dialAt: null });
});

test('what a window dials goes through the gate at once, whatever the settings say', async () => {
  for (const mode of ['countdown', 'at_once', 'ask'] as const)
    for (const source of ['dialer', 'history'] as const) {
      const { offer, dialled, shown, placed } = setUp(mode);
      expect(await offer(asha, source)).toEqual(call);
      expect(dialled).toEqual([{ number: asha, source, confirmed: [], practice: false }]);
      expect([shown, placed]).toEqual([[], []]);
    }
});

test.each([...dialQuestions, ...reasonQuestions])(
  '%s: a window’s dial waits for the answer, and dials once with it',
  async (code) => {
    const needsReason = (reasonQuestions as readonly string[]).includes(code);
    const { desk, confirm, clock, dialled, placed } = setUp('countdown', async () => {
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
    expect(both).toEqual([call, null]);
    expect(dialled).toHaveLength(2);
    expect(dialled[1]).toMatchObject({ ...offer, confirmed: needsReason ? [] : [code] });
    expect(placed).toEqual([{ number: `+91${asha}`, againOf: 'call-9' }]);
    expect(desk.shows()).toEqual({ waiting: null, refusal: null });
  },
);

test('what the answering window shows says how the call is placed', async () => {
  const { desk, dialled } = setUp('ask', async () => {
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
  const { desk, offer, failures, dialled } = setUp('ask', async () => {
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
  expect(await offer(asha, 'dialer')).toEqual(call);
  expect(desk.shows()).toEqual({ waiting: null, refusal: null });
  expect(failures).toEqual([]);
});

test('while a dial is being placed, another is refused, and disturbs nothing', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { desk, offer, dialled } = setUp('ask', () => {
    if (dialled.length > 1) throw new AppFailure('already_placing');
    return promise;
  });
  const first = offer(asha, 'dialer');
  expect(await refusalOf(offer(ravi, 'dialer'))).toBe('already_placing');
  expect(desk.shows().refusal).toMatchObject({ error: { code: 'already_placing' } });
  resolve();
  expect(await first).toEqual(call);
  expect(dialled).toHaveLength(2);
});

test('a window’s dial that was overtaken is told to the window and to the room', async () => {
  const { promise, reject } = Promise.withResolvers<void>();
  const { desk, offer, failures } = setUp('countdown', () => promise);
  const first = offer(asha, 'dialer');
  offer(ravi, 'hotkey');
  reject(new AppFailure('live_call'));
  expect(await refusalOf(first)).toBe('live_call');
  expect(desk.shows()).toMatchObject({ waiting: { number: `+91${ravi}` }, refusal: null });
  expect(failures).toEqual([['live_call', {}]]);
});

test('another account: what the gate asked or said for the one before is off', async () => {
  for (const code of ['live_call', 'outside_hours', 'just_dialled'] as const) {
    const { account, desk, offer } = setUp('ask', async () => {
      throw new AppFailure(code);
    });
    await offer(asha, 'dialer').catch(() => {});
    desk.accountChanged();
    expect(desk.shows()).not.toEqual({ waiting: null, refusal: null });
    account.practice = true;
    desk.accountChanged();
    expect(desk.shows()).toEqual({ waiting: null, refusal: null });
  }
});

test('a bug is told as one, to the window that dialled', async () => {
  const bug = new Error('bug');
  const { desk, offer } = setUp('ask', () => Promise.reject(bug));
  await expect(offer(asha, 'dialer')).rejects.toBe(bug);
  expect(desk.shows().refusal).toMatchObject({ error: { code: 'internal' } });
});
