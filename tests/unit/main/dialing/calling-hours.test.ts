import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hoursWith, outsideHours } from '../../../../src/main/dialing/calling-hours.ts';
import { type CallingHours, defaultSettings } from '../../../../src/shared/domain/settings.ts';
import { minuteOfDay } from '../../../../src/shared/domain/time-zones.ts';

const hours = defaultSettings.callingHours;
const nineToNine = { fromMinute: 540, toMinute: 1260 };
const at = (iso: string): number => Date.parse(iso);

describe.each<[string, string, CallingHours, [string, string | null][]]>([
  [
    'India opens at nine and is closed from 21:00 on, half an hour off the hour',
    'IN',
    hours,
    [
      ['2026-01-05T08:59:59+05:30', '8:59 am'],
      ['2026-01-05T09:00:00+05:30', null],
      ['2026-01-05T20:59:59+05:30', null],
      ['2026-01-05T21:00:00+05:30', '9:00 pm'],
      ['2026-01-06T00:00:00+05:30', '12:00 am'],
    ],
  ],
  [
    'Nepal is 45 minutes off the hour',
    'NP',
    { NP: nineToNine },
    [
      ['2026-01-05T03:14:00Z', '8:59 am'],
      ['2026-01-05T03:15:00Z', null],
    ],
  ],
  [
    'summer time moves the window with the clocks: Great Britain, last Sunday of March',
    'GB',
    { GB: nineToNine },
    [
      ['2026-03-28T08:30:00Z', '8:30 am'],
      ['2026-03-29T08:30:00Z', null],
      ['2026-03-28T20:30:00Z', null],
      ['2026-03-29T20:30:00Z', '9:30 pm'],
    ],
  ],
  [
    'the USA counts from its last to its first clock: 08:00 in Honolulu and Adak, 21:00 in New York',
    'US',
    hours,
    [
      ['2026-01-05T17:59:00Z', '7:59 am'],
      ['2026-01-05T18:00:00Z', null],
      ['2026-01-06T01:59:00Z', null],
      ['2026-01-06T02:00:00Z', '9:00 pm'],
      // In summer New York is an hour nearer to UTC, Honolulu is not.
      ['2026-07-05T18:00:00Z', null],
      ['2026-07-06T00:59:00Z', null],
      ['2026-07-06T01:00:00Z', '9:00 pm'],
    ],
  ],
  [
    'a window over midnight',
    'SG',
    { SG: { fromMinute: 1320, toMinute: 120 } },
    [
      ['2026-01-05T21:59:00+08:00', '9:59 pm'],
      ['2026-01-05T22:00:00+08:00', null],
      ['2026-01-06T00:00:00+08:00', null],
      ['2026-01-06T01:59:00+08:00', null],
      ['2026-01-06T02:00:00+08:00', '2:00 am'],
    ],
  ],
  [
    'a window up to midnight',
    'SG',
    { SG: { fromMinute: 540, toMinute: 0 } },
    [
      ['2026-01-05T23:59:00+08:00', null],
      ['2026-01-06T00:00:00+08:00', '12:00 am'],
    ],
  ],
])('%s', (_, country, rule, moments) => {
  test.each(moments)('%s: %s', (moment, localTime) => {
    expect(outsideHours(country, at(moment), rule)?.params.localTime ?? null).toBe(localTime);
  });
});

test('says the local time and the window; with several zones, no more than “perhaps”', () => {
  const night = at('2026-01-05T22:30:00+05:30');
  expect(outsideHours('IN', night, hours)).toEqual({
    code: 'outside_hours',
    params: { localTime: '10:30 pm', from: '9:00 am', to: '9:00 pm' },
  });
  expect(outsideHours('US', at('2026-01-06T02:30:00Z'), hours)).toEqual({
    code: 'perhaps_outside_hours',
    params: { localTime: '9:30 pm', from: '8:00 am', to: '9:00 pm' },
  });
});

test('no rule without a country, without hours for it, or without a known time there', () => {
  const night = at('2026-01-05T03:00:00+05:30');
  expect(outsideHours(null, night, hours)).toBeNull();
  expect(outsideHours('SG', night, hours)).toBeNull();
  expect(outsideHours('ZZ', night, { ZZ: nineToNine })).toBeNull();
});

test.each([
  ['https://ccm-api.in.exotel.com', hours],
  ['https://127.example.com', hours],
  ['http://localhost:8080', {}],
  ['http://127.0.0.1:8080', {}],
  ['https://[::1]', {}],
])('with an account at %s', (baseUrl, expected) => {
  expect(hoursWith({ baseUrl }, hours)).toEqual(expected);
});

/** Any time of this century's first half, and any window. */
const moments = fc.integer({ min: 0, max: Date.UTC(2050, 0, 1) });
const minutes = fc.integer({ min: 0, max: 1439 });
const windows = fc
  .record({ fromMinute: minutes, toMinute: minutes })
  .filter(({ fromMinute, toMinute }) => fromMinute !== toMinute);

test('property: a window and its opposite split the day, minute by minute', () => {
  fc.assert(
    fc.property(fc.constantFrom('IN', 'NP', 'GB', 'SG'), moments, windows, (code, now, window) => {
      const opposite = { fromMinute: window.toMinute, toMinute: window.fromMinute };
      const open = outsideHours(code, now, { [code]: window }) === null;
      const oppositeOpen = outsideHours(code, now, { [code]: opposite }) === null;
      expect(open).toBe(!oppositeOpen);
    }),
    { seed: 20260105 },
  );
});

test('property: India’s clock is UTC and five and a half hours, all year', () => {
  fc.assert(
    fc.property(moments, (now) => {
      expect(minuteOfDay(now, 'Asia/Kolkata')).toBe(Math.floor(now / 60_000 + 330) % 1440);
    }),
    { seed: 20260105 },
  );
});

test('property: where it is open with several zones, it is open in each of them', () => {
  const zones = ['America/New_York', 'America/Los_Angeles', 'Pacific/Honolulu'];
  fc.assert(
    fc.property(moments, windows, (now, window) => {
      if (outsideHours('US', now, { US: window })) return;
      const { fromMinute, toMinute } = window;
      const length = (toMinute - fromMinute + 1440) % 1440;
      for (const zone of zones)
        expect((minuteOfDay(now, zone) - fromMinute + 1440) % 1440).toBeLessThan(length);
    }),
    { seed: 20260105 },
  );
});
