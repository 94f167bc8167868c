import { afterEach, expect, test, vi } from 'vitest';
import { monotonicFrom, steadyNow, systemClock } from '../../../../src/main/base/clock.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

test('time that passed counts sleep, which the finer clock may not, and never turns back', () => {
  let awake = 500;
  let sinceBoot = 9_000;
  const monotonic = monotonicFrom(
    () => awake,
    () => sinceBoot,
  );
  const start = monotonic();
  const pass = (ms: number, asleepMs = 0, jitterMs = 0): number => {
    awake += ms;
    sinceBoot += ms + asleepMs;
    sinceBoot += jitterMs;
    const passed = monotonic() - start;
    sinceBoot -= jitterMs;
    return passed;
  };
  expect(pass(100)).toBe(100);
  // A coarse reading of the time since the boot is no sleep.
  expect(pass(100, 0, 1_900)).toBe(200);
  expect(pass(100, 0, -1_900)).toBe(300);
  expect(pass(1_000, 3_600_000)).toBe(3_601_300);
  // Once counted, a reading a little before it does not take it back.
  expect(pass(0, 0, -1_900)).toBe(3_601_300);
  expect(pass(1_000)).toBe(3_602_300);
});

test('the system’s clock has both', () => {
  const before = steadyNow(systemClock);
  expect(steadyNow(systemClock)).toBeGreaterThanOrEqual(before);
  expect(systemClock.monotonic?.()).toBeLessThan(systemClock.now());
});

test('a clock on the wall that is set does not move what passes, nor any timer', async () => {
  const clock = new FakeClock();
  const [now, steady] = [clock.now(), steadyNow(clock)];
  let fired = false;
  clock.setTimeout(() => {
    fired = true;
  }, 1_000);
  clock.jump(-86_400_000);
  await clock.advance(999);
  expect([clock.now() - now, steadyNow(clock) - steady, fired]).toEqual([-86_399_001, 999, false]);
  await clock.advance(1);
  expect(fired).toBe(true);
  // One without the other never jumps.
  expect(steadyNow({ now: () => 7, setTimeout: () => () => {} })).toBe(7);
});

afterEach(() => void vi.useRealTimers());

test('a timer of two months rings in two months, and not before', () => {
  vi.useFakeTimers();
  const dayMs = 24 * 3_600_000;
  const rung: string[] = [];
  systemClock.setTimeout(() => rung.push('60 days'), 60 * dayMs);
  const cancel = systemClock.setTimeout(() => rung.push('50 days'), 50 * dayMs);
  systemClock.setTimeout(() => rung.push('at once'), -1);
  vi.advanceTimersByTime(0);
  expect(rung).toEqual(['at once']);
  vi.advanceTimersByTime(30 * dayMs);
  // In the second part of its time.
  cancel();
  vi.advanceTimersByTime(30 * dayMs - 1);
  expect(rung).toEqual(['at once']);
  vi.advanceTimersByTime(1);
  expect(rung).toEqual(['at once', '60 days']);
  expect(vi.getTimerCount()).toBe(0);
});
