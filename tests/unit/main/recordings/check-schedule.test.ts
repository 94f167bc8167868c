import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  nextCheck,
  planAfter,
  retryDelayMs,
  unansweredCheckDelayMs,
} from '../../../../src/main/recordings/check-schedule.ts';

function allChecks(timeScale: number): number[] {
  const at: number[] = [];
  let plan = nextCheck(0, 0, timeScale, 0);
  while (plan && at.length < 100) {
    at.push(((at.at(-1) ?? 0) * 1000 + plan.delayMs) / 1000);
    plan = nextCheck(plan.checks + 1, 0, timeScale, 0);
  }
  return at;
}

test('checks for twenty minutes, ever more rarely', () => {
  expect(allChecks(1)).toEqual([5, 15, 30, 60, 120, 240, 420, 660, 900, 1200]);
});

test('practice time runs faster', () => {
  expect(allChecks(0.1).map((at) => Math.round(at * 10))).toEqual(allChecks(1));
});

test('checks missed while closed are skipped, and the last one is the last', () => {
  expect(nextCheck(1, 25_000, 1, 0)).toEqual({ checks: 2, delayMs: 5_000 });
  expect(nextCheck(1, 3_600_000, 1, 0)).toBeNull();
  expect(nextCheck(1, 2_500, 0.1, 0)).toEqual({ checks: 2, delayMs: 500 });
});

test('jitter only delays, by a tenth at most, and the checks always end', () => {
  fc.assert(
    fc.property(
      fc.nat(10),
      fc.nat(2_000_000),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (checks, ageMs, jitter) => {
        const bare = nextCheck(checks, ageMs, 1, 0);
        const plan = nextCheck(checks, ageMs, 1, jitter);
        expect(plan === null).toBe(bare === null);
        if (plan === null || bare === null) return;
        expect(plan.checks).toBeGreaterThanOrEqual(checks);
        expect(plan.delayMs).toBeGreaterThanOrEqual(bare.delayMs);
        expect(plan.delayMs).toBeLessThanOrEqual(bare.delayMs * 1.1 + 0.001);
      },
    ),
  );
});

test('failed downloads are tried again four times soon, then hourly while the call is young', () => {
  const delays = (young: boolean) =>
    [1, 2, 3, 4, 5, 6, 40].map((tries) => retryDelayMs('provider_unreachable', tries, young));
  const soon = [5_000, 30_000, 120_000, 600_000];
  expect(delays(true)).toEqual([...soon, 3_600_000, 3_600_000, 3_600_000]);
  expect(delays(false)).toEqual([...soon, null, null, null]);
});

test('a folder that cannot be used is tried again however old the call is', () => {
  expect(retryDelayMs('recordings_folder', 40, false)).toBe(3_600_000);
});

test.each([
  'recording_expired',
  'recording_refused',
  'disk_full',
  'recording_needs_account',
] as const)('trying again cannot help: %s', (failure) =>
  expect(retryDelayMs(failure, 1, true)).toBeNull(),
);

test.each([
  ['recording_not_ready', 4, true, 'processing', 600_000],
  ['recording_not_ready', 5, true, 'failed', 3_600_000],
  ['recording_not_ready', 5, false, 'failed', null],
  ['recording_incomplete', 1, true, 'failed', 5_000],
  ['recording_expired', 1, false, 'failed', null],
  ['recording_needs_account', 1, true, 'available', null],
] as const)('%s, try %d, young %s: %s, again after %s', (failure, tries, young, state, delayMs) =>
  expect(planAfter(failure, tries, young)).toEqual({ state, delayMs }),
);

test('while Exotel cannot be asked, the wait grows to five minutes', () => {
  expect([1, 2, 5, 6, 40].map(unansweredCheckDelayMs)).toEqual([
    15_000, 30_000, 240_000, 300_000, 300_000,
  ]);
});
