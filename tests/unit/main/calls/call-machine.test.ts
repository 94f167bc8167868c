import { describe, expect, test } from 'vitest';
import { canBePolled } from '../../../../src/main/calls/call-life.ts';
import { type CallEvent, transition } from '../../../../src/main/calls/call-machine.ts';
import type { CallFacts, CallProblem } from '../../../../src/shared/domain/call.ts';
import {
  callLeg,
  problem,
  providerCall,
  recordedCall,
  startedAt,
} from '../../../support/call-facts.ts';
import { dialled } from '../../../support/dialled.ts';

const at = startedAt + 10_000;

function callAfter(...events: CallEvent[]): CallFacts {
  return events.reduce(transition, recordedCall());
}

const sending: CallEvent = { type: 'sending', at: startedAt + 10 };
const accepted: CallEvent = { type: 'accepted', at: startedAt + 300, call: providerCall() };
const customerLeg: CallEvent = {
  type: 'legs',
  at,
  legs: [callLeg('agent', 'in-progress'), callLeg('customer', 'in-progress')],
};
const overEvent: CallEvent = {
  type: 'details',
  at,
  call: providerCall({
    over: true,
    stateRaw: 'terminal',
    statusRaw: 'completed',
    outcome: 'completed',
    endedAt: at - 1_000,
    talkSeconds: 7,
  }),
};

test.each([
  ['completed', 'completed'],
  ['from_leg_unanswered', 'agent_unanswered'],
  ['to_leg_unanswered', 'customer_unanswered'],
  ['from_leg_cancelled', 'agent_cancelled'],
  ['to_leg_cancelled', 'customer_cancelled'],
  ['from_leg_no_dial', 'agent_not_dialled'],
  ['to_leg_no_dial', 'customer_not_dialled'],
  ['eaten_by_a_grue', 'other'],
] as const)('an end as %s is the outcome %s, and the word is kept', (statusRaw, outcome) => {
  const call = callAfter(sending, accepted, {
    type: 'details',
    at,
    call: providerCall({ over: true, stateRaw: 'terminal', statusRaw, outcome }),
  });
  expect(call).toMatchObject({ state: 'ended', outcome, statusRaw, stateRaw: 'terminal' });
});

test('an end without any status is "other", and what comes later fills it in', () => {
  const bare = callAfter(sending, accepted, {
    type: 'details',
    at,
    call: providerCall({ over: true, stateRaw: 'terminal' }),
  });
  expect(bare).toMatchObject({ outcome: 'other', statusRaw: null, endedAt: at });
  const talked = providerCall({ over: true, talkSeconds: 7 });
  // They talked, so it came about; a word of Exotel's would still count for more.
  expect(transition(bare, { type: 'details', at, call: talked })).toMatchObject({
    outcome: 'completed',
    statusRaw: null,
    talkSeconds: 7,
  });
  expect(transition(bare, overEvent)).toMatchObject({
    state: 'ended',
    outcome: 'completed',
    statusRaw: 'completed',
    talkSeconds: 7,
  });
});

test('an unknown word while the call runs is kept and ends nothing', () => {
  const call = callAfter(sending, accepted, {
    type: 'details',
    at,
    call: providerCall({ stateRaw: 'limbo', statusRaw: 'whirling', outcome: 'other' }),
  });
  expect(call).toMatchObject({
    state: 'accepted',
    outcome: null,
    stateRaw: 'limbo',
    statusRaw: 'whirling',
  });
});

test.each([
  ['in-progress', 'accepted'],
  ['other', 'accepted'],
  [null, 'accepted'],
  ['completed', 'finishing'],
  ['failed', 'finishing'],
  ['no-answer', 'finishing'],
  ['busy', 'finishing'],
  ['canceled', 'finishing'],
] as const)('an agent leg %s leaves the call %s', (status, state) => {
  const call = callAfter(sending, accepted, { type: 'legs', at, legs: [callLeg('agent', status)] });
  expect(call).toMatchObject({ state, agentAnsweredAt: null, legsSupported: true });
});

test.each([
  ['in-progress', 'in-progress'],
  ['other', 'Ringing'],
  ['other', 'answered'],
] as const)(
  'a customer leg %s (%s) proves that the agent answered when it was made',
  (status, statusRaw) => {
    const legs = [callLeg('agent', 'in-progress'), callLeg('customer', status, { statusRaw })];
    const call = callAfter(sending, accepted, { type: 'legs', at, legs });
    expect(call).toMatchObject({ state: 'agent_answered', agentAnsweredAt: startedAt + 1_000 });
  },
);

test.each([
  ['other', 'queued'],
  ['other', 'initiated'],
  ['other', 'being_considered'],
  ['other', 'constructor'],
  [null, null],
] as const)('a customer leg %s (%s) only waits: nobody has answered', (status, statusRaw) => {
  const legs = [callLeg('agent', 'in-progress'), callLeg('customer', status, { statusRaw })];
  const call = callAfter(sending, accepted, { type: 'legs', at, legs });
  expect(call).toMatchObject({ state: 'accepted', agentAnsweredAt: null });
});

test.each(['no-answer', 'busy', 'failed'] as const)(
  'a customer leg that was given up with an agent’s phone that was %s proves nothing',
  (status) => {
    const legs = [callLeg('agent', status), callLeg('customer', 'canceled')];
    const call = callAfter(sending, accepted, { type: 'legs', at, legs });
    expect(call).toMatchObject({ state: 'finishing', agentAnsweredAt: null });
  },
);

test('a second phone of the agent that rings takes back "finishing"', () => {
  const first = callLeg('agent', 'no-answer');
  const call = callAfter(
    sending,
    accepted,
    { type: 'legs', at, legs: [first] },
    { type: 'legs', at, legs: [first, callLeg('agent', 'in-progress', { sid: 'second' })] },
  );
  expect(call.state).toBe('accepted');
});

test.each([
  ['nothing', []],
  ['a leg nobody knows', [callLeg('agent', 'other')]],
  ['a leg without a word', [callLeg('agent', null)]],
])('%s takes back neither "finishing" nor the answer', (_, legs) => {
  const finishing = callAfter(sending, accepted, {
    type: 'details',
    at,
    call: providerCall({ endedAt: at }),
  });
  const event: CallEvent = { type: 'legs', at, legs };
  expect(transition(finishing, event).state).toBe('finishing');
  expect(callAfter(sending, accepted, event).state).toBe('accepted');
  expect(callAfter(sending, accepted, customerLeg, event).state).toBe('agent_answered');
});

test('an answer is not taken back because the customer’s leg is gone', () => {
  const legs = [callLeg('agent', 'in-progress')];
  const call = callAfter(sending, accepted, customerLeg, { type: 'legs', at, legs });
  expect(call).toMatchObject({ state: 'agent_answered', agentAnsweredAt: startedAt + 1_000 });
});

test('a customer’s leg without a time: the agent answered by now', () => {
  const legs = [callLeg('customer', 'in-progress', { createdAt: null })];
  expect(callAfter(sending, accepted, { type: 'legs', at, legs }).agentAnsweredAt).toBe(at);
});

test('accounts without legs: said once, and the end changes it no more', () => {
  const unsupported: CallEvent = { type: 'legs_unsupported', at };
  const call = callAfter(
    sending,
    accepted,
    { type: 'poll_failed', at, problem: problem() },
    unsupported,
  );
  expect(call).toMatchObject({ state: 'accepted', legsSupported: false, pollProblem: null });
  const ended = transition(call, overEvent);
  expect(transition({ ...ended, legsSupported: null }, unsupported).legsSupported).toBeNull();
});

test('legs that come after the end are kept', () => {
  const legs = [callLeg('agent', 'completed'), callLeg('customer', 'completed')];
  const ended = callAfter(sending, accepted, overEvent);
  expect(transition(ended, { type: 'legs', at, legs })).toEqual({
    ...ended,
    legs,
    legsSupported: true,
  });
});

test('a call was accepted when its POST was answered, or when Exotel first told of it', () => {
  const call = callAfter(sending, accepted);
  const heard: CallEvent = { type: 'details', at, call: providerCall() };
  expect(dialled(transition(call, heard)).dial.acceptedAt).toBe(startedAt + 300);
  const doubted = callAfter(sending, { type: 'ambiguous', at, problem: problem(), sid: 'sid-1' });
  expect(transition(doubted, { ...heard, at: at + 1 })).toMatchObject({
    state: 'accepted',
    outcome: null,
    dial: { problem: null, acceptedAt: at + 1 },
  });
});

test('details of another call change nothing', () => {
  const call = callAfter(sending, accepted);
  expect(
    transition(call, { type: 'details', at, call: providerCall({ sid: 'x', over: true }) }),
  ).toBe(call);
});

test('after the end nothing is unlearned', () => {
  const ended = callAfter(sending, accepted, customerLeg, overEvent);
  const poorer = transition(ended, {
    type: 'details',
    at: at + 1,
    call: providerCall({ over: true, stateRaw: 'terminal' }),
  });
  expect(poorer).toMatchObject({
    outcome: 'completed',
    talkSeconds: 7,
    endedAt: ended.endedAt,
    statusRaw: 'completed',
  });
  expect(transition(ended, { type: 'legs', at, legs: [] }).legs).toHaveLength(2);
  const contrary = providerCall({ over: true, outcome: 'other', statusRaw: 'eaten_by_a_grue' });
  expect(transition(ended, { type: 'details', at, call: contrary })).toMatchObject({
    outcome: 'completed',
    statusRaw: 'completed',
  });
  const running = providerCall({ endedAt: at + 5_000, talkSeconds: 9, totalSeconds: 10 });
  expect(transition(ended, { type: 'details', at, call: running })).toBe(ended);
});

test('doubt is not looked into without a sid, and the agent has the word', () => {
  const doubted = callAfter(sending, { type: 'ambiguous', at, problem: problem(), sid: null });
  expect(doubted).toMatchObject({ state: 'unknown', outcome: 'unknown', dial: { verdict: null } });
  expect(canBePolled(doubted)).toBe(false);
  const resolved = transition(doubted, { type: 'verdict', at, verdict: 'rang' });
  expect(resolved).toMatchObject({ state: 'unknown', dial: { verdict: 'rang' } });
  const certain = callAfter(sending, accepted);
  expect(transition(certain, { type: 'verdict', at, verdict: 'silent' })).toBe(certain);
});

describe('a sid that comes to a call in doubt by another way', () => {
  const doubted = (sid: string | null, ...later: CallEvent[]) =>
    callAfter(sending, { type: 'ambiguous', at, problem: problem(), sid }, ...later);
  const failed = (kind: CallProblem['kind']): CallEvent => ({
    type: 'poll_failed',
    at,
    problem: problem({ kind }),
  });
  const learned: CallEvent = { type: 'sid_learned', at, sid: 'sid-2' };

  test.each([
    ['the first one', doubted(null)],
    [
      'another one, where Exotel does not know the first',
      doubted('sid-1', failed('call_not_found')),
    ],
  ])('is taken: %s', (_, call) =>
    expect(transition(call, learned)).toEqual({ ...call, sid: 'sid-2', pollProblem: null }),
  );

  test.each([
    ['one is there', doubted('sid-1')],
    ['one is there that could not be asked about', doubted('sid-1', failed('server_error'))],
    ['it is the one that Exotel does not know', doubted('sid-2', failed('call_not_found'))],
    ['nothing was sent', callAfter()],
    ['there is no doubt', callAfter(sending, accepted, failed('call_not_found'))],
  ])('is not taken where %s', (_, call) => expect(transition(call, learned)).toBe(call));

  test('is given back when it turns out to be of another call', () => {
    const call = doubted('sid-1', failed('server_error'));
    const details = (customField: string): CallEvent => ({
      type: 'details',
      at,
      call: providerCall({ customField }),
    });
    expect(transition(call, details('of another call'))).toEqual({
      ...call,
      sid: null,
      pollProblem: null,
    });
    expect(transition(call, details(dialled(call).dial.customField)).state).toBe('accepted');
    // Where there is no doubt, the sid is what Exotel answered to the POST.
    expect(transition(callAfter(sending, accepted), details('as it may be')).sid).toBe('sid-1');
  });
});

test('an event that nobody knows is a mistake that shows', () =>
  expect(() => transition(callAfter(), { type: 'moon' } as never)).toThrow(
    'no such call event: {"type":"moon"}',
  ));

test('a POST that is rejected says why; a look that fails does not end the call', () => {
  const refusal = problem({ kind: 'agent_busy', httpStatus: 409, code: 10706 });
  expect(callAfter(sending, { type: 'rejected', at, problem: refusal })).toMatchObject({
    state: 'rejected',
    outcome: 'rejected',
    endedAt: at,
    dial: { problem: refusal },
  });
  const lookFailed = callAfter(sending, accepted, { type: 'poll_failed', at, problem: problem() });
  expect(lookFailed).toMatchObject({
    state: 'accepted',
    pollProblem: problem(),
    dial: { problem: null },
  });
  expect(transition(lookFailed, customerLeg).pollProblem).toBeNull();
});
