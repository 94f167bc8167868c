import { describe, expect, test } from 'vitest';
import { ProviderTime } from '../../../../src/main/exotel/provider-time.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

const date = (ms: number) => new Date(ms).toUTCString();

/** A computer's clock `wrongBy`, and a provider whose own is right. */
function setUp(wrongBy: number) {
  const clock = new FakeClock(Date.UTC(2026, 0, 5, 6, 0, 0, 700));
  const time = new ProviderTime(clock);
  const told: number[] = [];
  time.learned.on((aheadMs) => told.push(aheadMs));
  const right = clock.monotonic;
  clock.jump(wrongBy);
  async function answer(tripMs: number, header: string | null = null) {
    const sentAt = clock.monotonic();
    await clock.advance(tripMs / 2);
    const said = header ?? date(right());
    await clock.advance(tripMs / 2);
    time.learn({ date: said, sentAt, heardAt: clock.monotonic() });
  }
  return { clock, time, told, right, answer };
}

test('unknown until an answer told', () => {
  const { time } = setUp(0);
  expect([time.now(), time.aheadMs]).toEqual([null, null]);
});

describe.each([0, 420_000, -10_800_000, 400 * 86_400_000])('a clock %d ms ahead', (wrongBy) => {
  test('is found out by one answer to the second, by more the better', async () => {
    const { clock, time, right, answer } = setUp(wrongBy);
    await answer(120);
    expect(Math.abs((time.aheadMs ?? Number.NaN) - wrongBy)).toBeLessThanOrEqual(560);
    for (let n = 0; n < 20; n += 1) {
      await clock.advance(3_130);
      await answer(120);
    }
    expect(Math.abs((time.aheadMs ?? Number.NaN) - wrongBy)).toBeLessThanOrEqual(200);
    expect(Math.abs((time.now() ?? Number.NaN) - right())).toBeLessThanOrEqual(200);
  });
});

test('what is done to the clock on the wall is told at the next answer; Exotel’s time stays', async () => {
  const { clock, time, told, right, answer } = setUp(0);
  await answer(100);
  clock.jump(420_000);
  expect(Math.abs((time.now() ?? 0) - right())).toBeLessThanOrEqual(600);
  await answer(100);
  expect(told.map((ms) => Math.round(ms / 10_000))).toEqual([0, 42]);
});

test('where two answers cannot both be true, the newer one is', async () => {
  const { clock, time, answer, right } = setUp(0);
  await answer(100);
  await answer(100, date(right() + 3_600_000));
  expect(Math.round(((time.now() ?? 0) - clock.now()) / 10_000)).toBe(360);
});

test.each([null, '', 'soon', '-5', '5', '2026-01-05T06:00:00Z'])(
  '%j tells no time',
  async (header) => {
    const { clock, time } = setUp(0);
    time.learn({ date: header, sentAt: clock.monotonic(), heardAt: clock.monotonic() });
    expect(time.now()).toBeNull();
  },
);
