import { endAll } from '../base/end-all.ts';
import { type ClockNoticeOptions, watchClock } from './clock-notice.ts';
import { type DataLossNoticeOptions, watchDataLoss } from './data-loss-notice.ts';
import { type LogNoticeOptions, watchLog } from './log-notice.ts';
import { type RecordingsNoticeOptions, watchRecordings } from './recordings-notice.ts';

/**
 * Shows what is wrong with the database, the clock, the log and the recordings, for as long as it
 * is. Returns a function that stops it.
 */
export function watchNotices(
  options: DataLossNoticeOptions & ClockNoticeOptions & LogNoticeOptions & RecordingsNoticeOptions,
): () => void {
  const stop = [
    watchClock(options),
    watchDataLoss(options),
    watchLog(options),
    watchRecordings(options),
  ];
  return endAll(stop);
}
