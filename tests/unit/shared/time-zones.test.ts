import { expect, test } from 'vitest';
import { timeIn, timeOfDay, timeZonesOf } from '../../../src/shared/domain/time-zones.ts';

const noonUtc = Date.UTC(2026, 0, 5, 12);

test.each([
  ['IN', '5:30 pm'],
  ['NP', '5:45 pm'],
  ['AE', '4:00 pm'],
  ['GB', '12:00 pm'],
  // Several time zones, or none that is known: nothing is said.
  ['US', null],
  ['ID', null],
  ['ZZ', null],
])('%s: %s', (country, time) => {
  expect(timeIn(country, noonUtc)).toBe(time);
});

test('summer time', () => {
  expect(timeIn('GB', Date.UTC(2026, 6, 5, 12))).toBe('1:00 pm');
});

test.each([
  [0, '12:00 am'],
  [540, '9:00 am'],
  [720, '12:00 pm'],
  [1439, '11:59 pm'],
])('minute %s of the day is %s', (minute, text) => {
  expect(timeOfDay(minute)).toBe(text);
});

test('India has one time zone, the USA have many', () => {
  expect(timeZonesOf('IN')).toHaveLength(1);
  expect(timeZonesOf('US').length).toBeGreaterThan(5);
});
