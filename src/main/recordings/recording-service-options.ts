import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { RecordingRow } from '../storage/recordings-table.ts';
import type { Fetch, RecordingAccount } from './open-recording.ts';
import type { DownloadProgress } from './recording-download.ts';

/** What the service needs to know of a call that was recorded. */
export interface RecordedCall {
  sid: string;
  /** Epoch milliseconds. */
  endedAt: number;
  /** 1 in life; below 1 where the practice account's clock runs faster. */
  timeScale: number;
}

/** The recordings table, with its database filled in. */
export interface RecordingsTable {
  find(callId: string): RecordingRow | null;
  listUnfinished(): RecordingRow[];
  save(row: RecordingRow): void;
}

export interface RecordingServiceOptions {
  table: RecordingsTable;
  dir: string;
  fetch: Fetch;
  clock: Clock;
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
  id: string;
}
