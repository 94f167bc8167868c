import { expect, test } from 'vitest';
import { dialAnswerSchema, dialOfferSchema } from '../../../src/shared/contract/dialing.ts';

const offer = { number: '98765 43210', source: 'dialer', practice: false };

test('a reason comes trimmed', () => {
  const parsed = dialAnswerSchema.parse({ id: 'dial-1', reason: '  She asked for it ' });
  expect(parsed.reason).toBe('She asked for it');
  expect(dialAnswerSchema.parse({ id: 'dial-1' }).reason).toBeUndefined();
});

test('a dial says which account it is meant for', () => {
  expect(dialOfferSchema.safeParse(offer).success).toBe(true);
  expect(dialOfferSchema.safeParse({ ...offer, practice: undefined }).success).toBe(false);
});

test.each(['', '   ', 'x'.repeat(201), null, 7])('%j is no reason', (reason) => {
  expect(dialAnswerSchema.safeParse({ id: 'dial-1', reason }).success).toBe(false);
});

test('a window neither dials for another source nor answers before it is asked', () => {
  expect(dialOfferSchema.safeParse({ ...offer, source: 'hotkey' }).success).toBe(false);
  const early = { confirmed: ['live_call'], hoursReason: 'x', doNotCallReason: 'x' };
  expect(dialOfferSchema.parse({ ...offer, ...early })).toEqual(offer);
});
