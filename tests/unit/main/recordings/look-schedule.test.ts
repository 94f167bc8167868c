import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  nextLook,
  retryDelayMs,
  unansweredLookDelayMs,
} from '../../../../src/main/recordings/look-schedule.ts';

function allLooks(timeScale: number): number[] {
  const at: number[] = [];
  let plan = nextLook(0, 0, timeScale, 0);
  while (plan && at.length < 100) {
    at.push(((at.at(-1) ?? 0) * 1000 + plan.delayMs) / 1000);
    plan = nextLook(plan.looks + 1, 0, timeScale, 0);
  }
  return at;
}

test('looks for twenty minutes, ever more rarely', () => {
  expect(allLooks(1)).toEqual([5, 15, 30, 60, 120, 240, 420, 660, 900, 1200]);
});

test('practice time runs faster', () => {
  expect(allLooks(0.1).map((at) => Math.round(at * 10))).toEqual(allLooks(1));
});

test('looks missed while closed are skipped, and the last one is the last', () => {
  expect(nextLook(1, 20_000, 1, 0)).toEqual({ looks: 2, delayMs: 5_000 });
  expect(nextLook(1, 3_600_000, 1, 0)).toBeNull();
  expect(nextLook(1, 2_000, 0.1, 0)).toEqual({ looks: 2, delayMs: 500 });
});

test('jitter only delays, by a tenth at most, and the looks always end', () => {
  fc.assert(
    fc.property(
      fc.nat(10),
      fc.nat(2_000_000),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (looks, overdueMs, jitter) => {
        const bare = nextLook(looks, overdueMs, 1, 0);
        const plan = nextLook(looks, overdueMs, 1, jitter);
        expect(plan === null).toBe(bare === null);
        if (plan === null || bare === null) return;
        expect(plan.looks).toBeGreaterThanOrEqual(looks);
        expect(plan.delayMs).toBeGreaterThanOrEqual(bare.delayMs);
        expect(plan.delayMs).toBeLessThanOrEqual(bare.delayMs * 1.1 + 0.001);
      },
    ),
  );
});

test('failed downloads are tried again four times', () => {
  const delays = [1, 2, 3, 4, 5].map((tries) => retryDelayMs('provider_unreachable', tries));
  expect(delays).toEqual([5_000, 30_000, 120_000, 600_000, null]);
});

test.each([
  'recording_expired',
  'recording_refused',
  'disk_full',
  'recording_needs_account',
] as const)('trying again cannot help: %s', (failure) =>
  expect(retryDelayMs(failure, 1)).toBeNull(),
);

test('while Exotel cannot be asked, the wait grows to five minutes', () => {
  expect([1, 2, 5, 6, 40].map(unansweredLookDelayMs)).toEqual([
    15_000, 30_000, 240_000, 300_000, 300_000,
  ]);
});
