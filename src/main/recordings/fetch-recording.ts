import { AppFailure, type ErrorCode } from '../../shared/domain/app-error.ts';
import type { Clock } from '../base/clock.ts';
import { dayMs } from '../base/durations.ts';
import type { Fetch, RecordingAccount } from './open-recording.ts';
import type { DownloadedRecording } from './partial-file.ts';
import { type DownloadProgress, downloadRecording } from './recording-download.ts';
import { namesFile, stemOf } from './recording-names.ts';

/** Exotel keeps recordings for at least 30 days: a refusal on the first day is not an expiry. */
export const youngMs = dayMs;
/**
 * With these the address was good: asking Exotel for another would waste one of the account's
 * requests.
 */
const notTheAddress: readonly ErrorCode[] = [
  'recording_incomplete',
  'disk_full',
  'recordings_folder',
];

export interface FetchRequest {
  callId: string;
  part: number;
  /** The address where Exotel published it, as far as is known. */
  url: string;
  /** See {@link youngMs}. */
  young: boolean;
  signal: AbortSignal;
  /** Asks Exotel for the current address of this part. May reject. */
  freshUrl: () => Promise<string | null>;
  onProgress: (progress: DownloadProgress) => void;
}

/** What must be known of a call that was recorded. */
export interface RecordedCall {
  sid: string;
  /** Whether another call in the database has the same sid. */
  sharesSid: boolean;
  /** Epoch milliseconds by Exotel's clock; null if nothing tells. */
  endedAt: number | null;
  /** 1 for real accounts; less where practice time runs faster. */
  timeScale: number;
}

export interface FetchOptions {
  dir: string;
  fetch: Fetch;
  clock: Clock;
  /** Null if the call is gone, or was never accepted. */
  call: (callId: string) => RecordedCall | null;
  /** Null if its account was forgotten. */
  account: (callId: string) => Promise<RecordingAccount | null>;
}

/**
 * Downloads from the known address; if that fails, from a new one that Exotel gives: pre-signed
 * addresses expire, and the practice account's change at every start.
 *
 * @throws AppFailure recording_none, recording_needs_account, or why the download failed
 */
export async function fetchRecording(
  options: FetchOptions,
  request: FetchRequest,
): Promise<DownloadedRecording> {
  try {
    return await fetchFrom(options, request);
  } catch (error) {
    if (request.signal.aborted || notTheAddress.includes(failureCodeOf(error))) throw error;
    const fresh = await request.freshUrl().catch(() => null);
    request.signal.throwIfAborted();
    if (fresh === null || fresh === request.url) throw error;
    return fetchFrom(options, { ...request, url: fresh });
  }
}

async function fetchFrom(
  { call: callOf, account: accountOf, dir, fetch, clock }: FetchOptions,
  { callId, part, url, young, signal, onProgress }: FetchRequest,
): Promise<DownloadedRecording> {
  const call = callOf(callId);
  const account = await accountOf(callId);
  if (call === null) throw new AppFailure('recording_none');
  if (account === null) throw new AppFailure('recording_needs_account');
  const stem = fileStem(call, callId, part);
  if (stem === null) throw new AppFailure('recording_refused');
  return downloadRecording({ url, account, fetch, dir, clock, stem, young, signal, onProgress });
}

/** Returns its file's name without the extension; null if no file may be named after such a sid. */
export function fileStem(call: RecordedCall | null, callId: string, part: number): string | null {
  if (call === null || !namesFile(call.sid)) return null;
  return stemOf({ sid: call.sid, part, ownId: call.sharesSid ? callId : null });
}

export function failureCodeOf(error: unknown): ErrorCode {
  return error instanceof AppFailure ? error.code : 'internal';
}
