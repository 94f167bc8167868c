import { describe, expect, test } from 'vitest';
import { railsOf } from '../../../src/renderer/src/call/rails.ts';
import type { InboundCall } from '../../../src/shared/domain/call.ts';
import { untoldArrival } from '../../../src/shared/domain/unheard-call.ts';
import { anArrival } from '../../support/a-call.ts';

const t0 = Date.UTC(2026, 0, 5, 6);
const live = { outcome: null, endedAt: null, talkSeconds: null, createdAt: t0 } as const;
const ringing = (phase: 'dialling' | 'ringing') => ({
  signs: { ...untoldArrival.signs, phone: { phase, at: t0 } },
});

/** The steps of both rails, by name: the customer's comes first, yours begins a column later. */
function steps(call: InboundCall) {
  const [customer, you] = railsOf(call);
  expect(customer).toMatchObject({ side: 'customer', begins: 'first' });
  expect(you).toMatchObject({ side: 'agent', begins: 'second' });
  const brief = (rail = customer) => rail?.steps.map(({ word, state }) => `${word}:${state}`);
  return { customer: brief(), you: brief(you) };
}

describe('rails of a customer’s call', () => {
  test('the customer waits, and the agent’s phone does not ring yet', () => {
    expect(steps(anArrival({ ...live, state: 'offered' }))).toEqual({
      customer: ['calledIn:done', 'waiting:active', 'next:todo'],
      you: ['rings:todo', 'answer:todo'],
    });
  });

  test('the phone rings, where Exotel reports ringing', () => {
    const call = anArrival({ ...live, state: 'ringing', arrival: ringing('ringing') });
    expect(steps(call)).toEqual({
      customer: ['calledIn:done', 'waiting:active', 'next:todo'],
      you: ['calling:active', 'answer:todo'],
    });
    expect(railsOf(call)[0]?.steps[1]?.since).toBe(t0);
  });

  test('where it does not, nothing claims to ring or to talk', () => {
    const call = anArrival({ ...live, state: 'ringing', arrival: ringing('dialling') });
    expect(steps(call)).toEqual({
      customer: ['calledIn:done', 'inProgress:active', 'next:todo'],
      you: ['rang:done', 'ringingOrTalking:active'],
    });
  });

  test('talking, with how long the customer waited', () => {
    const call = anArrival({ ...live, state: 'answered', agentAnsweredAt: t0 + 7_000 });
    expect(steps(call)).toEqual({
      customer: ['calledIn:done', 'waited:done', 'onTheLine:active'],
      you: ['rang:done', 'talking:active'],
    });
    expect(railsOf(call)[0]?.steps[1]?.lastedSeconds).toBe(7);
  });

  test('the agent’s phone is free again, and nothing more is known', () => {
    expect(steps(anArrival({ ...live, state: 'finishing' }))).toEqual({
      customer: ['calledIn:done', 'waited:done'],
      you: ['rang:done', 'over:done'],
    });
  });

  test.each([
    ['completed', 'talked:done'],
    ['agent_unanswered', 'agent_unanswered:failed'],
    ['customer_cancelled', 'customer_cancelled:failed'],
    ['voicemail', 'voicemail:failed'],
    ['answered_elsewhere', 'answered_elsewhere:done'],
    ['passed_on', 'passed_on:done'],
    ['no_final_status', 'no_final_status:done'],
  ] as const)('%s is told on the agent’s rail', (outcome, end) => {
    expect(steps(anArrival({ outcome }))).toEqual({
      customer: ['calledIn:done', 'waited:done', 'over:done'],
      you: ['rang:done', end],
    });
  });

  test('a phone that did not ring is not said to have rung', () => {
    const { you } = steps(anArrival({ outcome: 'agent_not_dialled' }));
    expect(you).toEqual(['rings:todo', 'agent_not_dialled:failed']);
  });
});
