import { expect, test } from 'vitest';
import { timeOfDay, timesIn, timeZonesOf } from '../../../src/shared/domain/time-zones.ts';

const noonUtc = Date.UTC(2026, 0, 5, 12);

test.each([
  ['NP', ['5:45 pm', '5:45 pm']],
  ['AE', ['4:00 pm', '4:00 pm']],
  ['GB', ['12:00 pm', '12:00 pm']],
  // Several time zones: from the first to the last, also where midnight lies between.
  ['US', ['2:00 am', '7:00 am']],
  ['ID', ['7:00 pm', '9:00 pm']],
  ['RU', ['2:00 pm', '12:00 am']],
  // None that is known.
  ['ZZ', null],
  // The agent's own time is no news.
  ['IN', null],
  ['LK', null],
])('seen from India, %s: %j', (country, times) => {
  expect(timesIn(country, noonUtc, 'Asia/Kolkata')).toEqual(times);
});

test('seen from another zone, India’s time is news', () => {
  expect(timesIn('IN', noonUtc, 'Europe/London')).toEqual(['5:30 pm', '5:30 pm']);
  // Whether clocks differ now counts, not what the zone is called.
  expect(timesIn('GB', noonUtc, 'Africa/Accra')).toBeNull();
  expect(timesIn('GB', Date.UTC(2026, 6, 5, 12), 'Africa/Accra')).toEqual(['1:00 pm', '1:00 pm']);
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
