import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangSql } from '../../../../../src/main/storage/tables/rang-sql.ts';
import { callOutcomes, callStates } from '../../../../../src/shared/domain/call.ts';
import { rangCustomer } from '../../../../../src/shared/domain/rang-customer.ts';
import type { FactChanges } from '../../../../support/call-facts.ts';
import { callLeg, recordedCall } from '../../../../support/call-facts.ts';
import { addCall, openTestDatabase } from '../../../../support/test-database.ts';

const customerLeg = [callLeg('agent', 'completed'), callLeg('customer', 'no-answer')];

test.each<[string, boolean, FactChanges]>([
  ['they talked', true, { outcome: 'completed' }],
  ['nobody answered', true, { outcome: 'customer_unanswered' }],
  ['the customer cancelled', true, { outcome: 'customer_cancelled' }],
  ['the agent hung up while it rang', true, { outcome: 'agent_cancelled', legs: customerLeg }],
  ['the agent hung up before', false, { outcome: 'agent_cancelled' }],
  ['an unknown end, after talking', true, { outcome: 'other', talkSeconds: 4 }],
  ['an unknown end', false, { outcome: 'other', talkSeconds: 0 }],
  [
    'no end is known, and the leg was seen',
    true,
    { outcome: 'no_final_status', legs: customerLeg },
  ],
  ['no end is known', false, { outcome: 'no_final_status' }],
  ['refused', false, { outcome: 'rejected' }],
  ['not sent', false, { outcome: 'not_sent' }],
  ['the agent did not answer', false, { outcome: 'agent_unanswered' }],
  ['the agent was not dialled', false, { outcome: 'agent_not_dialled' }],
  ['the customer was not dialled', false, { outcome: 'customer_not_dialled' }],
  ['in doubt', false, { outcome: 'unknown' }],
  ['in doubt, and the phone rang', true, { outcome: 'unknown', verdict: 'rang' }],
  ['in doubt, and it did not', false, { outcome: 'unknown', verdict: 'silent' }],
  ['the agent’s phone rings', false, { state: 'accepted', outcome: null }],
  ['the customer’s leg is there', true, { state: 'agent_answered', agentAnsweredAt: 1 }],
])('%s: %s', (_, rang, changes) => {
  expect(rangCustomer(recordedCall({ outcome: null, ...changes }))).toBe(rang);
});

test('SQL says the same of every call', () => {
  const { db } = openTestDatabase();
  const read = db.prepare(`SELECT ${rangSql} FROM calls WHERE calls.id = ?`).pluck();
  const any = fc.record({
    state: fc.constantFrom(...callStates),
    outcome: fc.option(fc.constantFrom(...callOutcomes)),
    verdict: fc.constantFrom(null, 'rang' as const, 'silent' as const),
    agentAnsweredAt: fc.constantFrom(null, 1_767_600_000_000),
    talkSeconds: fc.constantFrom(null, 0, 12),
    legs: fc.constantFrom([], [callLeg('agent', 'completed')], customerLeg),
  });
  fc.assert(
    fc.property(any, (changes) => {
      const call = addCall(db, changes);
      expect(read.get(call.id), JSON.stringify(changes)).toBe(rangCustomer(call) ? 1 : 0);
    }),
    { numRuns: 200 },
  );
});
