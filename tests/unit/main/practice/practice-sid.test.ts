import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSid, encodeSid } from '../../../../src/main/practice/practice-sid.ts';
import { practiceStories } from '../../../../src/shared/domain/practice-story.ts';

const anyCall = fc.record({
  createdAt: fc.integer({ min: 0, max: 2 ** 47 }),
  story: fc.constantFrom(...practiceStories),
  record: fc.boolean(),
  digits: fc.stringMatching(/^\d{4,15}$/),
});

test('a sid tells its whole call', () => {
  fc.assert(
    fc.property(anyCall, (call) => {
      const sid = encodeSid(call);
      expect(sid).toMatch(/^[0-9a-f]{32}$/);
      expect(decodeSid(sid)).toEqual(call);
    }),
  );
});

test('a changed sid is nobody’s', () => {
  const sid = encodeSid({ createdAt: 1, story: 'busy', record: true, digits: '919876500005' });
  const flip = (char: string): string => (char === '0' ? '1' : '0');
  const flipped = flip(sid[3] ?? '') + sid.slice(1);
  expect(decodeSid(flipped)).toBeNull();
});

test.each(['', '0'.repeat(32), 'f'.repeat(32), '3f3fedf8f0928550a60bfa6302dc16b2', '../../etc'])(
  '%j was never given out',
  (sid) => expect(decodeSid(sid)).toBeNull(),
);
