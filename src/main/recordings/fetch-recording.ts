import { AppFailure, type ErrorCode } from '../../shared/domain/app-error.ts';
import type { DownloadedRecording } from './partial-file.ts';
import { type DownloadProgress, downloadRecording } from './recording-download.ts';
import type { RecordingServiceOptions } from './recording-service-options.ts';

/** Exotel keeps recordings for 30 days at least: a 404 within the first is no expiry. */
const youngMs = 24 * 3_600_000;
/** The address was good: asking Exotel for another would spend one of the account's requests. */
const notTheAddress: readonly ErrorCode[] = ['recording_incomplete', 'disk_full'];

export interface FetchRequest {
  callId: string;
  /** Where Exotel published it, as far as is known. */
  url: string;
  signal: AbortSignal;
  onFreshUrl: (url: string) => void;
  onProgress: (progress: DownloadProgress) => void;
}

type Options = Pick<
  RecordingServiceOptions,
  'call' | 'account' | 'dir' | 'fetch' | 'clock' | 'refresh'
>;

/**
 * Downloads from the address that is known; where that fails, from one that Exotel gives anew:
 * pre-signed addresses expire, and the practice account's change with every start.
 *
 * @throws AppFailure recording_none, recording_needs_account, or what the download failed of.
 */
export async function fetchRecording(
  options: Options,
  request: FetchRequest,
): Promise<DownloadedRecording> {
  try {
    return await fetchFrom(options, request);
  } catch (error) {
    if (request.signal.aborted || notTheAddress.includes(codeOf(error))) throw error;
    const [fresh] = await options.refresh(request.callId).catch(() => []);
    request.signal.throwIfAborted();
    if (fresh === undefined || fresh === request.url) throw error;
    request.onFreshUrl(fresh);
    return fetchFrom(options, { ...request, url: fresh });
  }
}

async function fetchFrom(
  { call: callOf, account: accountOf, dir, fetch, clock }: Options,
  { callId, url, signal, onProgress }: FetchRequest,
): Promise<DownloadedRecording> {
  const call = callOf(callId);
  const account = await accountOf(callId);
  if (call === null) throw new AppFailure('recording_none');
  if (account === null) throw new AppFailure('recording_needs_account');
  const { sid, endedAt } = call;
  const young = clock.now() - endedAt < youngMs;
  return downloadRecording({ url, account, fetch, dir, clock, sid, young, signal, onProgress });
}

export function codeOf(error: unknown): ErrorCode {
  return error instanceof AppFailure ? error.code : 'internal';
}
