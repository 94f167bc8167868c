import { afterEach, expect, test, vi } from 'vitest';
import { callNowAt, noteSnapshot } from '../../../src/renderer/src/stores/call-time.ts';

const start = Date.UTC(2026, 0, 5, 6);

afterEach(() => void vi.useRealTimers());

/** Time that passes, and the clock on the wall. */
function fakeTime() {
  vi.useFakeTimers({ now: start });
  return {
    pass: (ms: number) => vi.advanceTimersByTime(ms),
    setWall: (at: number) => vi.setSystemTime(at),
    shown: (asOf: number) => (callNowAt({ id: 'call', asOf }, performance.now()) ?? 0) - start,
  };
}

test('a call’s clock goes on from what main told, whatever the wall shows', () => {
  const { pass, setWall, shown } = fakeTime();
  const asOf = start + 20_000;
  noteSnapshot({ id: 'call', asOf });
  expect(shown(asOf)).toBe(20_000);
  pass(3_000);
  for (const at of [start - 400 * 86_400_000, start + 120_000, start]) {
    setWall(at);
    expect(shown(asOf)).toBe(23_000);
  }
  pass(1_000);
  expect(shown(asOf)).toBe(24_000);
});

test('the same snapshot again is no new one; a newer one is', () => {
  const { pass, shown } = fakeTime();
  noteSnapshot({ id: 'call', asOf: start });
  pass(5_000);
  noteSnapshot({ id: 'call', asOf: start });
  expect(shown(start)).toBe(5_000);
  noteSnapshot({ id: 'call', asOf: start + 5_100 });
  expect(shown(start + 5_100)).toBe(5_100);
});

test('a snapshot newer than the last second that was counted takes nothing away', () => {
  const { pass } = fakeTime();
  const counted = performance.now();
  pass(700);
  noteSnapshot({ id: 'new', asOf: start });
  expect(callNowAt({ id: 'new', asOf: start }, counted)).toBe(start);
});

test('a call whose clock nobody keeps has none', () =>
  expect(callNowAt({ id: 'other', asOf: null }, 1)).toBeNull());
