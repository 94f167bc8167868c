import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { longestWaitMs } from '../../../../src/main/recordings/check-schedule.ts';
import { silenceLimitMs } from '../../../../src/main/recordings/recording-download.ts';
import {
  type RecordingProgress,
  RecordingService,
  type RecordingServiceOptions,
} from '../../../../src/main/recordings/recording-service.ts';
import { openConnection } from '../../../../src/main/storage/database/connection.ts';
import {
  findRecording,
  listUnfinishedRecordings,
  type RecordingRow,
  saveRecording,
} from '../../../../src/main/storage/tables/recordings.ts';
import { AppFailure } from '../../../../src/shared/domain/app-error.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import {
  audio,
  audioSha256,
  head,
  headerOf,
  playAudio,
  playStatus,
  playStored,
  playUntil,
  type RecordingHost,
  sha256,
  startRecordingHost,
  storedRecording,
} from '../../../support/recording-host.ts';
import { steadyFetch } from '../../../support/steady-fetch.ts';
import { tellTaken } from '../../../support/tell-taken.ts';

let dir: string;
let db: Database;
let host: RecordingHost;
let clock: FakeClock;
let service: RecordingService;
/** What Exotel answers to a look. */
let published: string[];
let looks: number;
let offline: boolean;
let automatic: boolean;
let changes: string[];
let seen: Promise<void>;
let tellSeen: () => void;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'handset-service-'));
  db = openConnection(join(dir, 'handset.db'));
  db.prepare('INSERT INTO calls (id, facts, booted_at) VALUES (?, ?, 0)').run(
    'c1',
    JSON.stringify({ practice: false, state: 'ended', customerNumber: '+919876500000' }),
  );
  host = await startRecordingHost(playAudio);
  clock = new FakeClock();
  [published, looks, offline, automatic] = [[], 0, false, true];
  service = await startService();
});
afterEach(async () => {
  await service.stop();
  await host.close();
  db.close();
  await rm(dir, { recursive: true });
});

async function startService(more: Partial<RecordingServiceOptions> = {}) {
  const made = new RecordingService({
    table: {
      find: (callId) => findRecording(db, callId),
      listUnfinished: () => listUnfinishedRecordings(db),
      save: (row) => saveRecording(db, row),
    },
    dir: join(dir, 'recordings'),
    fetch: steadyFetch,
    clock,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    random: () => 0,
    call: () => ({ sid: 'sid-1', sharesSid: false, endedAt: null, timeScale: 1 }),
    account: async () => ({ baseUrl: host.origin, authorization: 'Basic eDp5' }),
    refresh: async () => {
      looks += 1;
      if (offline) throw new AppFailure('provider_unreachable');
      return published;
    },
    automatic: () => automatic,
    ...more,
  });
  changes = [];
  const next = (): void => {
    ({ promise: seen, resolve: tellSeen } = Promise.withResolvers<void>());
  };
  next();
  made.onChange((id) => {
    changes.push(findRecording(db, id)?.state ?? '');
    tellSeen();
    next();
  });
  await made.start();
  return made;
}

const row = (): RecordingRow | null => findRecording(db, 'c1');
const url = (): string => `${host.origin}/r.mp3`;

/** Waits for changes until the row fits. */
async function until(fits: (row: RecordingRow) => boolean): Promise<RecordingRow> {
  for (;;) {
    const now = row();
    if (now && fits(now)) return now;
    await seen;
  }
}

test('asks until it is published, then downloads it by itself', async () => {
  service.callEnded('c1', []);
  expect(row()).toMatchObject({ state: 'processing', looks: 0, nextTryAt: clock.now() + 5_000 });
  await clock.advance(5_000);
  await until((now) => now.looks === 1);
  expect(row()?.nextTryAt).toBe(clock.now() + 10_000);
  published = [url()];
  await clock.advance(10_000);
  const saved = await until((now) => now.state === 'saved');
  expect(saved).toMatchObject({ sha256: audioSha256, bytesTotal: audio.length, failure: null });
  expect(service.fileOf('c1')).toBe(join(dir, 'recordings', 'sid-1.mp3'));
  expect(await service.existingFile('c1')).toBe(service.fileOf('c1'));
  expect(looks).toBe(2);
});

test('after the last look it never came; a later answer or the agent can still bring it', async () => {
  service.callEnded('c1', []);
  for (let done = 0; done < 10; done += 1) {
    await clock.advance((row()?.nextTryAt ?? 0) - clock.now());
    await until((now) => now.looks === done + 1);
  }
  expect(row()).toMatchObject({ state: 'never_came', nextTryAt: null });
  await expect(service.download('c1')).rejects.toMatchObject({ code: 'recording_not_ready' });
  published = [url()];
  await service.download('c1');
  expect(row()?.state).toBe('saved');
});

test('while offline no look counts, so that it cannot "never come"', async () => {
  offline = true;
  service.callEnded('c1', []);
  for (let tries = 1; tries <= 12; tries += 1) {
    await clock.advance((row()?.nextTryAt ?? 0) - clock.now());
    await until((now) => now.tries === tries);
  }
  expect(row()).toMatchObject({ state: 'processing', looks: 0, failure: 'provider_unreachable' });
});

test('a restart goes on: with the plan, with a download cut off, without leftovers', async () => {
  service.callEnded('c1', []);
  await service.stop();
  await clock.advance(3_600_000);
  published = [url()];
  service = await startService();
  await clock.advance(0);
  await until((now) => now.state === 'saved');

  await service.stop();
  const cut = row();
  if (!cut) throw new Error('no row');
  saveRecording(db, { ...cut, state: 'downloading' });
  await writeFile(join(dir, 'recordings', 'sid-1.mp3.part-abc123'), 'half');
  service = await startService();
  await clock.advance(0);
  await until((now) => now.state === 'saved');
  expect(await readdir(join(dir, 'recordings'))).toEqual(['sid-1.mp3']);
});

test('a download cut off on demand can be asked for again', async () => {
  automatic = false;
  service.callEnded('c1', [url()]);
  await service.stop();
  const cut = row();
  if (!cut) throw new Error('no row');
  saveRecording(db, { ...cut, state: 'downloading' });
  service = await startService();
  expect(row()?.state).toBe('available');
});

test('on demand nothing is fetched until asked for, and asking twice fetches once', async () => {
  automatic = false;
  service.callEnded('c1', [url()]);
  await clock.advance(3_600_000);
  expect(row()?.state).toBe('available');
  expect(host.requests).toHaveLength(0);
  await Promise.all([service.download('c1'), service.download('c1')]);
  await service.download('c1');
  expect(host.requests).toHaveLength(1);
});

test('failures are tried again with longer waits, hourly while the call is young, then left to the agent', async () => {
  host.play = playUntil(1_000);
  published = [url()];
  service.callEnded('c1', [url()]);
  await clock.advance(0);
  const hourly = Array.from({ length: 24 }, () => 3_600_000);
  for (const wait of [5_000, 30_000, 120_000, 600_000, ...hourly]) {
    const failed = await until((now) => now.state === 'failed' && now.nextTryAt !== null);
    expect(failed).toMatchObject({ failure: 'recording_incomplete' });
    expect(failed.nextTryAt).toBe(clock.now() + wait);
    await clock.advance(wait);
    await until((now) => now.state !== 'failed' || now.tries > failed.tries);
  }
  await until((now) => now.state === 'failed' && now.nextTryAt === null);
  expect(existsSync(join(dir, 'recordings', 'sid-1.mp3'))).toBe(false);
  host.play = playAudio;
  await service.download('c1');
  expect(row()).toMatchObject({ state: 'saved', tries: 0, failure: null });
});

test('an address that has expired is asked for anew', async () => {
  host.play = (socket, request) =>
    (request.startsWith('GET /old') ? playStatus(403) : playAudio)(socket, request);
  published = [url()];
  automatic = false;
  service.callEnded('c1', [`${host.origin}/old.mp3`]);
  await service.download('c1');
  expect(row()).toMatchObject({ state: 'saved', url: url() });
});

test('published but not there yet counts as processing', async () => {
  host.play = playStatus(404);
  published = [url()];
  service.callEnded('c1', [url()]);
  await clock.advance(0);
  const waiting = await until((now) => now.state === 'processing');
  expect(waiting).toMatchObject({ failure: 'recording_not_ready', tries: 1 });
  host.play = playAudio;
  await clock.advance(5_000);
  await until((now) => now.state === 'saved');
});

test('a file that was deleted is said to be missing, and can come again', async () => {
  automatic = false;
  service.callEnded('c1', [url()]);
  await service.download('c1');
  await rm(service.fileOf('c1') ?? '');
  await expect(service.existingFile('c1')).rejects.toMatchObject({ code: 'file_missing' });
  expect(row()?.state).toBe('available');
  await service.download('c1');
  expect(await service.existingFile('c1')).toBeTruthy();
});

test('progress is told, but not too often', async () => {
  const told: RecordingProgress[] = [];
  service.onProgress((news) => told.push(news));
  automatic = false;
  service.callEnded('c1', [url()]);
  await service.download('c1');
  // The clock stands still: the first piece of news and the last.
  expect(told.length).toBeLessThanOrEqual(2);
  const whole = { bytesReceived: audio.length, bytesTotal: audio.length, bytesResumed: 0 };
  expect(told.at(-1)).toEqual({ id: 'c1', ...whole });
});

test('a call that is erased meanwhile: its download ends at once, and leaves no file', async () => {
  automatic = false;
  host.play = (socket) => {
    socket.write(head(200, { 'Content-Type': 'audio/mpeg', 'Content-Length': audio.length }));
    socket.write(audio.subarray(0, 1_000));
  };
  service.callEnded('c1', [url()]);
  const coming = new Promise<void>((resolve) => service.onProgress(() => resolve()));
  const download = service.download('c1');
  const failing = expect(download).rejects.toMatchObject({ code: 'recording_none' });
  await coming;
  db.prepare('DELETE FROM calls').run();
  await service.forget('c1');
  await failing;
  expect(await readdir(join(dir, 'recordings'))).toEqual([]);
});

test('what was planned for a call that is erased does not happen', async () => {
  service.callEnded('c1', []);
  db.prepare('DELETE FROM calls').run();
  await service.forget('c1');
  expect(clock.waiting).toBe(0);
});

test('a call without a recording has none', async () => {
  await expect(service.download('c1')).rejects.toMatchObject({ code: 'recording_none' });
  await expect(service.existingFile('c1')).rejects.toMatchObject({ code: 'recording_none' });
  expect(service.fileOf('c1')).toBeNull();
});

test('a row needs its call', () => {
  expect(() => service.callEnded('nobody', [])).toThrow(/FOREIGN KEY/);
});

const stored = storedRecording(400_000);
const beginning = 300_000;

/** Plays the beginning of a recording and then nothing; resolves once the download has taken it. */
async function stuckService(): Promise<{ taken: Promise<void> }> {
  host.play = (socket) => {
    const headers = { 'Content-Length': stored.content.length, ETag: stored.etag };
    socket.write(head(200, { 'Content-Type': 'audio/mpeg', ...headers }));
    socket.write(stored.content.subarray(0, beginning));
  };
  const taken = Promise.withResolvers<void>();
  await service.stop();
  service = await startService({
    fetch: async (...asked) => tellTaken(await steadyFetch(...asked), beginning, taken.resolve),
  });
  return { taken: taken.promise };
}

test('half a recording outlives a restart while its row wants it, and no longer', async () => {
  const folder = join(dir, 'recordings');
  const { taken } = await stuckService();
  service.callEnded('c1', [url()]);
  await clock.advance(0);
  await taken;
  await service.stop();
  expect(row()?.state).toBe('downloading');
  await writeFile(join(folder, 'sid-2.mp3.part'), 'nobody’s');

  host.play = playStored(stored);
  service = await startService();
  expect((await readdir(folder)).sort()).toEqual(['sid-1.mp3.part', 'sid-1.mp3.part.json']);
  await clock.advance(0);
  const saved = await until((now) => now.state === 'saved');
  expect(saved.sha256).toBe(sha256(stored.content));
  expect(headerOf(host.requests[1] ?? '', 'range')).toBe(`bytes=${beginning}-`);

  // Done with, for whatever reason: then nobody goes on with it.
  await service.stop();
  await writeFile(join(folder, 'sid-1.mp3.part'), 'half');
  saveRecording(db, { ...saved, state: 'failed', failure: 'recording_expired' });
  service = await startService();
  expect(await readdir(folder)).toEqual(['sid-1.mp3']);
});

test('a failure says how much of the recording is here', async () => {
  automatic = false;
  const { taken } = await stuckService();
  service.callEnded('c1', [url()]);
  const fails = expect(service.download('c1')).rejects.toMatchObject({
    code: 'provider_unreachable',
  });
  await taken;
  await clock.advance(silenceLimitMs);
  await fails;
  expect(row()).toMatchObject({ state: 'failed', bytesReceived: beginning });
});

test('an address that was good is not asked for anew', async () => {
  host.play = playUntil(1_000);
  automatic = false;
  service.callEnded('c1', [url()]);
  await expect(service.download('c1')).rejects.toMatchObject({ code: 'recording_incomplete' });
  expect(looks).toBe(0);
});

test('no file outside the folder is named after a sid, nor read', async () => {
  const memory = { etag: '"a"', total: 9, bytes: 5, sha256: 'a', audio: true };
  await writeFile(join(dir, 'escape.mp3.part.json'), JSON.stringify(memory));
  await service.stop();
  automatic = false;
  const call = () => ({ sid: '../escape', sharesSid: false, endedAt: null, timeScale: 1 });
  service = await startService({ call });
  service.callEnded('c1', [url()]);
  await expect(service.download('c1')).rejects.toMatchObject({ code: 'recording_refused' });
  expect(row()).toMatchObject({ state: 'failed', bytesReceived: null });
  expect(host.requests).toEqual([]);
});

test('one that was removed to save space comes back when asked for, never by itself', async () => {
  automatic = false;
  service.callEnded('c1', [url()]);
  await service.download('c1');
  const saved = row();
  if (!saved) throw new Error('no row');
  await rm(service.fileOf('c1') ?? '');
  saveRecording(db, { ...saved, state: 'removed', fileName: null, sha256: null });
  automatic = true;
  await service.stop();
  service = await startService();
  service.resume();
  service.callEnded('c1', [url()]);
  await clock.advance(48 * 3_600_000);
  expect(row()?.state).toBe('removed');
  expect(host.requests).toHaveLength(1);
  expect(service.fileOf('c1')).toBeNull();
  await service.download('c1');
  expect(row()).toMatchObject({ state: 'saved', sha256: audioSha256 });
});

const day = 86_400_000;

test.each([-400 * day, -3_600_000, 3_600_000, 400 * day])(
  'a clock that is set by %d ms between two looks: each of them comes, when it is due',
  async (ms) => {
    service.callEnded('c1', []);
    for (const [index, seconds] of [5, 10, 15, 30, 60].entries()) {
      clock.jump(index % 2 === 0 ? ms : -ms);
      await clock.advance(seconds * 1_000);
      await until((now) => now.looks === index + 1);
    }
    published = [url()];
    await clock.advance(120_000);
    await until((now) => now.state === 'saved');
    expect(looks).toBe(6);
  },
);

test.each([-400 * day, 400 * day])(
  'what was planned by a clock that was %d ms off is not waited for after a restart',
  async (ms) => {
    clock.jump(ms);
    service.callEnded('c1', []);
    await service.stop();
    clock.jump(-ms);
    published = [url()];
    service = await startService();
    await clock.advance(longestWaitMs);
    await until((now) => now.state === 'saved');
  },
);
