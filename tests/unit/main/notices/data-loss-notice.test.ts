import { expect, test } from 'vitest';
import { Emitter } from '../../../../src/main/base/emitter.ts';
import { rememberBounds } from '../../../../src/main/desktop/remember-bounds.ts';
import { createTranslator } from '../../../../src/main/i18n/translator.ts';
import { watchDataLoss } from '../../../../src/main/notices/data-loss-notice.ts';
import { Notices } from '../../../../src/main/notices/notice-board.ts';
import { SettingsService } from '../../../../src/main/settings/settings-service.ts';
import { noteLoss } from '../../../../src/main/storage/database/data-loss.ts';
import { writeDocument } from '../../../../src/main/storage/tables/documents.ts';
import { readLeftovers } from '../../../../src/main/storage/tables/pending-cleanup.ts';
import { defaultSettings } from '../../../../src/shared/domain/settings.ts';
import { silentLog } from '../../../support/database-place.ts';
import { documentIn } from '../../../support/document-in.ts';
import { openTestDatabase } from '../../../support/test-database.ts';

function watch(db: ReturnType<typeof openTestDatabase>['db']) {
  const notices = new Notices(createTranslator(() => 'en'));
  const damaged = new Emitter<null>();
  const backupsElsewhere = new Emitter<{ folder: string; place: string } | null>();
  const spoken = { language: 'en' as 'en' | 'hi' };
  const language = () => spoken.language;
  const t = createTranslator(language);
  const stop = watchDataLoss({ db, damaged, backupsElsewhere, notices, t, language });
  const codes = () => notices.list().map(({ code }) => code);
  return { notices, damaged, backupsElsewhere, spoken, stop, codes };
}

const loss = {
  kind: 'restored',
  foundAt: Date.UTC(2026, 0, 9, 12),
  backupAt: Date.UTC(2026, 0, 5, 12),
  folder: '/profile/damaged',
} as const;

test('what was lost is told at each start until the agent puts it away', () => {
  const { db } = openTestDatabase();
  expect(watch(db).codes()).toEqual([]);
  noteLoss(db, loss);
  const first = watch(db);
  expect(first.codes()).toEqual(['database_restored']);
  first.notices.dismiss('hotkey_taken');
  first.notices.clear('database_restored');
  const second = watch(db);
  expect(second.codes()).toEqual(['database_restored']);
  second.notices.dismiss('database_restored');
  expect(second.codes()).toEqual([]);
  expect(watch(db).codes()).toEqual([]);
});

test('with the times and the folder, in the agent’s language, also when it changes', () => {
  const { db } = openTestDatabase();
  noteLoss(db, loss);
  const { notices, spoken } = watch(db);
  expect(notices.list()[0]?.message).toMatch(/5 Jan 2026.* until 9 Jan 2026/);
  expect(notices.list()[0]?.hint).toContain('/profile/damaged');
  spoken.language = 'hi';
  expect(notices.list()[0]?.message).toMatch(/5 जन.* का बैकअप/);
});

test.each([
  ['emptied', 'database_emptied'],
  ['journal', 'database_incomplete'],
  ['older', 'database_older'],
  ['alien', 'database_stranger'],
] as const)('a loss of kind %s is the notice %s', (kind, code) => {
  const { db } = openTestDatabase();
  noteLoss(db, { ...loss, kind, backupAt: null });
  expect(watch(db).codes()).toEqual([code]);
});

test('damage found in the open database is told, until the watch ends', () => {
  const { db } = openTestDatabase();
  const { damaged, codes, notices, stop } = watch(db);
  damaged.emit(null);
  expect(codes()).toEqual(['database_damaged']);
  notices.clear('database_damaged');
  stop();
  damaged.emit(null);
  expect(codes()).toEqual([]);
});

test('what was reset is named at each start until the agent puts it away; its text is kept', () => {
  const { db } = openTestDatabase();
  writeDocument(db, 'settings', { theme: 'mauve', language: 'hi' });
  writeDocument(db, 'main_window', 'somewhere');
  writeDocument(db, 'unheard_of', 7);
  const settings = new SettingsService(db).get();
  expect(settings).toEqual({ ...defaultSettings, language: 'hi' });
  const bounds = { db, key: 'main_window', placesKnown: true, log: silentLog };
  expect(rememberBounds(bounds).loadBounds()).toBeNull();

  expect(watch(db).codes()).toEqual(['documents_reset']);
  const { notices, spoken, codes } = watch(db);
  expect(notices.list()[0]?.message).toContain('the position of a window and the settings');
  spoken.language = 'hi';
  expect(notices.list()[0]?.message).toContain('विंडो की जगह और सेटिंग');
  notices.dismiss('hotkey_taken');
  notices.dismiss('documents_reset');
  expect(codes()).toEqual([]);
  expect(watch(db).codes()).toEqual([]);

  expect(documentIn(db, 'settings')).toEqual(settings);
  expect(documentIn(db, 'main_window')).toBeUndefined();
  expect(documentIn(db, 'odd:settings')).toEqual({
    told: true,
    text: '{"theme":"mauve","language":"hi"}',
  });
  expect(documentIn(db, 'odd:main_window')).toEqual({ told: true, text: '"somewhere"' });
});

test('what was still to be erased is named as soon as Handset starts', () => {
  const { db } = openTestDatabase();
  writeDocument(db, 'leftovers', { sids: ['sid-1', 7], erase: 'yes' });
  const { notices } = watch(db);
  expect(notices.list()[0]?.message).toContain('erase that person again');
  expect(readLeftovers(db)).toEqual({ sids: ['sid-1'], erase: false });
});

test('where nothing can be written an odd document stays, and reads as if there were none', () => {
  const { db } = openTestDatabase();
  writeDocument(db, 'settings', 7);
  db.pragma('query_only = ON');
  expect(new SettingsService(db).get()).toEqual(defaultSettings);
  expect(documentIn(db, 'settings')).toBe(7);
});

test('a journal that did no harm does not take the place of a loss that was not read yet', () => {
  const { db } = openTestDatabase();
  noteLoss(db, loss);
  noteLoss(db, { ...loss, kind: 'alien', backupAt: null });
  expect(watch(db).codes()).toEqual(['database_restored']);
});

test('backups that go elsewhere are said, with both folders, until they need not any more', () => {
  const { db } = openTestDatabase();
  const { backupsElsewhere, notices, codes } = watch(db);
  backupsElsewhere.emit({ folder: '/profile/backups', place: '/profile/backups-2' });
  expect(notices.list()[0]?.message).toMatch(/\/profile\/backups .*\/profile\/backups-2/);
  backupsElsewhere.emit(null);
  expect(codes()).toEqual([]);
});
