import type { Database } from 'better-sqlite3';
import type { Notice } from '../../shared/contract/shell.ts';
import { formatLocale, type Language } from '../../shared/languages.ts';
import type { Emitter } from '../base/emitter.ts';
import { endAll } from '../base/end-all.ts';
import type { Translate } from '../i18n/translate.ts';
import type { DataLoss } from '../storage/database/data-loss.ts';
import { forgetLoss, readLoss } from '../storage/tables/data-loss-news.ts';
import { forgetReset, listReset } from '../storage/tables/documents.ts';
import { readLeftovers } from '../storage/tables/pending-cleanup.ts';
import type { Notices } from './notice-board.ts';

export interface DataLossNoticeOptions {
  db: Database;
  damaged: Emitter<null>;
  backupsElsewhere: Emitter<{ folder: string; place: string } | null>;
  notices: Notices;
  t: Translate;
  language: () => Language;
}

const codes: Record<DataLoss['kind'], Notice['code']> = {
  restored: 'database_restored',
  emptied: 'database_emptied',
  journal: 'database_incomplete',
  older: 'database_older',
  alien: 'database_stranger',
};

/**
 * Shows what the database lost and which parts of it were reset, at each start until the agent has
 * dismissed it. Returns a function that stops it.
 */
export function watchDataLoss(options: DataLossNoticeOptions) {
  const { db, damaged, backupsElsewhere, notices, t, language } = options;
  const loss = readLoss(db);
  const code = loss && codes[loss.kind];
  const say = (said: Notice['code'], params: () => Record<string, string>) =>
    notices.set(said, () => ({
      message: t(`notices.${said}.message`, params()),
      hint: t(`notices.${said}.hint`, params()),
    }));
  if (loss && code) say(code, () => wordsOf(loss, language()));
  // It has not been requested yet, and must not wait until the next start.
  readLeftovers(db);
  const reset = listReset(db);
  if (reset.length > 0) say('documents_reset', () => ({ what: namesOf(reset, t, language()) }));
  const stop = [
    damaged.on(() => say('database_damaged', () => ({}))),
    backupsElsewhere.on((elsewhere) => {
      if (elsewhere) say('backups_elsewhere', () => ({ ...elsewhere }));
      else notices.clear('backups_elsewhere');
    }),
    notices.dismissed.on((dismissed) => {
      if (dismissed === code) forgetLoss(db);
      if (dismissed === 'documents_reset') forgetReset(db);
    }),
  ];
  return endAll(stop);
}

const named = {
  settings: 'settings',
  profiles: 'profiles',
  account: 'account',
  book_loss: 'book_loss',
  leftovers: 'leftovers',
  callback_secret: 'callback_secret',
  main_window: 'window',
  mini_window: 'window',
} as const;

/** "the settings and the place of a window" */
function namesOf(keys: readonly string[], t: Translate, language: string): string {
  const names = keys.map((key) =>
    t(
      `desktop.resetDocuments.${Object.hasOwn(named, key) ? named[key as keyof typeof named] : 'other'}`,
    ),
  );
  return new Intl.ListFormat(language).format(new Set(names));
}

function wordsOf({ backupAt, foundAt, folder }: DataLoss, language: Language) {
  const format = new Intl.DateTimeFormat(formatLocale(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return {
    backupTime: backupAt === null ? '' : format.format(backupAt),
    foundTime: format.format(foundAt),
    folder,
  };
}
