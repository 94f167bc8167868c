import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteRange } from '../../../../src/main/base/http-range.ts';

test.each([
  [null, { kind: 'whole' }],
  ['bytes=0-', { kind: 'part', start: 0, end: 99 }],
  ['bytes=10-19', { kind: 'part', start: 10, end: 19 }],
  ['bytes=90-500', { kind: 'part', start: 90, end: 99 }],
  ['bytes=-10', { kind: 'part', start: 90, end: 99 }],
  ['bytes=-500', { kind: 'part', start: 0, end: 99 }],
  ['bytes=100-', { kind: 'unsatisfiable' }],
  ['bytes=-0', { kind: 'unsatisfiable' }],
  ['bytes=20-10', { kind: 'whole' }],
  ['bytes=0-1,5-6', { kind: 'whole' }],
  ['bytes=-', { kind: 'whole' }],
  ['items=0-1', { kind: 'whole' }],
  ['bytes=a-b', { kind: 'whole' }],
])('%s of 100 bytes', (header, slice) => {
  expect(byteRange(header, 100)).toEqual(slice);
});

test('an empty file has no part', () => {
  expect(byteRange('bytes=0-', 0)).toEqual({ kind: 'unsatisfiable' });
  expect(byteRange('bytes=-5', 0)).toEqual({ kind: 'unsatisfiable' });
});

test('whatever is asked, a part lies inside the file', () => {
  const header = fc.oneof(
    fc.string(),
    fc.tuple(fc.nat(), fc.nat()).map(([start, end]) => `bytes=${start}-${end}`),
    fc.nat().map((start) => `bytes=${start}-`),
    fc.nat().map((length) => `bytes=-${length}`),
  );
  fc.assert(
    fc.property(header, fc.nat(1_000), (text, size) => {
      const slice = byteRange(text, size);
      if (slice.kind !== 'part') return;
      expect(slice.start).toBeGreaterThanOrEqual(0);
      expect(slice.end).toBeGreaterThanOrEqual(slice.start);
      expect(slice.end).toBeLessThan(size);
    }),
  );
});
