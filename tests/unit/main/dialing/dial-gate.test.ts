import { expect, test } from 'vitest';
import { DialGate, type DialQuestion } from '../../../../src/main/dialing/dial-gate.ts';
import { AppFailure } from '../../../../src/shared/domain/app-error.ts';
import { dialQuestions } from '../../../../src/shared/domain/dial-questions.ts';

const question: DialQuestion = {
  number: '+919876543210',
  now: 1_000_000,
  lineBusy: false,
  inDoubt: false,
  colleague: null,
  doNotCall: false,
  outsideHours: null,
  confirmed: [],
};

function failure(gate: DialGate, changes: Partial<DialQuestion> = {}): AppFailure | null {
  try {
    gate.enter({ ...question, ...changes });
    return null;
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    return error;
  }
}

const refusal = (...dial: Parameters<typeof failure>) => failure(...dial)?.code ?? null;

test('one at a time, whatever was confirmed', () => {
  const gate = new DialGate();
  const leave = gate.enter(question);
  const insisting = { number: '+912212345678', confirmed: ['live_call'] as const };
  expect(refusal(gate, insisting)).toBe('already_placing');
  leave();
  expect(refusal(gate, insisting)).toBeNull();
});

test('the same number again within five seconds is a slip, unless the dial placed nothing', () => {
  const gate = new DialGate();
  gate.enter(question)();
  for (const [ms, seconds] of [
    [0, 5],
    [3_500, 2],
    [4_999, 1],
  ] as const)
    expect(failure(gate, { now: question.now + ms })).toMatchObject({
      code: 'just_dialled',
      params: { seconds },
    });
  gate.forgive();
  gate.enter({ ...question, now: question.now + 1 })();
  expect(refusal(gate, { now: question.now + 5_001 })).toBeNull();
});

test('a clock that was set back does not lock the number', () => {
  const gate = new DialGate();
  gate.enter(question)();
  expect(refusal(gate, { now: question.now - 3_600_000 })).toBeNull();
});

test('no network, a live call and a call in doubt are asked about, each for itself', () => {
  const all = { offline: true, lineBusy: true, inDoubt: true };
  expect(refusal(new DialGate(), all)).toBe('offline');
  for (const code of dialQuestions.filter((each) => each !== 'colleague_calls')) {
    const others = dialQuestions.filter((other) => other !== code);
    expect(refusal(new DialGate(), { ...all, confirmed: others })).toBe(code);
  }
  expect(refusal(new DialGate(), { ...all, confirmed: dialQuestions })).toBeNull();
});

test('a colleague who is calling the customer back is named, and the agent may insist', () => {
  const taken = { colleague: 'Vikram Shah', lineBusy: true };
  expect(refusal(new DialGate(), taken)).toBe('live_call');
  const others = dialQuestions.filter((each) => each !== 'colleague_calls');
  const insisting = { ...taken, confirmed: others };
  expect(refusal(new DialGate(), insisting)).toBe('colleague_calls');
  expect(refusal(new DialGate(), { ...insisting, confirmed: dialQuestions })).toBeNull();
});

test('a refused dial leaves nothing behind', () => {
  const gate = new DialGate();
  expect(refusal(gate, { lineBusy: true })).toBe('live_call');
  expect(refusal(gate)).toBeNull();
});

const night = {
  code: 'outside_hours',
  params: { localTime: '10:00 pm', from: '9:00 am', to: '9:00 pm' },
} as const;

test('what takes a reason comes after every other question, and no other answer settles it', () => {
  const all = { lineBusy: true, inDoubt: true, doNotCall: true, outsideHours: night };
  expect(refusal(new DialGate(), all)).toBe('live_call');
  expect(refusal(new DialGate(), { ...all, confirmed: dialQuestions })).toBe('do_not_call');
  const reasoned = { ...all, doNotCall: false };
  expect(refusal(new DialGate(), reasoned)).toBe('live_call');
  expect(refusal(new DialGate(), { ...reasoned, confirmed: dialQuestions })).toBe('outside_hours');
  const perhaps = { ...night, code: 'perhaps_outside_hours' } as const;
  expect(refusal(new DialGate(), { outsideHours: perhaps })).toBe('perhaps_outside_hours');
});

test('a dial refused for the hour leaves nothing behind, so that a reason can follow at once', () => {
  const gate = new DialGate();
  expect(refusal(gate, { outsideHours: night })).toBe('outside_hours');
  expect(refusal(gate)).toBeNull();
});

test('offline nobody is asked anything: what cannot be sent needs neither a word nor a reason', () => {
  const params = { localTime: '10:00 pm', from: '9:00 am', to: '9:00 pm' };
  const outsideHours = { code: 'outside_hours', params } as const;
  for (const asks of [
    { lineBusy: true },
    { inDoubt: true },
    { doNotCall: true },
    { outsideHours },
  ] as const) {
    expect(refusal(new DialGate(), { ...asks, offline: true })).toBe('offline');
    expect(refusal(new DialGate(), { ...asks, offline: false })).not.toBe('offline');
  }
  expect(refusal(new DialGate(), { offline: true })).toBe('offline');
});

test('the system may be wrong about being offline: whoever insists is asked everything else', () => {
  const insisting = { offline: true, confirmed: ['offline'] } as const;
  expect(refusal(new DialGate(), insisting)).toBeNull();
  expect(refusal(new DialGate(), { ...insisting, lineBusy: true })).toBe('live_call');
  expect(refusal(new DialGate(), { ...insisting, doNotCall: true })).toBe('do_not_call');
});
