import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { silenceLimitMs } from '../../src/main/recordings/recording-download.ts';
import { RecordingService } from '../../src/main/recordings/recording-service.ts';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import {
  findRecording,
  listUnfinishedRecordings,
  type RecordingRow,
  saveRecording,
} from '../../src/main/storage/tables/recordings.ts';
import { FakeClock } from '../../tests/support/fake-clock.ts';
import {
  head,
  honestAnswer,
  partOf,
  type RecordingHost,
  rangeStart,
  type StoredRecording,
  sha256,
  startRecordingHost,
  storedRecording,
} from '../../tests/support/recording-host.ts';
import { steadyFetch } from '../../tests/support/steady-fetch.ts';
import { tellTaken } from '../../tests/support/tell-taken.ts';

/** What the host does after sending a recording up to the cut. */
export const cutFaults = [
  'reset',
  'close',
  'stall',
  'wrong range',
  'changed ETag',
  'expired URL',
  '200 for 206',
] as const;
type CutFault = (typeof cutFaults)[number];

export interface RecordingCutFigures {
  cases: number;
  /** Complete, with the same hash as the host's. */
  saved: number;
  /** Given up with a code that has a sentence. */
  failed: number;
  /** Anything else. Each is described in `wrongs`. */
  wrong: number;
  wrongs: string[];
  /** Cases in which a 206 was asked for. */
  resumed: number;
  /** Bytes that did not have to be sent again. */
  bytesSpared: number;
}

const recordingBytes = 90_000;
const nothing = Buffer.alloc(0);

/**
 * Cuts downloads at `offsets` places, each in every way, and lets the service continue by its own
 * plan, with a real database and real sockets. Time is driven, never waited for.
 */
export async function recordingCuts(options: {
  seed: number;
  offsets: number;
}): Promise<RecordingCutFigures> {
  const dir = mkdtempSync(join(tmpdir(), 'handset-cuts-'));
  const db = openConnection(join(dir, 'handset.db'));
  // What survives a power cut is proven elsewhere, and would take most of the time here.
  db.pragma('synchronous = OFF');
  const host = await startRecordingHost(() => {});
  const figures = {
    cases: 0,
    saved: 0,
    failed: 0,
    wrong: 0,
    wrongs: [] as string[],
    resumed: 0,
    bytesSpared: 0,
  };
  try {
    for (const offset of someOffsets(options)) {
      for (const fault of cutFaults) {
        const one = new CutCase({ db, dir, host, fault, offset, number: figures.cases });
        const result = await one.run();
        figures.cases += 1;
        figures[result.end] += 1;
        if (result.end === 'wrong') figures.wrongs.push(`${fault} at ${offset}: ${result.why}`);
        if (one.spared > 0) figures.resumed += 1;
        figures.bytesSpared += one.spared;
      }
    }
  } finally {
    await host.close();
    db.close();
    rmSync(dir, { recursive: true });
  }
  return figures;
}

/** Returns the edges first, then random places. */
function someOffsets({ seed, offsets }: { seed: number; offsets: number }): number[] {
  const edges = [0, 1, 2, 3, 4, 65_535, 65_536, 65_537, recordingBytes - 1];
  let state = seed >>> 0;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const anywhere = Array.from({ length: offsets }, () => Math.floor(random() * recordingBytes));
  return [...edges, ...anywhere].slice(0, offsets);
}

interface CaseOptions {
  db: Database;
  dir: string;
  host: RecordingHost;
  fault: CutFault;
  offset: number;
  number: number;
}

type CaseResult = { end: 'saved' } | { end: 'failed' } | { end: 'wrong'; why: string };

class CutCase {
  spared = 0;
  readonly #options: CaseOptions;
  readonly #clock = new FakeClock();
  readonly #id: string;
  readonly #folder: string;
  /** What the host has: for one fault, another recording takes its place. */
  #stored: StoredRecording;
  #requests = 0;
  #news = Promise.withResolvers<void>();
  readonly #taken = Promise.withResolvers<void>();
  #early = '';

  constructor(options: CaseOptions) {
    this.#options = options;
    this.#id = `call-${options.number}`;
    this.#folder = join(options.dir, 'recordings');
    this.#stored = storedRecording(recordingBytes, options.number);
  }

  async run(): Promise<CaseResult> {
    const { db, host } = this.#options;
    const facts = { practice: false, state: 'ended', customerNumber: '+919876500000' };
    db.prepare('INSERT INTO calls (id, facts, booted_at) VALUES (?, ?, 0)').run(
      this.#id,
      JSON.stringify(facts),
    );
    host.play = (socket, request) => this.#play(socket, request);
    const service = this.#service();
    try {
      await service.start();
      service.callEnded(this.#id, [this.#url()]);
      await this.#clock.advance(0);
      return this.#judge(await this.#end());
    } finally {
      await service.stop();
      rmSync(this.#folder, { recursive: true });
    }
  }

  #service(): RecordingService {
    const { db, host } = this.#options;
    const service = new RecordingService({
      table: {
        find: (id) => findRecording(db, id),
        listUnfinished: () => listUnfinishedRecordings(db).filter((row) => row.callId === this.#id),
        save: (row) => saveRecording(db, row),
      },
      dir: this.#folder,
      fetch: async (url, init) =>
        tellTaken(await steadyFetch(url, init), this.#options.offset, this.#taken.resolve),
      clock: this.#clock,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      random: () => 0,
      call: () => ({ sid: this.#id, sharesSid: false, endedAt: null, timeScale: 1 }),
      account: async () => ({ baseUrl: host.origin, authorization: 'Basic eDp5' }),
      refresh: async () => [this.#url()],
      automatic: () => true,
    });
    const tell = (): void => {
      this.#look();
      this.#news.resolve();
    };
    service.onChange(tell);
    service.onProgress(tell);
    return service;
  }

  /** Changes with every response if addresses expire. */
  #url(): string {
    const { host, fault } = this.#options;
    return `${host.origin}/${this.#id}.mp3${fault === 'expired URL' ? `?Signature=${this.#requests}` : ''}`;
  }

  #play(socket: Socket, request: string): void {
    this.#look();
    this.#requests += 1;
    const first = this.#requests === 1;
    const [top, body] = first ? honestAnswer(this.#stored, request) : this.#answer(request);
    socket.write(top);
    if (first) this.#cut(socket, body);
    else socket.end(body);
  }

  #cut(socket: Socket, body: Buffer): void {
    const { fault, offset } = this.#options;
    socket.write(body.subarray(0, offset));
    void this.#taken.promise.then(() => {
      if (fault === 'reset') socket.resetAndDestroy();
      else if (fault === 'stall') void this.#clock.advance(silenceLimitMs);
      else socket.end();
    });
  }

  /** Returns what comes after the cut. */
  #answer(request: string): [string, Buffer] {
    const { fault, offset, number } = this.#options;
    const start = rangeStart(request);
    const second = this.#requests === 2;
    const odd = offset % 2 === 1;
    if (fault === 'expired URL' && second) return [head(403, { 'Content-Length': 0 }), nothing];
    if (fault === '200 for 206') return honestAnswer(this.#stored, '');
    if (fault === 'wrong range' && start > 0) {
      const other = odd ? start - 1 : Math.min(start + 1, recordingBytes - 1);
      return partOf(this.#stored, other);
    }
    if (fault === 'changed ETag' && second) {
      this.#stored = storedRecording(recordingBytes, number + 1);
      // Every other host ignores If-Range, and sends the rest of another recording.
      if (start > 0 && odd) return partOf(this.#stored, start);
    }
    const answer = honestAnswer(this.#stored, request);
    if (answer[0].startsWith('HTTP/1.1 206')) this.spared = start;
    return answer;
  }

  /** Lets time pass whenever nothing else can happen, until the row is at rest. */
  async #end(): Promise<RecordingRow> {
    for (;;) {
      const row = findRecording(this.#options.db, this.#id);
      if (row === null) throw new Error('no row');
      if (row.state === 'saved') return row;
      if (row.state === 'failed' && row.nextTryAt === null) return row;
      if (row.nextTryAt !== null && row.state !== 'downloading') {
        await this.#clock.advance(row.nextTryAt - this.#clock.now());
        continue;
      }
      await this.#news.promise;
      this.#news = Promise.withResolvers();
    }
  }

  /** At every moment, its final name holds the whole recording or nothing. */
  #look(): void {
    const file = join(this.#folder, `${this.#id}.mp3`);
    if (!existsSync(file)) return;
    const found = sha256(readFileSync(file));
    if (found !== sha256(this.#stored.content)) this.#early = 'a wrong file under its final name';
  }

  #judge(row: RecordingRow): CaseResult {
    this.#look();
    const names = readdirSync(this.#folder);
    const file = `${this.#id}.mp3`;
    if (this.#early !== '') return { end: 'wrong', why: this.#early };
    if (row.state === 'failed') {
      if (names.includes(file)) return { end: 'wrong', why: 'failed, yet there is a file' };
      return row.failure === null || row.failure === 'internal'
        ? { end: 'wrong', why: `failed without a reason: ${row.failure}` }
        : { end: 'failed' };
    }
    if (names.join() !== file) return { end: 'wrong', why: `leftovers: ${names.join()}` };
    const same = row.sha256 === sha256(this.#stored.content);
    return same ? { end: 'saved' } : { end: 'wrong', why: 'the row has another hash' };
  }
}
