import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSettings, SettingsService } from '../../../../src/main/settings/settings-service.ts';
import { writeDocument } from '../../../../src/main/storage/tables/documents.ts';
import { defaultSettings, type Settings } from '../../../../src/shared/domain/settings.ts';
import { openTestDatabase } from '../../../support/test-database.ts';

test('a fresh database has the defaults; a change is told, and is there after reopening', () => {
  const database = openTestDatabase();
  const settings = new SettingsService(database.db);
  expect(settings.get()).toEqual(defaultSettings);
  const told: Settings[] = [];
  settings.changed.on((next) => told.push(next));
  const next = settings.update({ theme: 'dark', countdownSeconds: 5, hotkey: undefined });
  expect(next).toEqual({ ...defaultSettings, theme: 'dark', countdownSeconds: 5 });
  expect(told).toEqual([next]);
  expect(new SettingsService(database.reopen()).get()).toEqual(next);
});

test('a bad change is refused whole: nothing is kept, told or written', () => {
  const database = openTestDatabase();
  const settings = new SettingsService(database.db);
  settings.changed.on(() => {
    throw new Error('told');
  });
  expect(() => settings.update({ theme: 'dark', countdownSeconds: 0 })).toThrow();
  expect(settings.get()).toEqual(defaultSettings);
  expect(new SettingsService(database.reopen()).get()).toEqual(defaultSettings);
});

test('a field that went bad costs itself alone', () => {
  const database = openTestDatabase();
  writeDocument(database.db, 'settings', {
    theme: 'dark',
    language: 'klingon',
    defaultCountry: 'india',
    hotkeyEnabled: 'yes',
    countdownSeconds: 5,
    dispositions: ['Sold', ''],
    unheardOf: true,
  });
  expect(new SettingsService(database.db).get()).toEqual({
    ...defaultSettings,
    theme: 'dark',
    countdownSeconds: 5,
  });
});

test.each([
  { IN: { fromMinute: 540, toMinute: 540 } },
  { IN: { fromMinute: -1, toMinute: 540 } },
  { IN: { fromMinute: 0, toMinute: 1440 } },
  { IN: { fromMinute: 540.5, toMinute: 600 } },
  { india: { fromMinute: 540, toMinute: 1260 } },
])('calling hours that mean nothing are refused: %j', (callingHours) => {
  const settings = new SettingsService(openTestDatabase().db);
  expect(() => settings.update({ callingHours })).toThrow();
  expect(settings.get()).toEqual(defaultSettings);
  expect(parseSettings({ callingHours })).toEqual({
    value: defaultSettings,
    odd: ['callingHours'],
  });
});

test.each([undefined, null, 'text', 7, [], [['theme', 'dark']]])(
  '%j reads as the defaults',
  (stored) => {
    expect(parseSettings(stored)).toEqual({ value: defaultSettings, odd: ['no settings'] });
  },
);

test('whatever is stored, settings come out that can be read again', () => {
  const field = fc.constantFrom(...Object.keys(defaultSettings));
  fc.assert(
    fc.property(fc.dictionary(field, fc.jsonValue()), (stored) => {
      const { value } = parseSettings(stored);
      expect(parseSettings(JSON.parse(JSON.stringify(value)))).toEqual({ value, odd: [] });
    }),
  );
});

test('what cannot be written is not kept', () => {
  const database = openTestDatabase();
  const settings = new SettingsService(database.db);
  database.db.pragma('query_only = ON');
  expect(() => settings.update({ theme: 'dark' })).toThrow('database_read_only');
  expect(settings.get().theme).toBe('system');
});
