import { expect, test } from 'vitest';
import { dialInputSchema } from '../../../src/shared/contract/dialing.ts';

const input = { number: '98765 43210', source: 'dialer', practice: false };

test('a reason comes trimmed', () => {
  const parsed = dialInputSchema.parse({ ...input, hoursReason: '  She asked for it ' });
  expect(parsed.hoursReason).toBe('She asked for it');
  expect(dialInputSchema.parse(input).hoursReason).toBeUndefined();
});

test('a dial says which account it is meant for', () => {
  expect(dialInputSchema.safeParse({ number: '98765 43210', source: 'dialer' }).success).toBe(
    false,
  );
});

test.each(['', '   ', 'x'.repeat(201), null, 7])('%j is no reason', (hoursReason) => {
  expect(dialInputSchema.safeParse({ ...input, hoursReason }).success).toBe(false);
});
