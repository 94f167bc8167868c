import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newCall } from '../../../src/main/calls/new-call.ts';
import {
  type Call,
  type NumberedCall,
  numberedCallSchema,
} from '../../../src/shared/domain/call.ts';
import { isRecent, recentWith } from '../../../src/shared/domain/recent-numbers.ts';
import { anArrival } from '../../support/a-call.ts';
import { recordedCall } from '../../support/call-facts.ts';

const limit = 3;

/** An even one is dialled, an odd one comes in. `counts`: its number is a recent one. */
function callOf(seq: number, number: number, counts: boolean): NumberedCall {
  if (seq % 2 === 1)
    return numberedCallSchema.parse(
      anArrival({
        id: `call-${seq}`,
        seq,
        customerNumber: `+9198765432${10 + number}`,
        outcome: counts ? 'customer_cancelled' : 'passed_on',
      }),
    );
  const facts = recordedCall({
    id: `call-${seq}`,
    customerNumber: `+9198765432${10 + number}`,
    state: 'ended',
    outcome: counts ? 'completed' : 'agent_unanswered',
  });
  return newCall(facts, seq, { customerName: null, doNotCall: false });
}

/** As the call history tells it. */
function asked(history: ReadonlyMap<number, Call>): NumberedCall[] {
  const newest = [...history.values()].filter(isRecent).sort((a, b) => b.seq - a.seq);
  const isFirst = (call: NumberedCall, index: number) =>
    newest.findIndex(({ customerNumber }) => customerNumber === call.customerNumber) === index;
  return newest.filter(isFirst).slice(0, limit);
}

const news = fc.record({
  seq: fc.integer({ min: 1, max: 8 }),
  number: fc.integer({ min: 0, max: 4 }),
  rang: fc.boolean(),
});

test('news worked in is what the call history would tell', () => {
  let worked = 0;
  fc.assert(
    fc.property(fc.array(news, { maxLength: 20 }), (all) => {
      const history = new Map<number, Call>();
      let recent: NumberedCall[] = [];
      for (const { seq, number, rang } of all) {
        // A call keeps its number.
        const known = history.get(seq)?.customerNumber?.at(-1);
        const call = callOf(seq, known === undefined ? number : Number(known), rang);
        history.set(seq, call);
        const next = recentWith(recent, call, limit);
        if (next) worked += 1;
        recent = next ?? asked(history);
        expect(recent).toEqual(asked(history));
      }
    }),
  );
  expect(worked).toBeGreaterThan(0);
});

test('news of a call that is listed is shown, and asks nobody', () => {
  const first = callOf(1, 1, true);
  const named = { ...first, customerName: 'Asha' };
  expect(recentWith([first], named, limit)).toEqual([named]);
});

test('a listed call that did not ring after all leaves a place that only the call history can fill', () => {
  const first = callOf(1, 1, true);
  expect(recentWith([first], callOf(1, 1, false), limit)).toBeNull();
});
