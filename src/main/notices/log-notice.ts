import type { FileLog } from '../base/log.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Notices } from './notice-board.ts';

export interface LogNoticeOptions {
  log: Pick<FileLog, 'trouble' | 'troubled'>;
  /** The log's folder. */
  logs: string;
  notices: Notices;
  t: Translate;
}

/**
 * Shows that the log cannot be written, for as long as that is so. Returns a function that stops
 * it.
 */
export function watchLog({ log, logs, notices, t }: LogNoticeOptions): () => void {
  const show = (reason: string | null): void => {
    if (reason === null) notices.clear('log_unwritten');
    else say(reason);
  };
  const say = (reason: string): void => {
    notices.set('log_unwritten', () => ({
      message: t('notices.log_unwritten.message', { reason }),
      hint: t('notices.log_unwritten.hint', { folder: logs }),
    }));
  };
  show(log.trouble());
  return log.troubled.on(show);
}
