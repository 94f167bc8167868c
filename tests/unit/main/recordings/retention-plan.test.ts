import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type KeptRecording,
  recordingsToRemove,
} from '../../../../src/main/recordings/retention-plan.ts';

const now = 1_000_000;
const kept = (id: string, savedAt: number, bytes: number, inUse = false): KeptRecording => ({
  id,
  savedAt,
  bytes,
  inUse,
});
const three = [kept('new', 900, 30), kept('old', 100, 30), kept('middle', 500, 30)];
const remove = (quotaBytes: number | null, keepMs: number | null, at = 1_000, used = 90) =>
  recordingsToRemove(three, used, { quotaBytes, keepMs }, at);

test('without limits nothing goes', () => expect(remove(null, null)).toEqual([]));

test('over the quota the oldest go, no more than needed', () => {
  expect(remove(90, null)).toEqual([]);
  expect(remove(89, null)).toEqual(['old']);
  expect(remove(60, null)).toEqual(['old']);
  expect(remove(59, null)).toEqual(['old', 'middle']);
  expect(remove(0, null)).toEqual(['old', 'middle', 'new']);
});

test('half ones count, though they cannot be removed', () =>
  expect(remove(90, null, 1_000, 91)).toEqual(['old']));

test('what was kept for longer than the limit goes', () => {
  expect(remove(null, 900)).toEqual([]);
  expect(remove(null, 899)).toEqual(['old']);
  expect(remove(null, 99)).toEqual(['old', 'middle', 'new']);
});

test('what age frees counts for the quota', () => expect(remove(60, 899)).toEqual(['old']));

test('one in use stays, and the next one goes in its place', () => {
  const used = [kept('old', 100, 30, true), kept('new', 900, 30)];
  expect(recordingsToRemove(used, 60, { quotaBytes: 30, keepMs: 1 }, now)).toEqual(['new']);
});

test('whatever is removed, it is the oldest, it is enough, and it is not too much', () => {
  const recording = fc.record({
    id: fc.uuid(),
    savedAt: fc.nat(now),
    bytes: fc.integer({ min: 1, max: 1_000 }),
    inUse: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(recording, { selector: ({ id }) => id }),
      fc.nat(20_000),
      (all, quotaBytes) => {
        const sum = (some: KeptRecording[]) => some.reduce((total, { bytes }) => total + bytes, 0);
        const ids = recordingsToRemove(all, sum(all), { quotaBytes, keepMs: null }, now);
        const [gone, stayed] = [
          all.filter(({ id }) => ids.includes(id)),
          all.filter(({ id }) => !ids.includes(id)),
        ];
        const removable = stayed.filter(({ inUse }) => !inUse);
        expect(gone.every(({ inUse }) => !inUse)).toBe(true);
        expect(sum(stayed) <= quotaBytes || removable.length === 0).toBe(true);
        const youngest = Math.max(...gone.map(({ savedAt }) => savedAt));
        expect(removable.every(({ savedAt }) => savedAt >= youngest)).toBe(true);
        const last = gone.find(({ id }) => id === ids.at(-1));
        if (last) expect(sum(stayed) + last.bytes).toBeGreaterThan(quotaBytes);
      },
    ),
    { seed: 7, numRuns: 300 },
  );
});
