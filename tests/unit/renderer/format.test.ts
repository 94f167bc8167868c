import { describe, expect, test } from 'vitest';
import { acceleratorOf } from '../../../src/renderer/src/format/accelerator.ts';
import { spokenDuration } from '../../../src/renderer/src/format/duration.ts';
import { sizeOf } from '../../../src/renderer/src/format/size.ts';
import {
  dayAndTime,
  dayLabel,
  dayOf,
  shortDate,
  timeOf,
} from '../../../src/renderer/src/format/when.ts';
import { hrefOf, routeOf, screenNames } from '../../../src/renderer/src/route.ts';
import { clockOf } from '../../../src/shared/clock-text.ts';
import { acceleratorLabel } from '../../../src/shared/domain/accelerator.ts';
import { formatLocale } from '../../../src/shared/languages.ts';

describe('clockOf', () => {
  test.each([
    [0, '0:00'],
    [151.9, '2:31'],
    [3729, '1:02:09'],
    [-5, '0:00'],
  ])('%s seconds read %s', (seconds, text) => {
    expect(clockOf(seconds)).toBe(text);
  });

  test('a padded clock keeps its width', () => {
    expect(clockOf(9, true)).toBe('00:09');
    expect(clockOf(3600, true)).toBe('1:00:00');
  });
});

describe('spokenDuration', () => {
  test.each([
    [0, '0 s'],
    [3, '3 s'],
    [6.4, '6 s'],
    [59.6, '1 min'],
    [124, '2 min 4 s'],
    [120, '2 min'],
    [3900, '1 h 5 min'],
    [3604, '1 h'],
    [7699, '2 h 8 min'],
  ])('%s seconds read %s', (seconds, text) => {
    expect(spokenDuration(seconds, 'en-IN')).toBe(text);
  });

  test('speaks Hindi', () => {
    expect(spokenDuration(124, 'hi-IN')).toBe('2 मि॰ 4 से॰');
    expect(spokenDuration(3900, 'hi-IN')).toBe('1 घं॰ 5 मि॰');
  });
});

describe('days and times', () => {
  const words = { today: 'Today', yesterday: 'Yesterday' };
  const hindiWords = { today: 'आज', yesterday: 'कल' };
  const now = new Date(2026, 10, 23, 0, 30).getTime();
  const label = (at: Date) => dayLabel(at.getTime(), now, 'en-IN', words);

  test('a minute before midnight is another day', () => {
    expect(label(new Date(2026, 10, 23, 0, 1))).toBe('Today');
    expect(label(new Date(2026, 10, 22, 23, 59))).toBe('Yesterday');
    expect(label(new Date(2026, 10, 21, 23, 59))).toBe('Saturday, 21 November');
  });

  test('another year is named', () => {
    expect(label(new Date(2025, 11, 31))).toContain('2025');
  });

  test('the same words for a day, with its time and alone', () => {
    const earlier = new Date(2026, 10, 12, 11, 20).getTime();
    const evening = new Date(2026, 10, 22, 18, 18).getTime();
    const said = (at: number) => [
      dayAndTime(at, now, 'en-IN', words),
      shortDate(at, now, 'en-IN', words),
      dayAndTime(at, now, 'hi-IN', hindiWords),
    ];
    expect(said(now)).toEqual(['Today, 12:30 am', 'Today', 'आज, 12:30 am']);
    expect(said(evening)).toEqual(['Yesterday, 6:18 pm', 'Yesterday', 'कल, 6:18 pm']);
    expect(said(earlier)).toEqual(['12 Nov, 11:20 am', '12 Nov', '12 नव॰, 11:20 am']);
  });

  test('tomorrow, by a clock that was set back, is a date', () => {
    const tomorrow = new Date(2026, 10, 24, 9, 0).getTime();
    expect(dayAndTime(tomorrow, now, 'en-IN', words)).toBe('24 Nov, 9:00 am');
  });

  test('seconds where they are asked for', () => {
    const at = new Date(2026, 10, 22, 18, 18, 6).getTime();
    expect(timeOf(at, 'en-IN')).toBe('6:18 pm');
    expect(timeOf(at, 'hi-IN', true)).toBe('6:18:06 pm');
  });

  test('India’s form, whatever the computer is set to', () => {
    expect(formatLocale('en')).toBe('en-IN');
    expect(formatLocale('hi')).toBe('hi-IN');
  });

  test('all instants of a day fall together', () => {
    const [early, late] = [new Date(2026, 2, 29, 0, 0), new Date(2026, 2, 29, 23, 59)];
    expect(dayOf(early.getTime())).toBe(dayOf(late.getTime()));
  });
});

describe('sizeOf', () => {
  test.each([
    [0, '0 kB'],
    [412_300, '412 kB'],
    [999_600, '1 MB'],
    [3_440_000, '3.4 MB'],
    [999_940_000, '999.9 MB'],
    [999_960_000, '1 GB'],
    [5_000_000_000, '5 GB'],
  ])('%s bytes read %s', (bytes, text) => {
    expect(sizeOf(bytes, 'en-US')).toBe(text);
  });
});

describe('accelerators', () => {
  const press = (code: string, key: string, ...modifiers: string[]) => ({
    code,
    key,
    ctrlKey: modifiers.includes('ctrl'),
    metaKey: modifiers.includes('meta'),
    altKey: modifiers.includes('alt'),
    shiftKey: modifiers.includes('shift'),
  });

  test('a key with a modifier is a shortcut', () => {
    expect(acceleratorOf(press('KeyD', 'D', 'ctrl', 'shift'), 'linux')).toBe(
      'CommandOrControl+Shift+D',
    );
    expect(acceleratorOf(press('KeyD', '∂', 'alt', 'meta'), 'darwin')).toBe(
      'CommandOrControl+Alt+D',
    );
    expect(acceleratorOf(press('F9', 'F9', 'alt'), 'win32')).toBe('Alt+F9');
  });

  test('no modifier, Shift alone, or only modifiers are none', () => {
    expect(acceleratorOf(press('KeyD', 'd'), 'linux')).toBeNull();
    expect(acceleratorOf(press('KeyD', 'D', 'shift'), 'linux')).toBeNull();
    expect(acceleratorOf(press('ControlLeft', 'Control', 'ctrl'), 'linux')).toBeNull();
  });

  test('each system writes them its own way', () => {
    expect(acceleratorLabel('CommandOrControl+Shift+D', 'linux')).toBe('Ctrl+Shift+D');
    expect(acceleratorLabel('CommandOrControl+Shift+D', 'darwin')).toBe('⌘⇧D');
    for (const platform of ['linux', 'darwin'] as const)
      expect(acceleratorLabel('constructor', platform)).toBe('constructor');
  });
});

describe('places', () => {
  test('an address leads where it came from', () => {
    for (const screen of screenNames) {
      expect(routeOf(hrefOf(screen))).toEqual({ screen, detail: null });
      expect(routeOf(hrefOf(screen, 'a1-b2'))).toEqual({ screen, detail: 'a1-b2' });
    }
  });

  test.each(['', '#', '#/nowhere', '#/history/%E0%A4%A', '#/history/a/b'])(
    'any other address, like %j, is the dialer',
    (hash) => {
      expect(routeOf(hash)).toEqual({ screen: 'dial', detail: null });
    },
  );
});
