import { expect, test } from 'vitest';
import { countries } from '../../../src/renderer/src/features/settings/countries.ts';
import { minuteOf, timeText } from '../../../src/renderer/src/features/settings/time-text.ts';
import { timeZonesOf } from '../../../src/shared/domain/time-zones.ts';

test('every country on offer has a time of its own: hours for it can be kept', () => {
  expect(new Set(countries).size).toBe(countries.length);
  expect(countries.filter((code) => timeZonesOf(code).length === 0)).toEqual([]);
  expect(countries).toEqual(expect.arrayContaining(['IN', 'ID', 'SG', 'GB', 'US']));
});

test.each([
  [0, '00:00'],
  [540, '09:00'],
  [1439, '23:59'],
])('minute %s of the day reads %s, and back', (minute, text) => {
  expect(timeText(minute)).toBe(text);
  expect(minuteOf(text)).toBe(minute);
});

test.each(['', '9:00', '24:00', '12:60', 'noon'])('%j is no time of day', (text) => {
  expect(minuteOf(text)).toBeNull();
});
