import { describe, expect, test } from 'vitest';
import { customerDialledAt, railsOf } from '../../../src/renderer/src/call/rails.ts';
import type { Leg } from '../../../src/shared/domain/call.ts';
import { aCall } from '../../support/a-call.ts';

const t0 = Date.UTC(2026, 0, 5, 6);
const customerLeg: Leg = {
  side: 'customer',
  sid: 'leg-2',
  name: null,
  contactUri: '+919876543210',
  status: 'in-progress',
  statusRaw: 'in-progress',
  createdAt: t0 + 7_000,
  updatedAt: null,
  groupId: null,
  groupName: null,
};
const answered = {
  acceptedAt: t0 + 1_000,
  agentAnsweredAt: t0 + 7_000,
  legs: [customerLeg],
} as const;

/** The steps of both rails, by name: yours comes first, the customer's begins a column later. */
function bothRails(call: Parameters<typeof railsOf>[0]) {
  const [you, customer] = railsOf(call);
  expect(you).toMatchObject({ side: 'agent', begins: 'first' });
  expect(customer).toMatchObject({ side: 'customer', begins: 'second' });
  return { you: you?.steps ?? [], customer: customer?.steps ?? [] };
}

const steps = (call: Parameters<typeof railsOf>[0]) => {
  const { you, customer } = bothRails(call);
  const brief = (rail: typeof you) => rail.map(({ word, state }) => `${word}:${state}`);
  return { you: brief(you), customer: brief(customer) };
};

describe('railsOf', () => {
  test('nothing has happened before Exotel took the call', () => {
    expect(steps(aCall({ state: 'sending', outcome: null, acceptedAt: null }))).toEqual({
      you: ['called:todo', 'answer:todo', 'next:todo'],
      customer: ['dialled:todo', 'answer:todo'],
    });
  });

  test('without legs nothing claims to ring or to talk', () => {
    const call = aCall({
      state: 'accepted',
      outcome: null,
      acceptedAt: t0,
      legsSupported: false,
    });
    expect(steps(call).you).toEqual(['called:done', 'inProgress:active', 'next:todo']);
    expect(bothRails(call).you[1]).toMatchObject({ since: t0 });
  });

  test('the agent’s phone rings, with its clock', () => {
    const call = aCall({ state: 'accepted', outcome: null, acceptedAt: t0 });
    expect(steps(call)).toEqual({
      you: ['calling:active', 'answer:todo', 'next:todo'],
      customer: ['dialled:todo', 'answer:todo'],
    });
    expect(bothRails(call).you[0]?.since).toBe(t0);
  });

  test('a customer’s leg proves that the agent answered, and does not tell ringing from talking', () => {
    const call = aCall({
      state: 'agent_answered',
      outcome: null,
      ...answered,
      legs: [customerLeg],
    });
    expect(steps(call)).toEqual({
      you: ['called:done', 'answered:done', 'onTheLine:active'],
      customer: ['dialled:done', 'ringingOrTalking:active'],
    });
    const { you, customer } = bothRails(call);
    expect(you[1]).toMatchObject({ inferred: true, afterSeconds: 6 });
    expect(customer[1]?.since).toBe(t0 + 7_000);
  });

  test('the clock of the customer’s leg falls back to the agent’s answer', () => {
    expect(customerDialledAt(aCall({ agentAnsweredAt: t0, legs: [] }))).toBe(t0);
    expect(customerDialledAt(aCall({ agentAnsweredAt: null, legs: [] }))).toBeNull();
  });

  test.each([
    ['agent_unanswered', ['called:done', 'agent_unanswered:failed', 'next:todo']],
    ['agent_not_dialled', ['called:done', 'agent_not_dialled:failed', 'next:todo']],
  ] as const)('%s: the customer’s rail stays empty', (outcome, you) => {
    const call = aCall({ state: 'ended', outcome, acceptedAt: t0, agentAnsweredAt: null });
    expect(steps({ ...call, legs: [] })).toEqual({
      you,
      customer: ['dialled:todo', 'answer:todo'],
    });
  });

  test('a completed call without legs still had both answer', () => {
    const call = aCall({
      state: 'ended',
      outcome: 'completed',
      acceptedAt: t0,
      agentAnsweredAt: null,
      legs: [],
      talkSeconds: 192,
    });
    expect(steps(call)).toEqual({
      you: ['called:done', 'answered:done', 'over:done'],
      customer: ['dialled:done', 'talked:done'],
    });
    expect(bothRails(call).customer[1]?.lastedSeconds).toBe(192);
  });

  test.each([
    ['customer_unanswered', ['dialled:done', 'customer_unanswered:failed']],
    ['customer_cancelled', ['dialled:done', 'customer_cancelled:failed']],
    ['customer_not_dialled', ['customer_not_dialled:failed', 'answer:todo']],
    ['agent_cancelled', ['dialled:done', 'agent_cancelled:failed']],
    ['other', ['dialled:done', 'over:done']],
    ['no_final_status', ['dialled:done', 'over:done']],
  ] as const)('%s is told on the customer’s rail', (outcome, customer) => {
    const call = aCall({
      state: 'ended',
      outcome,
      acceptedAt: t0,
      agentAnsweredAt: t0 + 6_000,
    });
    expect(steps({ ...call, legs: [customerLeg] })).toEqual({
      you: ['called:done', 'answered:done', 'over:done'],
      customer,
    });
  });
});
