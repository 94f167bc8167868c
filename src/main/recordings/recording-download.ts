import { AppFailure, type ErrorCode } from '../../shared/domain/app-error.ts';
import type { Clock } from '../base/clock.ts';
import { type OpenRequest, openRecording } from './open-recording.ts';
import { type DownloadedRecording, PartialFile } from './partial-file.ts';

export interface DownloadRequest extends Omit<OpenRequest, 'partial'> {
  /** The file's name without its extension. */
  stem: string;
  /** An existing folder. */
  dir: string;
  clock: Clock;
  onProgress: (progress: DownloadProgress) => void;
}

export interface DownloadProgress {
  bytesReceived: number;
  bytesTotal: number | null;
  /** How many of the received bytes came from an earlier attempt. */
  bytesResumed: number;
}

/** A connection that is silent for this long is given up. */
export const silenceLimitMs = 30_000;

/** What was received is worthless, or is what fills the disk. */
const keepsNothing: readonly ErrorCode[] = ['recording_not_audio', 'disk_full'];

/**
 * Downloads one recording, or what is missing of it. Nothing gets its final name before it is
 * complete, checked and synced. A failed or aborted download keeps what it received under a
 * temporary name if a strong ETag allows resuming; otherwise it leaves no file.
 *
 * @throws AppFailure recording_not_ready, recording_expired, recording_refused,
 * recording_incomplete, recording_not_audio, recording_address_expired, disk_full,
 * recordings_folder, provider_unreachable, provider_unclear or provider_rate_limited; the signal's
 * reason when aborted.
 */
export async function downloadRecording(request: DownloadRequest): Promise<DownloadedRecording> {
  const { stem, dir, clock, signal } = request;
  let part = await PartialFile.find(dir, stem);
  const silence = watchSilence(clock);
  const either = AbortSignal.any([signal, silence.signal]);
  try {
    if (part?.isWhole) return await part.complete();
    const partial = part?.resumable ?? null;
    const { response, body } = await openRecording({ ...request, signal: either, partial });
    if (part === null || body.kind === 'whole') {
      await part?.discard();
      const label = response.headers.get('content-type') ?? '';
      part = await PartialFile.create(dir, stem, { total: body.total, etag: body.etag, label });
    } else {
      part.learnTotal(body.total);
    }
    await receive(response, part, request.onProgress, silence.heard);
    signal.throwIfAborted();
    return await part.complete();
  } catch (error) {
    const failure = asFailure(error);
    const worthless = failure instanceof AppFailure && keepsNothing.includes(failure.code);
    // If the folder itself is in trouble, neither works, and that trouble is what gets reported.
    await (worthless ? part?.discard() : part?.keep())?.catch(() => {});
    signal.throwIfAborted();
    throw silence.signal.aborted ? new AppFailure('provider_unreachable') : failure;
  } finally {
    silence.stop();
  }
}

async function receive(
  response: Response,
  part: PartialFile,
  onProgress: DownloadRequest['onProgress'],
  heard: () => void,
): Promise<void> {
  const bytesResumed = part.bytes;
  const tell = () =>
    onProgress({ bytesReceived: part.bytes, bytesTotal: part.total, bytesResumed });
  tell();
  for await (const chunk of bodyOf(response)) {
    if (part.total !== null && part.bytes + chunk.length > part.total) {
      // Longer than announced: then it cannot be resumed on the strength of what was announced.
      await part.discard();
      throw new AppFailure('recording_incomplete');
    }
    await part.append(chunk);
    heard();
    tell();
  }
  if (part.total !== null && part.bytes !== part.total) {
    throw new AppFailure('recording_incomplete');
  }
  if (part.extension === null) throw new AppFailure('recording_not_audio');
  if (part.isCutOff) {
    // Everything there is now has come: the file may still be growing, and then nothing would
    // match.
    await part.discard();
    throw new AppFailure('recording_incomplete');
  }
}

/** Yields the body's chunks; a body that breaks off is an incomplete recording. */
async function* bodyOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error) => {
        throw new AppFailure('recording_incomplete', {}, { cause: error });
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function watchSilence(clock: Clock) {
  const controller = new AbortController();
  const give = (): void => controller.abort();
  let cancel = clock.setTimeout(give, silenceLimitMs);
  return {
    signal: controller.signal,
    heard: () => {
      cancel();
      cancel = clock.setTimeout(give, silenceLimitMs);
    },
    stop: () => cancel(),
  };
}

const fullDisk = ['ENOSPC', 'EDQUOT'];
const noFolder = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EBUSY', 'EIO', 'ELOOP'];

/** Translates errors of Node's file system; anything else is returned as it is. */
function asFailure(error: unknown): unknown {
  const code = error instanceof Error ? String(Reflect.get(error, 'code')) : '';
  if (fullDisk.includes(code)) return new AppFailure('disk_full', {}, { cause: error });
  if (noFolder.includes(code)) return new AppFailure('recordings_folder', {}, { cause: error });
  return error;
}
