import { type ClockNoticeOptions, watchClock } from './clock-notice.ts';
import { type BookNoticesOptions, watchBook } from './data-loss-notice.ts';
import { type LogNoticeOptions, watchLog } from './log-notice.ts';
import { type RecordingsNoticeOptions, watchRecordings } from './recordings-notice.ts';

/** Says what is wrong with the book, the clock, the log and the recordings, for as long as it is. The answer stops it. */
export function watchNotices(
  options: BookNoticesOptions & ClockNoticeOptions & LogNoticeOptions & RecordingsNoticeOptions,
): () => void {
  const stop = [
    watchClock(options),
    watchBook(options),
    watchLog(options),
    watchRecordings(options),
  ];
  return () => {
    for (const each of stop) each();
  };
}
