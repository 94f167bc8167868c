import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { intentIdOf } from '../../../../src/main/calls/custom-field.ts';
import { customFieldOf } from '../../../../src/main/dialing/outbound-call.ts';
import { profileLimits } from '../../../../src/shared/domain/call-profile-rules.ts';

test('the custom field is the agent’s text and the intent’s id, and never longer than 128', () => {
  const id = randomUUID();
  expect(customFieldOf('', id)).toBe(`handset-${id}`);
  expect(customFieldOf('order 4711', id)).toBe(`order 4711 handset-${id}`);
  expect(customFieldOf('x'.repeat(profileLimits.customText), id).length).toBeLessThanOrEqual(128);
});

test('the intent is found in its custom field, whatever the agent wrote before', () => {
  fc.assert(
    fc.property(fc.string(), fc.uuid(), (text, id) => {
      expect(intentIdOf(customFieldOf(text, id))).toBe(id);
    }),
    { seed: 7 },
  );
  expect(intentIdOf('handset-1 handset-2')).toBe('2');
  // However the way there and back has altered it.
  for (const field of ['handset-1 and more', 'Handset-1', 'a%20handset-1', '"handset-1"'])
    expect(intentIdOf(field)).toBe('1');
});

test.each([null, '', 'bilbo_test_call', 'handset', 'handset-', 'hand set-1'])(
  '%j is none of ours',
  (field) => {
    expect(intentIdOf(field)).toBeNull();
  },
);
