import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type KeptRecording,
  planRetention,
} from '../../../../src/main/recordings/retention-plan.ts';

const now = 1_000_000;
const kept = (id: string, savedAt: number, more: Partial<KeptRecording> = {}): KeptRecording => ({
  id,
  savedAt,
  bytes: 30,
  inUse: false,
  hiddenAt: null,
  ...more,
});
/** By their calls; when they came, by a clock that somebody set, says nothing of that. */
const three = [kept('old', 100), kept('middle', 50), kept('new', 75)];
const remove = (quotaBytes: number | null, used = 90) =>
  planRetention(three, used, { quotaBytes, keepMs: null }, null).remove;

test('without limits nothing goes', () => {
  const limits = { quotaBytes: null, keepMs: null };
  expect(planRetention(three, 90, limits, 1e12)).toEqual({ hide: [], remove: [] });
});

test('over the quota the oldest go, no more than needed', () => {
  expect(remove(90)).toEqual([]);
  expect(remove(89)).toEqual(['old']);
  expect(remove(60)).toEqual(['old']);
  expect(remove(59)).toEqual(['old', 'middle']);
  expect(remove(0)).toEqual(['old', 'middle', 'new']);
});

test('half ones count, though they cannot be removed', () =>
  expect(remove(90, 91)).toEqual(['old']));

const plan = (
  some: KeptRecording[],
  keepMs: number,
  at: number | null,
  quotaBytes: number | null = null,
) => planRetention(some, 30 * some.length, { quotaBytes, keepMs }, at);

test('what was kept for longer than the limit goes out of sight', () => {
  expect(plan(three, 900, 1_000).hide).toEqual(['middle', 'new']);
  expect(plan(three, 950, 1_000).hide).toEqual([]);
  expect(plan(three, 949, 1_000)).toEqual({ hide: ['middle'], remove: [] });
});

test('without a time that is sure nothing goes for its age', () => {
  const hidden = kept('hidden', 0, { hiddenAt: 0 });
  expect(plan([...three, hidden], 1, null)).toEqual({ hide: [], remove: [] });
});

test('what comes from the future is not old', () =>
  expect(plan([kept('future', 1e12)], 1, 1_000).hide).toEqual([]));

test('out of sight for a week, it goes', () => {
  const week = 7 * 24 * 3_600_000;
  const hidden = [kept('hidden', 0, { hiddenAt: 1_000 })];
  expect(plan(hidden, 1, week + 1_000).remove).toEqual([]);
  expect(plan(hidden, 1, week + 1_001).remove).toEqual(['hidden']);
});

test('over the quota, what is or goes out of sight goes first', () => {
  const some = [kept('old', 990), kept('too old', 100), kept('hidden', 0, { hiddenAt: 900 })];
  expect(plan(some, 800, 1_000, 90)).toEqual({ hide: ['too old'], remove: [] });
  expect(plan(some, 800, 1_000, 89)).toEqual({ hide: ['too old'], remove: ['hidden'] });
  expect(plan(some, 800, 1_000, 59)).toEqual({ hide: [], remove: ['hidden', 'too old'] });
  expect(plan(some, 800, 1_000, 29).remove).toEqual(['hidden', 'too old', 'old']);
});

test('one in use stays, and the next one goes in its place', () => {
  const used = [kept('old', 100, { inUse: true }), kept('new', 900)];
  expect(plan(used, 1, now, 30)).toEqual({ hide: [], remove: ['new'] });
});

test('whatever is removed, it is the oldest, it is enough, and it is not too much', () => {
  const recording = fc.record({
    id: fc.uuid(),
    savedAt: fc.nat(now),
    bytes: fc.integer({ min: 1, max: 1_000 }),
    inUse: fc.boolean(),
    hiddenAt: fc.constant(null),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(recording, { selector: ({ id }) => id }),
      fc.nat(20_000),
      (all, quotaBytes) => {
        const sum = (some: KeptRecording[]) => some.reduce((total, { bytes }) => total + bytes, 0);
        const limits = { quotaBytes, keepMs: null };
        const ids = planRetention(all, sum(all), limits, now).remove;
        const [gone, stayed] = [
          all.filter(({ id }) => ids.includes(id)),
          all.filter(({ id }) => !ids.includes(id)),
        ];
        const removable = stayed.filter(({ inUse }) => !inUse);
        expect(gone.every(({ inUse }) => !inUse)).toBe(true);
        expect(sum(stayed) <= quotaBytes || removable.length === 0).toBe(true);
        const youngest = Math.max(...gone.map((one) => all.indexOf(one)));
        expect(removable.every((one) => all.indexOf(one) > youngest)).toBe(true);
        const last = gone.find(({ id }) => id === ids.at(-1));
        if (last) expect(sum(stayed) + last.bytes).toBeGreaterThan(quotaBytes);
      },
    ),
    { seed: 7, numRuns: 300 },
  );
});
