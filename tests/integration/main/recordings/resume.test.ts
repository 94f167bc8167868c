import { mkdir, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keptBytes } from '../../../../src/main/recordings/partial-file.ts';
import type {
  DownloadProgress,
  DownloadRequest,
} from '../../../../src/main/recordings/recording-download.ts';
import { downloadFrom } from '../../../support/download-from.ts';
import {
  head,
  headerOf,
  type Play,
  partOf,
  playStatus,
  playStored,
  type RecordingHost,
  sha256,
  startRecordingHost,
  storedRecording,
} from '../../../support/recording-host.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const stored = storedRecording(900_000);
const cutAt = 600_000;
const failure = (code: string) => ({ name: 'AppFailure', code });

let dir: string;
let host: RecordingHost;
beforeEach(async () => {
  host = await startRecordingHost(playStored(stored));
});
afterEach(() => host.close());

const download = (more: Partial<DownloadRequest> = {}) => downloadFrom(host, dir, more);

/** The first bytes of the recording, then nothing more. */
const playBeginning =
  (headers: Record<string, string | number>): Play =>
  (socket) => {
    socket.write(head(200, { 'Content-Type': 'audio/mpeg', ...headers }));
    socket.write(stored.content.subarray(0, cutAt));
  };
const whole = { ETag: stored.etag, 'Content-Length': stored.content.length };

/** A download that is stopped once it has come to the cut. */
async function cut(headers: Record<string, string | number> = whole): Promise<void> {
  dir = tempFolder();
  host.play = playBeginning(headers);
  const stop = new AbortController();
  const reason = new Error('stopped');
  const onProgress = ({ bytesReceived }: DownloadProgress): void => {
    if (bytesReceived === cutAt) stop.abort(reason);
  };
  await expect(download({ signal: stop.signal, onProgress })).rejects.toBe(reason);
  host.requests.length = 0;
  host.play = playStored(stored);
}

const names = async (): Promise<string[]> => (await readdir(dir)).sort();
const partials = ['call-1.mp3.part', 'call-1.mp3.part.json'];

async function expectWhole(content = stored.content): Promise<void> {
  expect(await names()).toEqual(['call-1.mp3']);
  expect(sha256(await readFile(join(dir, 'call-1.mp3')))).toBe(sha256(content));
}

const ranges = (): (string | null)[] => host.requests.map((request) => headerOf(request, 'range'));

test('what came is kept, and only the rest comes, if it is still the same', async () => {
  await cut();
  expect(await names()).toEqual(partials);
  expect(await keptBytes(dir, 'call-1')).toBe(cutAt);
  const progress: DownloadProgress[] = [];
  const saved = await download({ onProgress: (news) => progress.push(news) });
  expect(saved).toEqual({
    fileName: 'call-1.mp3',
    bytes: stored.content.length,
    sha256: sha256(stored.content),
  });
  await expectWhole();
  expect(ranges()).toEqual([`bytes=${cutAt}-`]);
  expect(headerOf(host.requests[0] ?? '', 'if-range')).toBe(stored.etag);
  // Node's fetch adds one of its own to a range, as the standard says.
  expect(headerOf(host.requests[0] ?? '', 'accept-encoding')).toMatch(/^identity(, identity)?$/);
  const bytesTotal = stored.content.length;
  expect(progress[0]).toEqual({ bytesReceived: cutAt, bytesTotal, bytesResumed: cutAt });
});

test.each([
  ['a weak ETag', { ...whole, ETag: `W/${stored.etag}` }],
  ['a date only', { 'Content-Length': stored.content.length, 'Last-Modified': 'Mon, 05 Jan 2026' }],
])('with %s nothing is kept', async (_name, headers) => {
  await cut(headers);
  expect(await names()).toEqual([]);
  await download();
  expect(ranges()).toEqual([null]);
  await expectWhole();
});

test('a beginning that came in chunks is gone on with, too', async () => {
  dir = tempFolder();
  host.play = (socket) => {
    const coding = { ETag: stored.etag, 'Transfer-Encoding': 'chunked' };
    socket.write(head(200, { 'Content-Type': 'audio/mpeg', ...coding }));
    socket.write(`${cutAt.toString(16)}\r\n`);
    socket.write(stored.content.subarray(0, cutAt));
    socket.write('\r\n');
  };
  const stop = new AbortController();
  const onProgress = ({ bytesReceived }: DownloadProgress): void => {
    if (bytesReceived === cutAt) stop.abort(new Error('stopped'));
  };
  await expect(download({ signal: stop.signal, onProgress })).rejects.toThrow('stopped');
  host.play = playStored(stored);
  await download();
  expect(ranges().at(-1)).toBe(`bytes=${cutAt}-`);
  await expectWhole();
});

describe('memory and bytes that disagree are not gone on with:', () => {
  const part = (): string => join(dir, 'call-1.mp3.part');
  const memory = (): string => join(dir, 'call-1.mp3.part.json');
  test.each<[string, () => Promise<void>]>([
    ['fewer bytes', () => truncate(part(), cutAt - 1)],
    ['other bytes', async () => writeFile(part(), Buffer.alloc(cutAt))],
    ['no memory', () => writeFile(memory(), '')],
    ['half a memory', async () => writeFile(memory(), (await readFile(memory())).subarray(0, 40))],
    ['a memory of no sense', () => writeFile(memory(), '{"bytes":-1}')],
  ])('%s', async (_name, damage) => {
    await cut();
    await damage();
    await download();
    expect(ranges()).toEqual([null]);
    await expectWhole();
  });

  test('more bytes, as a crash leaves them, are dropped', async () => {
    await cut();
    await writeFile(
      part(),
      Buffer.concat([await readFile(part()), Buffer.alloc(stored.content.length, 7)]),
    );
    await download();
    expect(ranges()).toEqual([`bytes=${cutAt}-`]);
    await expectWhole();
  });
});

test('a crash, which says nothing, costs little: what came is remembered on the way', async () => {
  dir = tempFolder();
  host.play = playBeginning(whole);
  const stop = new AbortController();
  const there = Promise.withResolvers<void>();
  const onProgress = ({ bytesReceived }: DownloadProgress): void => {
    if (bytesReceived === cutAt) there.resolve();
  };
  const dying = download({ signal: stop.signal, onProgress });
  await there.promise;
  const kept = await keptBytes(dir, 'call-1');
  expect(kept).toBeGreaterThanOrEqual(cutAt - 2 * 256 * 1024);
  expect(kept).toBeLessThanOrEqual(cutAt);
  stop.abort(new Error('over'));
  await expect(dying).rejects.toThrow('over');
});

describe('answers that do not fit start over, in the same download:', () => {
  const other = storedRecording(900_000, 1);
  /** The first answer; afterwards the host is honest. */
  const once =
    (play: Play, then = stored): Play =>
    (socket, request) => {
      host.play = playStored(then);
      play(socket, request);
    };
  const plays = ([top, body]: [string, Buffer]): Play => {
    return (socket) => {
      socket.write(top);
      socket.end(body);
    };
  };

  test.each<[string, Play]>([
    ['a range that begins too early', plays(partOf(stored, cutAt - 1))],
    ['a range that begins too late', plays(partOf(stored, cutAt + 1))],
    ['416', playStatus(416)],
    ['a 206 without its range', playStatus(206, { ETag: stored.etag })],
  ])('%s', async (_name, play) => {
    await cut();
    host.play = once(play);
    await download();
    expect(ranges()).toEqual([`bytes=${cutAt}-`, null]);
    await expectWhole();
  });

  test('the rest of another recording, from a host that ignores If-Range', async () => {
    await cut();
    host.play = once(plays(partOf(other, cutAt)), other);
    await download();
    await expectWhole(other.content);
  });

  test('another recording in its place comes whole at once', async () => {
    await cut();
    host.play = playStored(other);
    await download();
    expect(ranges()).toEqual([`bytes=${cutAt}-`]);
    await expectWhole(other.content);
  });
});

/** The rest in chunks, whose end says nothing of the length that was promised. */
const playRestInChunks =
  (rest: Buffer): Play =>
  (socket) => {
    const range = `bytes ${cutAt}-${stored.content.length - 1}/${stored.content.length}`;
    const coding = { 'Transfer-Encoding': 'chunked', ETag: stored.etag, 'Content-Range': range };
    socket.write(head(206, coding));
    socket.write(`${rest.length.toString(16)}\r\n`);
    socket.end(Buffer.concat([rest, Buffer.from('\r\n0\r\n\r\n')]));
  };

test('a rest shorter than it said is no whole recording, and is gone on with', async () => {
  await cut();
  host.play = playRestInChunks(stored.content.subarray(cutAt, cutAt + 1_000));
  await expect(download()).rejects.toMatchObject(failure('recording_incomplete'));
  expect(await names()).toEqual(partials);
  host.play = playStored(stored);
  await download();
  expect(ranges().at(-1)).toBe(`bytes=${cutAt + 1_000}-`);
  await expectWhole();
});

test('a rest longer than it said is no recording, and nothing of it is kept', async () => {
  await cut();
  host.play = playRestInChunks(Buffer.alloc(stored.content.length - cutAt + 1));
  await expect(download()).rejects.toMatchObject(failure('recording_incomplete'));
  expect(await names()).toEqual([]);
});

test.each([403, 404, 429, 500])('a refusal by %d costs nothing of what is here', async (status) => {
  await cut();
  host.play = playStatus(status);
  await expect(download()).rejects.toMatchObject({ name: 'AppFailure' });
  expect(await keptBytes(dir, 'call-1')).toBe(cutAt);
  host.play = playStored(stored);
  await download();
  expect(ranges().at(-1)).toBe(`bytes=${cutAt}-`);
  await expectWhole();
});

test('what was no audio is not kept', async () => {
  dir = tempFolder();
  const page = '<html>Sign in</html>';
  host.play = (socket) => {
    const type = { 'Content-Type': 'text/html', 'Content-Length': page.length, ETag: '"page"' };
    socket.end(head(200, type) + page);
  };
  await expect(download()).rejects.toMatchObject(failure('recording_not_audio'));
  expect(await names()).toEqual([]);
});

// Only Linux has a device that is always full; the code is the same everywhere.
test.runIf(process.platform === 'linux')(
  'a full disk is said, and nothing of it stays',
  async () => {
    dir = tempFolder();
    await symlink('/dev/full', join(dir, 'call-1.mp3.part'));
    await expect(download()).rejects.toMatchObject(failure('disk_full'));
    expect(await names()).toEqual([]);
  },
);

test('a name that is taken is no half recording either', async () => {
  await cut();
  // A folder cannot be replaced by a file.
  await mkdir(join(dir, 'call-1.mp3'));
  await expect(download()).rejects.toThrow();
  expect(await names()).toEqual(['call-1.mp3', ...partials]);
});
