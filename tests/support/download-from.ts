import {
  type DownloadRequest,
  downloadRecording,
} from '../../src/main/recordings/recording-download.ts';
import { FakeClock } from './fake-clock.ts';
import type { RecordingHost } from './recording-host.ts';
import { steadyFetch } from './steady-fetch.ts';

/** Downloads the recording of `call-1` into `dir`, for an account that the host itself serves. */
export function downloadFrom(
  host: RecordingHost,
  dir: string,
  more: Partial<DownloadRequest> = {},
): ReturnType<typeof downloadRecording> {
  return downloadRecording({
    url: `${host.origin}/a.mp3`,
    stem: 'call-1',
    dir,
    account: { baseUrl: host.origin, authorization: 'Basic a2V5OnRva2Vu' },
    fetch: steadyFetch,
    clock: new FakeClock(),
    signal: new AbortController().signal,
    young: true,
    onProgress: () => {},
    ...more,
  });
}
