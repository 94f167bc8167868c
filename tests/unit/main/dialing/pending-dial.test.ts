import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNumber } from '../../../../src/main/base/phone-number.ts';
import {
  type DialRequest,
  PendingDials,
  readingTimeMs,
} from '../../../../src/main/dialing/pending-dial.ts';
import type { PendingDial } from '../../../../src/shared/contract/shell.ts';
import { AppFailure } from '../../../../src/shared/domain/app-error.ts';
import { dialQuestions } from '../../../../src/shared/domain/dial-questions.ts';
import type { UnderstoodNumber } from '../../../../src/shared/domain/phone-number.ts';
import type { Settings } from '../../../../src/shared/domain/settings.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

type Gate = (request: DialRequest) => Promise<unknown>;

function setUp(hotkeyMode: Settings['hotkeyMode'] = 'countdown', gate: Gate = async () => null) {
  const clock = new FakeClock();
  const dialled: DialRequest[] = [];
  const shown: (PendingDial | null)[] = [];
  const failures: [string, unknown][] = [];
  const requests: (DialRequest | null)[] = [];
  const account = { practice: false };
  const desktop = { seen: true };
  let ids = 0;
  const dials = new PendingDials({
    clock,
    newId: () => `pending-${++ids}`,
    settings: () => ({ hotkeyMode, countdownSeconds: 3 }),
    isPractice: () => account.practice,
    isSeen: () => desktop.seen,
    understand,
    dial: (request) => {
      dialled.push(request);
      return gate(request);
    },
    describe: (code) => ({ message: `asks ${code}` }),
    changed: (pending) => shown.push(pending),
    failed: (code, params, _cause, request) => {
      failures.push([code, params]);
      requests.push(request);
    },
  });
  const numbers = () => dialled.map(({ number }) => number);
  return { account, desktop, clock, dials, dialled, numbers, shown, failures, requests };
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

test('a countdown dials when it is over, once', async () => {
  const { clock, dials, dialled, shown } = setUp();
  dials.offer(asha, 'hotkey');
  expect(shown).toMatchObject([
    { number: `+91${asha}`, dialAt: clock.now() + 3_000, countdownMs: 3_000, question: null },
  ]);
  clock.pass(2_999);
  expect(dialled).toEqual([]);
  clock.pass(1);
  expect(dialled).toEqual([
    { number: `+91${asha}`, source: 'hotkey', confirmed: [], practice: false },
  ]);
  expect(dials.current()).toBeNull();
  clock.pass(60_000);
  await settled();
  expect(dialled).toHaveLength(1);
  expect(shown.at(-1)).toBeNull();
});

test('Enter dials now, and the timer no more', async () => {
  const { clock, dials, numbers } = setUp();
  dials.offer(asha, 'hotkey');
  const id = dials.current()?.id ?? '';
  await Promise.all([dials.confirm(id), dials.confirm(id)]);
  clock.pass(10_000);
  await dials.confirm(id);
  expect(numbers()).toEqual([`+91${asha}`]);
});

test('Esc cancels', () => {
  const { clock, dials, dialled, shown } = setUp();
  dials.offer(asha, 'hotkey');
  dials.cancel(dials.current()?.id ?? '');
  clock.pass(10_000);
  expect(dialled).toEqual([]);
  expect(shown.at(-1)).toBeNull();
});

test('a second press takes the new number and starts over, without a gap', () => {
  const { clock, dials, numbers, shown } = setUp();
  dials.offer(asha, 'hotkey');
  const first = dials.current()?.id ?? '';
  clock.pass(2_000);
  dials.offer(ravi, 'hotkey');
  void dials.confirm(first);
  dials.cancel(first);
  expect(shown).toHaveLength(2);
  clock.pass(2_999);
  expect(numbers()).toEqual([]);
  clock.pass(1);
  expect(numbers()).toEqual([`+91${ravi}`]);
});

test('a useless clipboard says so, and calls off what waited', () => {
  const { clock, dials, dialled, failures } = setUp();
  dials.offer(asha, 'hotkey');
  dials.offer(`  hello\n ${'x'.repeat(100)}`, 'hotkey');
  dials.offer(' \n', 'tray');
  dials.offer('nonsense', 'link');
  clock.pass(10_000);
  expect(dialled).toEqual([]);
  expect(dials.current()).toBeNull();
  expect(failures.map(([code]) => code)).toEqual([
    'clipboard_no_number',
    'clipboard_empty',
    'link_no_number',
  ]);
  expect(failures.map(([, params]) => params)).toEqual([{ length: 106 }, {}, { text: 'nonsense' }]);
});

test('nothing of what was on the clipboard is told to the room', () => {
  const { dials, failures } = setUp();
  const secrets = ['Your OTP is 482913', 'hunter2 / s3cret+9', 'OTP 9876543210', '112/x'];
  for (const text of secrets) dials.offer(text, 'hotkey');
  expect(failures).toHaveLength(secrets.length);
  for (const [, params] of failures)
    for (const value of Object.values(params as object)) expect(typeof value).toBe('number');
});

test('an emergency number has its own sentence, whether it is copied or linked', () => {
  const { dials, dialled, failures } = setUp('at_once');
  dials.offer('112', 'hotkey');
  dials.offer('112', 'link');
  expect(failures.map(([code]) => code)).toEqual(['number_emergency', 'number_emergency']);
  expect(dialled).toEqual([]);
});

test('of several numbers one is chosen, shown, and dialled on the agent’s word', async () => {
  for (const mode of ['countdown', 'at_once', 'ask'] as const) {
    const { clock, dials, numbers, shown } = setUp(mode);
    dials.offer(`${asha} / ${ravi}`, 'hotkey');
    const asked = dials.current();
    expect(asked).toMatchObject({ number: null, dialAt: null, countdownMs: null });
    expect(asked?.choices.map(({ e164 }) => e164)).toEqual([`+91${asha}`, `+91${ravi}`]);
    clock.pass(3_600_000);
    await dials.confirm(asked?.id ?? '');
    dials.choose(asked?.id ?? '', '+14155552671');
    dials.choose('pending-99', `+91${ravi}`);
    expect(dials.current()).toEqual(asked);
    dials.choose(asked?.id ?? '', `+91${ravi}`);
    const chosen = dials.current();
    expect(chosen).toMatchObject({ number: `+91${ravi}`, choices: [], dialAt: null });
    expect(shown.at(-1)).toEqual(chosen);
    clock.pass(3_600_000);
    expect(numbers()).toEqual([]);
    await dials.confirm(chosen?.id ?? '');
    expect(numbers()).toEqual([`+91${ravi}`]);
  }
});

test('the key that chooses does not dial, however often it bounces', async () => {
  const { clock, dials, numbers } = setUp();
  dials.offer(`${asha} / ${ravi}`, 'link');
  dials.choose(dials.current()?.id ?? '', `+91${asha}`);
  clock.pass(readingTimeMs - 1);
  await dials.confirm(dials.current()?.id ?? '');
  expect(numbers()).toEqual([]);
  clock.pass(1);
  await dials.confirm(dials.current()?.id ?? '');
  expect(numbers()).toEqual([`+91${asha}`]);
});

test('an extension is shown with the number, and not dialled', () => {
  const { dials } = setUp('ask');
  dials.offer('+912224987711;ext=123', 'link');
  expect(dials.current()).toMatchObject({ number: '+912224987711', extension: '123' });
});

test('another account: what waited for the one before is off', () => {
  const { account, clock, dials, dialled, shown } = setUp();
  dials.offer(asha, 'hotkey');
  dials.accountChanged();
  expect(dials.current()).not.toBeNull();
  account.practice = true;
  dials.accountChanged();
  expect(dials.current()).toBeNull();
  expect(shown.at(-1)).toBeNull();
  clock.pass(10_000);
  expect(dialled).toEqual([]);
});

test('at once dials at once', () => {
  const { dials, numbers, shown } = setUp('at_once');
  dials.offer(asha, 'hotkey');
  expect(numbers()).toEqual([`+91${asha}`]);
  expect(shown).toEqual([]);
});

test('a link waits for the agent, whatever the settings say', async () => {
  for (const mode of ['countdown', 'at_once', 'ask'] as const) {
    const { clock, dials, dialled } = setUp(mode);
    dials.offer(asha, 'link');
    clock.pass(3_600_000);
    expect(dialled).toEqual([]);
    await dials.confirm(dials.current()?.id ?? '');
    expect(dialled).toMatchObject([{ source: 'link' }]);
  }
});

test('an Enter that was under way as a link came dials nobody', async () => {
  const { clock, dials, numbers } = setUp();
  dials.offer(asha, 'link');
  const { id } = dials.current() ?? { id: '' };
  await dials.confirm(id);
  clock.pass(readingTimeMs - 1);
  await dials.confirm(id);
  expect(numbers()).toEqual([]);
  clock.pass(1);
  await dials.confirm(id);
  expect(numbers()).toEqual([`+91${asha}`]);
});

test.each([-86_400_000, -2_000, 10_000, 86_400_000])(
  'a clock that is set by %d ms changes nothing about a countdown',
  (ms) => {
    const { clock, dials, numbers } = setUp();
    dials.offer(asha, 'hotkey');
    clock.jump(ms);
    clock.pass(2_999);
    expect(numbers()).toEqual([]);
    clock.pass(1);
    expect(numbers()).toEqual([`+91${asha}`]);
  },
);

test('a countdown that was slept through asks instead', async () => {
  const { clock, dials, dialled, shown } = setUp();
  dials.offer(asha, 'hotkey');
  clock.sleep(3_600_000);
  expect(dialled).toEqual([]);
  expect(shown.at(-1)).toMatchObject({ dialAt: null, countdownMs: null });
  await dials.confirm(dials.current()?.id ?? '');
  expect(dialled).toHaveLength(1);
});

test.each(dialQuestions)('%s of the gate is a question', async (code) => {
  const { dials, dialled, clock } = setUp('at_once', async ({ confirmed }) => {
    if (!confirmed.includes(code)) throw new AppFailure(code);
  });
  dials.offer(asha, 'hotkey');
  await settled();
  const question = dials.current();
  expect(question).toMatchObject({ dialAt: null, question: { code, message: `asks ${code}` } });
  // The second Enter of a doubled one: nobody has read the question yet.
  clock.pass(readingTimeMs - 1);
  await dials.confirm(question?.id ?? '');
  expect(dials.current()).toEqual(question);
  expect(dialled).toHaveLength(1);
  clock.pass(1);
  await dials.confirm(question?.id ?? '');
  expect(dialled.map(({ confirmed }) => confirmed)).toEqual([[], [code]]);
  expect(dials.current()).toBeNull();
});

test('both questions are asked one after the other, and the same one never twice', async () => {
  const { dials, dialled, failures, clock } = setUp('at_once', async ({ confirmed }) => {
    throw new AppFailure(confirmed.length === 0 ? 'live_call' : 'unknown_call');
  });
  dials.offer(asha, 'hotkey');
  for (let round = 0; round < 4; round++) {
    await settled();
    clock.pass(readingTimeMs);
    await dials.confirm(dials.current()?.id ?? '');
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
  const { dials, failures } = setUp('countdown', () => {
    return new Promise((_resolve, reject) => {
      refuse = () => reject(new AppFailure('live_call'));
    });
  });
  dials.offer(asha, 'hotkey');
  void dials.confirm(dials.current()?.id ?? '');
  dials.offer(ravi, 'hotkey');
  refuse();
  await settled();
  expect(dials.current()?.number).toBe(`+91${ravi}`);
  expect(failures).toEqual([['live_call', {}]]);
});

test('any other failure is told, and nothing waits', async () => {
  for (const [error, code] of [
    [new AppFailure('just_dialled', { seconds: 3 }), 'just_dialled'],
    [new Error('bug'), 'internal'],
  ] as const) {
    const { dials, failures } = setUp('at_once', () => Promise.reject(error));
    dials.offer(asha, 'hotkey');
    await settled();
    expect(failures.map(([told]) => told)).toEqual([code]);
    expect(dials.current()).toBeNull();
  }
});

test('nothing fires after the end', () => {
  const { clock, dials, dialled } = setUp();
  dials.offer(asha, 'hotkey');
  dials.dispose();
  expect(clock.waiting).toBe(0);
  clock.pass(10_000);
  expect(dialled).toEqual([]);
});

test('what only a reason lets through is no question here: it goes on whole, with its answers', async () => {
  const refusals = ['live_call', 'outside_hours'] as const;
  const { clock, dials, dialled, shown, failures, requests } = setUp('ask', async () => {
    throw new AppFailure(refusals[dialled.length - 1] ?? 'internal');
  });
  dials.offer(asha, 'link');
  clock.pass(readingTimeMs);
  await dials.confirm(dials.current()?.id ?? '');
  clock.pass(readingTimeMs);
  await dials.confirm(dials.current()?.id ?? '');
  expect(failures).toEqual([['outside_hours', {}]]);
  expect(requests).toEqual([
    { number: `+91${asha}`, source: 'link', confirmed: ['live_call'], practice: false },
  ]);
  expect(dials.current()).toBeNull();
  expect(shown.at(-1)).toBeNull();
  clock.pass(60_000);
  await settled();
  expect(dialled).toHaveLength(2);
});

test('what waits is meant for the account of then, whichever is in use when it dials', () => {
  const { account, clock, dials, dialled } = setUp();
  account.practice = true;
  dials.offer(asha, 'hotkey');
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
      const { clock, dials, numbers } = setUp();
      let offers = 0;
      for (const step of steps) {
        if (step.do === 'offer') dials.offer(String(1_000_000_000 + ++offers), 'hotkey');
        else if (step.do === 'confirm') void dials.confirm(`pending-${step.of}`);
        else if (step.do === 'cancel') dials.cancel(`pending-${step.of}`);
        else clock[step.do](step.ms);
      }
      await settled();
      expect(new Set(numbers()).size).toBe(numbers().length);
      expect(clock.waiting).toBeLessThanOrEqual(1);
    }),
  );
});

test('where nobody surely sees it, nothing counts down; Enter still dials', async () => {
  const { clock, desktop, dials, numbers } = setUp('countdown');
  desktop.seen = false;
  dials.offer('9876543210', 'tray');
  expect(dials.current()).toMatchObject({ dialAt: null, countdownMs: null });
  clock.pass(60_000);
  expect(numbers()).toEqual([]);
  await dials.confirm(dials.current()?.id ?? '');
  expect(numbers()).toEqual(['+919876543210']);
});

test('a countdown begins when its window has come, and keeps its identity', () => {
  const { clock, dials, numbers } = setUp('countdown');
  dials.offer('9876543210', 'hotkey');
  const before = dials.current();
  clock.pass(2_000);
  dials.shown();
  expect(dials.current()).toEqual({ ...before, dialAt: clock.now() + 3_000 });
  clock.pass(2_999);
  expect(numbers()).toEqual([]);
  clock.pass(1);
  expect(numbers()).toEqual(['+919876543210']);
});

test('a window that comes changes nothing about a dial that waits for the agent', () => {
  const { dials, shown } = setUp('ask');
  dials.shown();
  dials.offer('9876543210', 'hotkey');
  dials.shown();
  expect(shown).toHaveLength(1);
  expect(dials.current()).toMatchObject({ dialAt: null });
});
