import { expect, test } from 'vitest';
import { watchBook } from '../../../../src/main/app/book-notices.ts';
import { Notices } from '../../../../src/main/app/notices.ts';
import { createTranslator } from '../../../../src/main/app/translator.ts';
import { Emitter } from '../../../../src/main/base/emitter.ts';
import { noteLoss } from '../../../../src/main/storage/book-loss.ts';
import { openBook } from '../../../support/book.ts';

function watch(db: ReturnType<typeof openBook>['db']) {
  const notices = new Notices(() => {});
  const damaged = new Emitter<null>();
  const spoken = { language: 'en' as 'en' | 'hi' };
  const language = () => spoken.language;
  const t = createTranslator(language);
  const stop = watchBook({ db, damaged, notices, t, language });
  const codes = () => notices.list().map(({ code }) => code);
  return { notices, damaged, spoken, stop, codes };
}

const loss = {
  kind: 'restored',
  foundAt: Date.UTC(2026, 0, 9, 12),
  backupAt: Date.UTC(2026, 0, 5, 12),
  folder: '/profile/damaged',
} as const;

test('what was lost is told at each start until the agent puts it away', () => {
  const { db } = openBook();
  expect(watch(db).codes()).toEqual([]);
  noteLoss(db, loss);
  const first = watch(db);
  expect(first.codes()).toEqual(['book_restored']);
  first.notices.dismiss('hotkey_taken');
  first.notices.clear('book_restored');
  const second = watch(db);
  expect(second.codes()).toEqual(['book_restored']);
  second.notices.dismiss('book_restored');
  expect(second.codes()).toEqual([]);
  expect(watch(db).codes()).toEqual([]);
});

test('with the times and the folder, in the agent’s language, also when it changes', () => {
  const { db } = openBook();
  noteLoss(db, loss);
  const { notices, spoken } = watch(db);
  expect(notices.list()[0]?.message).toMatch(/5 Jan 2026.* until 9 Jan 2026/);
  expect(notices.list()[0]?.hint).toContain('/profile/damaged');
  spoken.language = 'hi';
  expect(notices.list()[0]?.message).toMatch(/5 जन.* का बैकअप/);
});

test.each([
  ['emptied', 'book_emptied'],
  ['journal', 'book_incomplete'],
] as const)('a loss of kind %s is the notice %s', (kind, code) => {
  const { db } = openBook();
  noteLoss(db, { ...loss, kind, backupAt: null });
  expect(watch(db).codes()).toEqual([code]);
});

test('damage found in the open book is told, until the watch ends', () => {
  const { db } = openBook();
  const { damaged, codes, notices, stop } = watch(db);
  damaged.emit(null);
  expect(codes()).toEqual(['book_damaged']);
  notices.clear('book_damaged');
  stop();
  damaged.emit(null);
  expect(codes()).toEqual([]);
});
