import type { Database } from 'better-sqlite3';
import type { Notice } from '../../shared/contract/shell.ts';
import type { Emitter } from '../base/emitter.ts';
import type { Translate } from '../shell/translate.ts';
import type { BookLoss } from '../storage/book-loss.ts';
import { forgetLoss, readLoss } from '../storage/book-news.ts';
import type { Notices } from './notices.ts';

export interface BookNoticesOptions {
  db: Database;
  damaged: Emitter<null>;
  notices: Notices;
  t: Translate;
  language: () => 'en' | 'hi';
}

const codes: Record<BookLoss['kind'], Notice['code']> = {
  restored: 'book_restored',
  emptied: 'book_emptied',
  journal: 'book_incomplete',
};

/** Says what the book lost, at each start until the agent has put it away. The answer stops it. */
export function watchBook({ db, damaged, notices, t, language }: BookNoticesOptions) {
  const loss = readLoss(db);
  const code = loss && codes[loss.kind];
  const say = (said: Notice['code'], params: () => Record<string, string>) =>
    notices.set(said, () => ({
      message: t(`notices.${said}.message`, params()),
      hint: t(`notices.${said}.hint`, params()),
    }));
  if (loss && code) say(code, () => wordsOf(loss, language()));
  const stop = [
    damaged.on(() => say('book_damaged', () => ({}))),
    notices.dismissed.on((dismissed) => {
      if (dismissed === code) forgetLoss(db);
    }),
  ];
  return () => {
    for (const each of stop) each();
  };
}

function wordsOf({ backupAt, foundAt, folder }: BookLoss, language: string) {
  const format = new Intl.DateTimeFormat(`${language}-IN`, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return {
    backupTime: backupAt === null ? '' : format.format(backupAt),
    foundTime: format.format(foundAt),
    folder,
  };
}
