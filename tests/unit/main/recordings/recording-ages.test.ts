import { expect, test } from 'vitest';
import { RecordingAges } from '../../../../src/main/recordings/recording-ages.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

const hourMs = 3_600_000;

test('without Exotel’s time, by what has passed since it was met, whatever the clock shows', async () => {
  const clock = new FakeClock();
  const ages = new RecordingAges(clock, () => null);
  expect(ages.atLeast('c1', 5)).toBe(0);
  clock.jump(1_000 * hourMs);
  await clock.advance(2 * hourMs);
  expect(ages.atLeast('c1', 5)).toBe(2 * hourMs);
  expect(ages.atLeast('c2', null)).toBe(0);
});

test('by Exotel’s time where it told both, and never less than has passed', async () => {
  const clock = new FakeClock();
  let now = 50 * hourMs;
  const ages = new RecordingAges(clock, () => now);
  expect(ages.atLeast('c1', 20 * hourMs)).toBe(30 * hourMs);
  expect(ages.atLeast('c2', null)).toBe(0);
  await clock.advance(hourMs);
  expect(ages.atLeast('c2', null)).toBe(hourMs);
  now = 10 * hourMs;
  expect(ages.atLeast('c1', 20 * hourMs)).toBe(hourMs);
});
