import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppFailure } from '../../../../src/shared/domain/app-error.ts';
import { dialQuestions, readingTimeMs } from '../../../../src/shared/domain/dial-questions.ts';
import { deskCall, setUpDesk } from '../../../support/desk-rig.ts';

const asha = '9876543210';
const ravi = '9876500000';
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a countdown dials when it is over, once', async () => {
  const { desk, offer, clock, dialled, shown } = setUpDesk();
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

test('Enter dials now, and the timer no more', async () => {
  const { desk, offer, confirm, clock, numbers } = setUpDesk();
  offer(asha, 'hotkey');
  const id = desk.current()?.id ?? '';
  await Promise.all([confirm(id), confirm(id)]);
  clock.pass(10_000);
  await confirm(id);
  expect(numbers()).toEqual([`+91${asha}`]);
});

test('Esc cancels', () => {
  const { desk, offer, clock, dialled, shown } = setUpDesk();
  offer(asha, 'hotkey');
  desk.cancel(desk.current()?.id ?? '');
  clock.pass(10_000);
  expect(dialled).toEqual([]);
  expect(shown.at(-1)).toBeNull();
});

test('a second press takes the new number and starts over, without a gap', () => {
  const { desk, offer, confirm, clock, numbers, shown } = setUpDesk();
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

test('a useless clipboard or link says so; what waited stays, for the agent to dial', async () => {
  const { desk, offer, confirm, clock, dialled, numbers, failures, shown } = setUpDesk();
  offer(asha, 'hotkey');
  offer(`  hello\n ${'x'.repeat(100)}`, 'hotkey');
  offer(' \n', 'tray');
  offer('nonsense', 'link');
  clock.pass(10_000);
  expect(dialled).toEqual([]);
  expect(desk.current()).toMatchObject({ number: `+91${asha}`, dialAt: null, countdownMs: null });
  expect(shown.at(-1)).toEqual(desk.current());
  expect(shown).toHaveLength(2);
  await confirm();
  expect(numbers()).toEqual([`+91${asha}`]);
  expect(failures.map(([code]) => code)).toEqual([
    'clipboard_no_number',
    'clipboard_empty',
    'link_no_number',
  ]);
  expect(failures.map(([, params]) => params)).toEqual([{ length: 106 }, {}, { text: 'nonsense' }]);
});

test('a question and a refusal outlive a link that says nothing', async () => {
  for (const code of ['live_call', 'just_dialled'] as const) {
    const { desk, offer, shown } = setUpDesk('ask', () => Promise.reject(new AppFailure(code)));
    await offer(asha, 'dialer').catch(() => {});
    const before = desk.shows();
    offer('nonsense', 'link');
    expect(desk.shows()).toEqual(before);
    expect(shown).toHaveLength(1);
  }
});

test('nothing of what was on the clipboard is told to the room', () => {
  const { offer, failures } = setUpDesk();
  const secrets = ['Your OTP is 482913', 'hunter2 / s3cret+9', 'OTP 9876543210', '112/x'];
  for (const text of secrets) offer(text, 'hotkey');
  expect(failures).toHaveLength(secrets.length);
  for (const [, params] of failures)
    for (const value of Object.values(params as object)) expect(typeof value).toBe('number');
});

test('an emergency number has its own sentence, whether it is copied or linked', () => {
  const { offer, dialled, failures } = setUpDesk('at_once');
  offer('112', 'hotkey');
  offer('112', 'link');
  expect(failures.map(([code]) => code)).toEqual(['number_emergency', 'number_emergency']);
  expect(dialled).toEqual([]);
});

test('of several numbers one is chosen, shown, and dialled on the agent’s word', async () => {
  for (const mode of ['countdown', 'at_once', 'ask'] as const) {
    const { desk, offer, confirm, clock, numbers, shown } = setUpDesk(mode);
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
  const { desk, offer, confirm, clock, numbers } = setUpDesk();
  offer(`${asha} / ${ravi}`, 'link');
  desk.choose(desk.current()?.id ?? '', `+91${asha}`);
  clock.pass(readingTimeMs - 1);
  await confirm();
  expect(numbers()).toEqual([]);
  clock.pass(1);
  await confirm();
  expect(numbers()).toEqual([`+91${asha}`]);
});

test('an extension is shown with the number, and comes along to the call', async () => {
  for (const mode of ['ask', 'at_once'] as const)
    for (const source of ['hotkey', 'tray'] as const) {
      const { desk, offer, confirm, numbers } = setUpDesk(mode);
      offer('Office: +91 22 2498 7711 ext. 123', source);
      if (mode === 'ask')
        expect(desk.current()).toMatchObject({ number: '+912224987711', extension: '123' });
      await confirm();
      expect(numbers()).toEqual(['+912224987711;ext=123']);
    }
  const { desk, offer, confirm, clock, numbers } = setUpDesk('ask');
  offer('+912224987711;ext=123', 'link');
  expect(desk.current()).toMatchObject({ number: '+912224987711', extension: '123' });
  clock.pass(readingTimeMs);
  await confirm();
  expect(numbers()).toEqual(['+912224987711;ext=123']);
});

test('another account: what waited for the one before is off', () => {
  const { desk, offer, clock, dialled, shown } = setUpDesk();
  desk.accountChanged();
  expect(shown).toEqual([]);
  offer(asha, 'hotkey');
  desk.accountChanged();
  expect(desk.current()).toBeNull();
  expect(shown.at(-1)).toBeNull();
  clock.pass(10_000);
  expect(dialled).toEqual([]);
});

test('at once dials at once', async () => {
  const { offer, numbers, shown, placed } = setUpDesk('at_once');
  offer(asha, 'hotkey');
  expect(numbers()).toEqual([`+91${asha}`]);
  await settled();
  expect([shown, placed]).toEqual([[], []]);
});

test('a link waits for the agent, whatever the settings say', async () => {
  for (const mode of ['countdown', 'at_once', 'ask'] as const) {
    const { offer, confirm, clock, dialled } = setUpDesk(mode);
    offer(asha, 'link');
    clock.pass(3_600_000);
    expect(dialled).toEqual([]);
    await confirm();
    expect(dialled).toMatchObject([{ source: 'link' }]);
  }
});

test('an Enter that was under way as a link came dials nobody', async () => {
  const { desk, offer, confirm, clock, numbers } = setUpDesk();
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
    const { offer, clock, numbers } = setUpDesk();
    offer(asha, 'hotkey');
    clock.jump(ms);
    clock.pass(2_999);
    expect(numbers()).toEqual([]);
    clock.pass(1);
    expect(numbers()).toEqual([`+91${asha}`]);
  },
);

test('a countdown that was slept through asks instead', async () => {
  const { offer, confirm, clock, dialled, shown } = setUpDesk();
  offer(asha, 'hotkey');
  clock.sleep(3_600_000);
  expect(dialled).toEqual([]);
  expect(shown.at(-1)).toMatchObject({ dialAt: null, countdownMs: null });
  // The first key after the sleep was not meant for it.
  await confirm();
  expect(dialled).toEqual([]);
  clock.pass(readingTimeMs);
  await confirm();
  expect(dialled).toHaveLength(1);
});

test('what a dead page showed has to be read again before it is answered', async () => {
  const { desk, offer, confirm, clock, numbers } = setUpDesk();
  offer(asha, 'hotkey');
  desk.hold();
  await confirm();
  expect(numbers()).toEqual([]);
  clock.pass(readingTimeMs);
  await confirm();
  expect(numbers()).toEqual([`+91${asha}`]);
});

test('the time to read a link begins when its window has come', async () => {
  const { desk, offer, confirm, clock, numbers } = setUpDesk();
  offer(asha, 'link');
  clock.pass(2_000);
  desk.shown();
  await confirm();
  expect(numbers()).toEqual([]);
  clock.pass(readingTimeMs);
  await confirm();
  expect(numbers()).toEqual([`+91${asha}`]);
});

test.each(dialQuestions)('%s of the gate is a question', async (code) => {
  const { desk, offer, confirm, dialled, clock } = setUpDesk('at_once', async ({ confirmed }) => {
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
  const { offer, confirm, dialled, failures, clock } = setUpDesk(
    'at_once',
    async ({ confirmed }) => {
      throw new AppFailure(confirmed.length === 0 ? 'live_call' : 'unknown_call');
    },
  );
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
  const { desk, offer, confirm, failures } = setUpDesk('countdown', () => {
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
    const { desk, offer, failures } = setUpDesk('at_once', () => Promise.reject(error));
    offer(asha, 'hotkey');
    await settled();
    expect(failures.map(([told]) => told)).toEqual([code]);
    expect(desk.current()).toBeNull();
  }
});

test('nothing fires after the end', () => {
  const { desk, offer, clock, dialled } = setUpDesk();
  offer(asha, 'hotkey');
  desk.dispose();
  expect(clock.waiting).toBe(0);
  clock.pass(10_000);
  expect(dialled).toEqual([]);
});

test('what only a reason lets through waits in the main window, whole, with its answers', async () => {
  const refusals = ['live_call', 'outside_hours'] as const;
  const { desk, offer, confirm, clock, dialled, failures, placed } = setUpDesk('ask', async () => {
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
  expect(await confirm(asking?.id, 'fire')).toEqual(deskCall);
  expect(dialled.at(-1)).toEqual({
    number: `+91${asha}`,
    source: 'link',
    confirmed: ['live_call'],
    hoursReason: 'fire',
    practice: false,
  });
  expect(desk.current()).toBeNull();
  expect(failures).toEqual([]);
  // The number stood in the main window's field for it.
  expect(placed).toEqual([{ number: `+91${asha}`, againOf: null }]);
});

test('what waits is meant for the account of then, whichever is in use when it dials', () => {
  const { offer, account, clock, dialled } = setUpDesk();
  account.practice = true;
  offer(asha, 'hotkey');
  account.practice = false;
  clock.pass(3_000);
  expect(dialled).toMatchObject([{ number: `+91${asha}`, practice: true }]);
});

test('whatever keys are pressed in whatever order, each offer dials at most once', async () => {
  const step = fc.oneof(
    fc.constant({ do: 'offer' as const }),
    fc.record({ do: fc.constant('confirm' as const), of: fc.nat(20) }),
    fc.record({ do: fc.constant('cancel' as const), of: fc.nat(20) }),
    fc.record({ do: fc.constant('advance' as const), ms: fc.nat(6_000) }),
    fc.record({ do: fc.constant('sleep' as const), ms: fc.nat(6_000) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { desk, offer, confirm, clock, numbers } = setUpDesk();
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

test('where nobody surely sees it, nothing counts down; Enter still dials', async () => {
  const { desk, offer, confirm, clock, desktop, numbers } = setUpDesk('countdown');
  desktop.seen = false;
  offer('9876543210', 'tray');
  expect(desk.current()).toMatchObject({ dialAt: null, countdownMs: null });
  clock.pass(60_000);
  expect(numbers()).toEqual([]);
  await confirm();
  expect(numbers()).toEqual(['+919876543210']);
});

test('a countdown begins when its window has come, and keeps its identity', () => {
  const { desk, offer, clock, numbers } = setUpDesk('countdown');
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
  const { desk, offer, shown } = setUpDesk('ask');
  desk.shown();
  offer('9876543210', 'hotkey');
  desk.shown();
  expect(shown).toHaveLength(1);
  expect(desk.current()).toMatchObject({ dialAt: null });
});
