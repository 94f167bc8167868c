import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { RecordingRow } from '../storage/tables/recordings.ts';
import type { Fetch, RecordingAccount } from './open-recording.ts';
import type { DownloadProgress } from './recording-download.ts';

/** What the service needs to know of a call that was recorded. */
export interface RecordedCall {
  sid: string;
  /** Another call of the database has the same sid. */
  sharesSid: boolean;
  /** Epoch milliseconds by Exotel's clock; null: nothing tells. */
  endedAt: number | null;
  /** 1 in life; below 1 where the practice account's clock runs faster. */
  timeScale: number;
}

/** The recordings table, with its database filled in. */
export interface RecordingsTable {
  /** By the recording's id. */
  find(id: string): RecordingRow | null;
  listUnfinished(): RecordingRow[];
  save(row: RecordingRow): void;
}

export interface RecordingServiceOptions {
  table: RecordingsTable;
  dir: string;
  fetch: Fetch;
  clock: Clock;
  /** Epoch milliseconds by Exotel's clock; absent or null: nothing tells. */
  providerNow?: () => number | null;
  log: Log;
  /** 0 to 1. */
  random: () => number;
  /** Null when the call is gone, or was never accepted. */
  call: (callId: string) => RecordedCall | null;
  /** Null when its account has been forgotten. */
  account: (callId: string) => Promise<RecordingAccount | null>;
  /** Asks Exotel now which recordings the call has. */
  refresh: (callId: string) => Promise<string[]>;
  /** Whether recordings are downloaded by themselves. */
  automatic: () => boolean;
}

export interface RecordingProgress extends DownloadProgress {
  /** The recording's. */
  id: string;
}
