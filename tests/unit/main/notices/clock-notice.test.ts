import { expect, test } from 'vitest';
import { ProviderTime } from '../../../../src/main/exotel/provider-time.ts';
import { createTranslator } from '../../../../src/main/i18n/translator.ts';
import { watchClock } from '../../../../src/main/notices/clock-notice.ts';
import { Notices } from '../../../../src/main/notices/notice-board.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

const minute = 60_000;

function setUp(language: 'en' | 'hi' = 'en') {
  const time = new ProviderTime(new FakeClock());
  const notices = new Notices(createTranslator(() => 'en'));
  const t = createTranslator(() => language);
  const stop = watchClock({ time, notices, t, language: () => language });
  const said = (aheadMs: number): string[] => {
    time.learned.emit(aheadMs);
    return notices.list().map(({ message }) => message);
  };
  return { said, notices, stop };
}

test.each([
  [7 * minute, 'This computer’s clock is 7 minutes ahead.'],
  [-7 * minute, 'This computer’s clock is 7 minutes behind.'],
  [2 * minute, 'This computer’s clock is 2 minutes ahead.'],
  [119 * minute, 'This computer’s clock is 119 minutes ahead.'],
  [-180 * minute, 'This computer’s clock is 3 hours behind.'],
  [365 * 24 * 60 * minute, 'This computer’s clock is 365 days ahead.'],
])('%d ms: %s', (aheadMs, message) => {
  const { said, notices } = setUp();
  expect(said(aheadMs)).toEqual([message]);
  expect(notices.list()[0]?.hint).toContain('Set the clock');
});

test.each([0, minute, -119_999, 119_999])('%d ms harms nobody', (aheadMs) =>
  expect(setUp().said(aheadMs)).toEqual([]),
);

test('in Hindi', () => {
  const { said, notices } = setUp('hi');
  expect(said(7 * minute)).toEqual(['इस कंप्यूटर की घड़ी 7 मिनट आगे है।']);
  expect(said(-7 * minute)).toEqual(['इस कंप्यूटर की घड़ी 7 मिनट पीछे है।']);
  expect(notices.list()[0]?.hint).toMatch(/घड़ी ठीक करें।$/);
});

test('is gone once the clock is right, and one that was put away stays away until it is set anew', () => {
  const { said, notices, stop } = setUp();
  expect(said(7 * minute)).toHaveLength(1);
  notices.dismiss('clock_ahead');
  expect(said(7 * minute)).toEqual([]);
  expect(said(7.6 * minute)).toEqual([]);
  expect(said(-30 * minute)).toEqual(['This computer’s clock is 30 minutes behind.']);
  expect(said(0)).toEqual([]);
  expect(said(7 * minute)).toHaveLength(1);
  stop();
  expect(said(0)).toHaveLength(1);
});
