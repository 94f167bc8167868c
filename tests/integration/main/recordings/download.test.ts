import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { removeOrphans } from '../../../../src/main/recordings/partial-file.ts';
import {
  type DownloadProgress,
  type DownloadRequest,
  silenceLimitMs,
} from '../../../../src/main/recordings/recording-download.ts';
import { downloadFrom } from '../../../support/download-from.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import {
  audio,
  audioSha256,
  head,
  playAudio,
  playStatus,
  playUntil,
  type RecordingHost,
  startRecordingHost,
} from '../../../support/recording-host.ts';

let dir: string;
let host: RecordingHost;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'handset-recordings-'));
  host = await startRecordingHost(playAudio);
});
afterEach(async () => {
  await host.close();
  await rm(dir, { recursive: true });
});

const download = (more: Partial<DownloadRequest> = {}) => downloadFrom(host, dir, more);

const failure = (code: string) => ({ name: 'AppFailure', code });

test('a whole recording stands under its name, with its hash', async () => {
  const progress: DownloadProgress[] = [];
  const saved = await download({ onProgress: (news) => progress.push(news) });
  expect(saved).toEqual({ fileName: 'call-1.mp3', bytes: audio.length, sha256: audioSha256 });
  expect(await readdir(dir)).toEqual(['call-1.mp3']);
  const content = await readFile(join(dir, 'call-1.mp3'));
  expect(createHash('sha256').update(content).digest('hex')).toBe(audioSha256);
  const whole = { bytesReceived: audio.length, bytesTotal: audio.length, bytesResumed: 0 };
  expect(progress.at(-1)).toEqual(whole);
  expect(host.requests[0]).toMatch(/^authorization: Basic a2V5OnRva2Vu\r$/im);
  expect(host.requests[0]).toMatch(/^accept-encoding: identity\r$/im);
});

test.each([0, 1, 2, 3, 1_000, 65_536, 100_000, audio.length - 1])(
  'cut off after %d bytes, it is no recording',
  async (bytes) => {
    host.play = playUntil(bytes);
    await expect(download()).rejects.toMatchObject(failure('recording_incomplete'));
    expect(await readdir(dir)).toEqual([]);
  },
);

test('a body of chunks is whole with its last chunk, and only then', async () => {
  const chunked = head(200, { 'Content-Type': 'audio/mpeg', 'Transfer-Encoding': 'chunked' });
  const chunk = Buffer.concat([
    Buffer.from(`${audio.length.toString(16)}\r\n`),
    audio,
    Buffer.from('\r\n'),
  ]);
  host.play = (socket) => socket.end(Buffer.concat([Buffer.from(chunked), chunk]));
  await expect(download()).rejects.toMatchObject(failure('recording_incomplete'));
  expect(await readdir(dir)).toEqual([]);
  host.play = (socket) =>
    socket.end(Buffer.concat([Buffer.from(chunked), chunk, Buffer.from('0\r\n\r\n')]));
  expect((await download()).sha256).toBe(audioSha256);
});

test('a body that only the connection’s end ends is never trusted', async () => {
  host.play = (socket) => {
    socket.write(head(200, { 'Content-Type': 'audio/mpeg' }));
    socket.end(audio);
  };
  await expect(download()).rejects.toMatchObject(failure('recording_incomplete'));
});

test('a page is no recording, sound under another type is one', async () => {
  const page = '<html>Sign in</html>';
  host.play = (socket) =>
    socket.end(head(200, { 'Content-Type': 'text/html', 'Content-Length': page.length }) + page);
  await expect(download()).rejects.toMatchObject(failure('recording_not_audio'));
  const type = 'application/octet-stream';
  host.play = (socket) => {
    socket.write(head(200, { 'Content-Type': type, 'Content-Length': audio.length }));
    socket.end(audio);
  };
  expect((await download()).sha256).toBe(audioSha256);
});

describe('refusals', () => {
  test.each([
    [404, true, 'recording_not_ready'],
    [404, false, 'recording_expired'],
    [403, false, 'recording_expired'],
    [403, true, 'recording_not_ready'],
    [410, true, 'recording_not_ready'],
    [401, true, 'recording_refused'],
    [429, true, 'provider_rate_limited'],
    [503, true, 'provider_unclear'],
    [206, true, 'provider_unclear'],
  ])('%d, young %s: %s', async (status, young, code) => {
    host.play = playStatus(status);
    await expect(download({ young })).rejects.toMatchObject(failure(code));
    expect(await readdir(dir)).toEqual([]);
  });

  test('nobody there', async () => {
    await host.close();
    await expect(download()).rejects.toMatchObject(failure('provider_unreachable'));
  });
});

describe('redirects', () => {
  let other: RecordingHost;
  beforeEach(async () => {
    other = await startRecordingHost(playAudio);
  });
  afterEach(() => other.close());
  const redirectTo = (location: string) => playStatus(302, { Location: location });

  test('to another port arrive without credentials', async () => {
    host.play = redirectTo(`${other.origin}/b.mp3`);
    expect((await download()).sha256).toBe(audioSha256);
    expect(host.requests[0]).toMatch(/authorization/i);
    expect(other.requests[0]).not.toMatch(/authorization/i);
  });

  test('away and back arrive without credentials', async () => {
    host.play = (socket, request) =>
      (request.startsWith('GET /back') ? playAudio : redirectTo(other.origin))(socket, request);
    other.play = redirectTo(`${host.origin}/back`);
    await download();
    expect(host.requests[1]).not.toMatch(/authorization/i);
  });

  test('on the same host keep them, unless the address is pre-signed', async () => {
    host.play = (socket, request) => {
      if (request.startsWith('GET /a')) redirectTo('/b.mp3')(socket, request);
      else if (request.startsWith('GET /b')) redirectTo('/c?X-Amz-Signature=1')(socket, request);
      else playAudio(socket, request);
    };
    await download();
    expect(host.requests.map((request) => /authorization/i.test(request))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('to plain http elsewhere, to files and in circles are refused', async () => {
    for (const location of ['http://192.0.2.1/b.mp3', 'file:///etc/passwd']) {
      host.play = redirectTo(location);
      await expect(download()).rejects.toMatchObject(failure('recording_refused'));
    }
    host.play = redirectTo('/again');
    await expect(download()).rejects.toMatchObject(failure('provider_unclear'));
    expect(host.requests.length).toBeLessThan(12);
  });
});

test('silence is given up, before and within the body', async () => {
  const clock = new FakeClock();
  let begun = Promise.withResolvers<void>();
  host.play = () => begun.resolve();
  const mute = download({ clock });
  const muteEnds = expect(mute).rejects.toMatchObject(failure('provider_unreachable'));
  await begun.promise;
  await clock.advance(silenceLimitMs);
  await muteEnds;

  begun = Promise.withResolvers<void>();
  host.play = (socket) => {
    socket.write(head(200, { 'Content-Type': 'audio/mpeg', 'Content-Length': audio.length }));
    socket.write(audio.subarray(0, 10));
  };
  const stuck = download({
    clock,
    onProgress: ({ bytesReceived }) => bytesReceived === 10 && begun.resolve(),
  });
  const stuckEnds = expect(stuck).rejects.toMatchObject(failure('provider_unreachable'));
  await begun.promise;
  await clock.advance(silenceLimitMs);
  await stuckEnds;
  expect(clock.waiting).toBe(0);
  expect(await readdir(dir)).toEqual([]);
});

test('aborted, it leaves nothing', async () => {
  const controller = new AbortController();
  const reason = new Error('stopped');
  host.play = (socket) => {
    socket.write(head(200, { 'Content-Type': 'audio/mpeg', 'Content-Length': audio.length }));
    socket.write(audio.subarray(0, 10));
  };
  const onProgress = (): void => controller.abort(reason);
  await expect(download({ signal: controller.signal, onProgress })).rejects.toBe(reason);
  expect(await readdir(dir)).toEqual([]);
});

test('what a crash left behind is removed, recordings and what is still wanted stay', async () => {
  const old = ['a.mp3.part', 'a.mp3.part.json', 'b.mp3.part-ffffff', 'c.mp3.part-0a1b2c'];
  const good = ['a.mp3', 'c.mp3.part', 'c.mp3.part.json', 'notes.txt'];
  for (const name of [...old, ...good]) await writeFile(join(dir, name), 'x');
  await removeOrphans(dir, new Set(['c']));
  expect((await readdir(dir)).sort()).toEqual(good);
});
