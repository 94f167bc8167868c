import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type { Clock } from '../base/clock.ts';
import { type OpenRequest, openRecording } from './open-recording.ts';

export interface DownloadRequest extends OpenRequest {
  /** The call's sid; the file is named after it. */
  sid: string;
  /** An existing folder. */
  dir: string;
  clock: Clock;
  onProgress: (bytesReceived: number, bytesTotal: number | null) => void;
}

export interface DownloadedRecording {
  fileName: string;
  bytes: number;
  /** Lower-case hexadecimal. */
  sha256: string;
}

/** A connection that says nothing for this long is given up. */
export const silenceLimitMs = 30_000;

/**
 * Downloads one recording. Nothing stands under its final name before it is complete, checked and
 * on the disk itself; a failed or aborted download leaves no file.
 *
 * @throws AppFailure recording_not_ready, recording_expired, recording_refused,
 * recording_incomplete, recording_not_audio, disk_full, provider_unreachable, provider_unclear or
 * provider_rate_limited; the signal's reason when aborted.
 */
export async function downloadRecording(request: DownloadRequest): Promise<DownloadedRecording> {
  const { sid, dir, clock, signal } = request;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(sid)) throw new AppFailure('recording_refused');
  const silence = watchSilence(clock);
  const either = AbortSignal.any([signal, silence.signal]);
  const part = join(dir, `${sid}.mp3.part-${randomBytes(6).toString('hex')}`);
  try {
    const response = await openRecording({ ...request, signal: either });
    const received = await receive(response, part, {
      onBytes: (bytes, total) => {
        silence.heard();
        request.onProgress(bytes, total);
      },
    });
    signal.throwIfAborted();
    const fileName = `${sid}.mp3`;
    await rename(part, join(dir, fileName));
    await syncDirectory(dir);
    return { fileName, ...received };
  } catch (error) {
    await rm(part, { force: true });
    signal.throwIfAborted();
    throw silence.signal.aborted ? new AppFailure('provider_unreachable') : asFailure(error);
  } finally {
    silence.stop();
  }
}

/** Removes what downloads left behind that were cut off by a crash. */
export async function removeOrphans(dir: string): Promise<void> {
  const names = await readdir(dir);
  const orphans = names.filter((name) => /\.mp3\.part-[0-9a-f]+$/.test(name));
  await Promise.all(orphans.map((name) => rm(join(dir, name), { force: true })));
}

interface Receiving {
  onBytes: (bytesReceived: number, bytesTotal: number | null) => void;
}

async function receive(response: Response, part: string, { onBytes }: Receiving) {
  const total = statedLength(response);
  const hash = createHash('sha256');
  let bytes = 0;
  let head = Buffer.alloc(0);
  const file = await open(part, 'wx', 0o600);
  try {
    for await (const chunk of bodyOf(response)) {
      if (head.length < 3) head = Buffer.concat([head, chunk.subarray(0, 3)]);
      hash.update(chunk);
      await file.writeFile(chunk);
      bytes += chunk.length;
      onBytes(bytes, total);
    }
    if (total !== null && bytes !== total) throw new AppFailure('recording_incomplete');
    if (bytes === 0 || !isAudio(response, head)) throw new AppFailure('recording_not_audio');
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** The body's chunks; a body that breaks off is an incomplete recording. */
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

/**
 * How long the body will be; null where chunks delimit it instead. An answer with neither ends
 * when the connection does, for whatever reason, so it can never be known to be whole.
 */
function statedLength({ headers }: Response): number | null {
  if (/chunked/i.test(headers.get('transfer-encoding') ?? '')) return null;
  const length = headers.get('content-length');
  if (length === null) throw new AppFailure('recording_incomplete');
  const encoding = headers.get('content-encoding') ?? 'identity';
  return encoding === 'identity' ? Number(length) : null;
}

/** By its type, or by how an MP3 begins: an ID3 tag, or eleven set bits. */
function isAudio(response: Response, head: Buffer): boolean {
  if (/^audio\//i.test(response.headers.get('content-type') ?? '')) return true;
  const [first = 0, second = 0] = head;
  return head.subarray(0, 3).toString('latin1') === 'ID3' || (first === 0xff && second >= 0xe0);
}

/** On disk only once its folder is too; Windows cannot sync a folder and needs it not. */
async function syncDirectory(dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle: FileHandle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
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

function asFailure(error: unknown): unknown {
  const code = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return full ? new AppFailure('disk_full', {}, { cause: error }) : error;
}
