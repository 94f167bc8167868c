import { type BookNoticesOptions, watchBook } from './book-notices.ts';
import { type ClockNoticeOptions, watchClock } from './clock-notice.ts';
import { type LogNoticeOptions, watchLog } from './log-notice.ts';

/** Says what is wrong with the book, the clock and the log, for as long as it is. The answer stops it. */
export function watchNotices(
  options: BookNoticesOptions & ClockNoticeOptions & LogNoticeOptions,
): () => void {
  const stop = [watchClock(options), watchBook(options), watchLog(options)];
  return () => {
    for (const each of stop) each();
  };
}
