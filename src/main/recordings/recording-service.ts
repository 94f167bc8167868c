import { AppFailure } from '../../shared/domain/app-error.ts';
import { readRecordingId } from '../../shared/domain/recording-id.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import { Serial } from '../base/serial.ts';
import { idOf, newRecordingRow, type RecordingRow } from '../storage/tables/recordings.ts';
import { longestWaitMs, nextCheck, planAfter, unansweredCheckDelayMs } from './check-schedule.ts';
import { type FetchOptions, failureCodeOf, fetchRecording } from './fetch-recording.ts';
import { type DownloadedRecording, keptBytes, removeOrphans } from './partial-file.ts';
import type { DownloadProgress } from './recording-download.ts';
import { RecordingFolder } from './recording-folder.ts';
import { isWaiting, type LedgerOptions, RecordingLedger } from './recording-ledger.ts';
import { throttle } from './throttle.ts';

export interface RecordingServiceOptions extends FetchOptions, LedgerOptions {
  log: Log;
  /** Returns 0 to 1. */
  random: () => number;
  /** Asks Exotel now which recordings the call has. */
  refresh: (callId: string) => Promise<string[]>;
  /** Whether recordings are downloaded automatically. */
  automatic: () => boolean;
}

export interface RecordingProgress extends DownloadProgress {
  /** The recording's id. */
  id: string;
}

/** At most five updates per second. */
const progressEveryMs = 200;
/** Spacing of the checks missed while Handset was closed: the account's requests are scarce. */
const resumeSpacingMs = 1_000;

/**
 * Takes care of recordings from the call's end until they are on disk: asks until Exotel has
 * published them, downloads, retries. Every plan is a row, so a restart continues where it was.
 * `id` is a recording's: a call may have several.
 */
export class RecordingService {
  /** Where they are kept, and whether it can be used. */
  readonly folder: RecordingFolder;
  readonly #options: RecordingServiceOptions;
  readonly #ledger: RecordingLedger;
  readonly #saved = new Emitter<string>();
  readonly #progress = new Emitter<RecordingProgress>();
  readonly #timers = new Map<string, () => void>();
  readonly #downloads = new Map<string, Promise<void>>();
  /** Aborts single downloads. */
  readonly #ending = new Map<string, AbortController>();
  readonly #stopping = new AbortController();
  /** Calls whose recordings Exotel has just named. */
  readonly #publishing = new Map<string, Promise<void>>();
  /** Automatic steps run one after the other. */
  readonly #serial = new Serial();

  /** Emits the call's id whenever its recording's row has changed. */
  readonly onChange: Emitter<string>['on'];
  /** Emits the call's id once its recording is on disk. */
  readonly onSaved = this.#saved.on;
  readonly onProgress = this.#progress.on;

  constructor(options: RecordingServiceOptions) {
    this.#options = options;
    this.#ledger = new RecordingLedger(options);
    this.onChange = this.#ledger.changed.on;
    this.folder = new RecordingFolder(options.dir);
  }

  /** Cleans up after a crash and resumes what was planned. Call it once, before anything else. */
  async start(): Promise<void> {
    const { dir, table, log } = this.#options;
    try {
      await this.folder.ready();
      await removeOrphans(
        dir,
        new Set(table.listUnfinished().map((row) => this.#ledger.stemOf(row))),
      );
    } catch (error) {
      log.error('the recordings folder cannot be used', error);
    }
    this.resume();
  }

  /** Plans everything unfinished again: after a start, and after the computer slept. */
  resume(): void {
    const now = this.#options.clock.now();
    let due = now;
    for (const row of this.#options.table.listUnfinished()) {
      if (this.#downloads.has(idOf(row))) continue;
      // No download is running, so this one was cut off.
      if (row.state === 'downloading') this.#ledger.change(row, { state: 'available' });
      const waits = row.nextTryAt === null && !this.#options.automatic();
      if (waits) continue;
      // By a clock that was corrected since, it may be years ahead.
      const planned = Math.min(row.nextTryAt ?? now, now + this.#ledger.scaled(row, longestWaitMs));
      const at = Math.max(planned, due);
      if (at === due) due += this.#ledger.scaled(row, resumeSpacingMs);
      this.#schedule(idOf(row), at);
    }
  }

  /** Stops all timers and downloads at once; their rows are left as they are. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('stopped'));
    for (const cancel of this.#timers.values()) cancel();
    await Promise.allSettled([
      ...this.#downloads.values(),
      ...this.#publishing.values(),
      this.#serial.idle(),
    ]);
  }

  /**
   * Stops what is planned or under way for a call that is gone. No file of it appears afterwards.
   */
  async forget(callId: string): Promise<void> {
    await this.#publishing.get(callId);
    const isOfCall = (id: string): boolean => readRecordingId(id).callId === callId;
    for (const id of [...this.#timers.keys()].filter(isOfCall)) this.#unschedule(id);
    for (const id of [...this.#downloads.keys()].filter(isOfCall)) {
      this.#ending.get(id)?.abort(new AppFailure('recording_none'));
      await this.#downloads.get(id)?.catch(() => {});
    }
  }

  /** Call it when a recorded conversation has ended; `urls` as far as Exotel has given them. */
  callEnded(callId: string, urls: readonly string[]): void {
    const { log } = this.#options;
    // The row exists before anything else can happen, so Exotel will be asked whatever comes.
    if (this.#ledger.find(callId) === null) this.#planCheck(newRecordingRow(callId), 0);
    if (urls.length === 0) return;
    const publishing = this.#publish(callId, urls)
      .catch((error) => {
        if (!this.#stopping.signal.aborted) log.error('recordings could not be noted', error);
      })
      .finally(() => this.#publishing.delete(callId));
    this.#publishing.set(callId, publishing);
  }

  /**
   * Downloads a recording now, or joins the download already running. Asks Exotel or its storage
   * even if it was given up before.
   *
   * @throws AppFailure recording_none, recording_not_ready, or why the download failed
   */
  async download(id: string): Promise<void> {
    const { callId } = readRecordingId(id);
    await this.#publishing.get(callId);
    const row = this.#ledger.find(id);
    if (row?.state === 'saved' && (await this.#ledger.isOnDisk(row))) return;
    if (row) this.#ledger.change(row, { tries: 0 });
    if (!row || isWaiting(row) || row.url === null) {
      await this.#ask(callId);
      if (this.#ledger.row(id).url === null) throw new AppFailure('recording_not_ready');
    }
    await this.#download(id);
  }

  /** See {@link RecordingLedger.fileOf}. */
  fileOf(id: string): string | null {
    return this.#ledger.fileOf(id);
  }

  /** See {@link RecordingLedger.existingFile}. */
  existingFile(id: string): Promise<string> {
    return this.#ledger.existingFile(id);
  }

  #unschedule(id: string): void {
    this.#timers.get(id)?.();
    this.#timers.delete(id);
  }

  #schedule(id: string, at: number): void {
    this.#unschedule(id);
    const cancel = this.#options.clock.setTimeout(() => {
      this.#timers.delete(id);
      void this.#serial.run(() => this.#attempt(id));
    }, at - this.#options.clock.now());
    this.#timers.set(id, cancel);
  }

  /**
   * Takes a recording's next automatic step. Never rejects: a failure goes to the row and the log.
   */
  async #attempt(id: string): Promise<void> {
    const { log } = this.#options;
    try {
      const row = this.#ledger.find(id);
      if (this.#stopping.signal.aborted || row === null) return;
      if (row.state === 'processing' && row.url === null) await this.#check(row);
      else if (row.state !== 'saved') await this.#download(id);
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      log.warn('a recording did not come yet', { callId: id, failure: failureCodeOf(error) });
    }
  }

  async #check(row: RecordingRow): Promise<void> {
    const { clock } = this.#options;
    try {
      await this.#ask(row.callId);
    } catch (error) {
      this.#stopping.signal.throwIfAborted();
      // Exotel did not respond, so this was not a check: only its response can mean "it never came".
      const tries = row.tries + 1;
      const delay = this.#ledger.scaled(row, unansweredCheckDelayMs(tries));
      this.#plan(row, { tries, failure: failureCodeOf(error) }, clock.now() + delay);
      throw error;
    }
    const current = this.#ledger.row(idOf(row));
    if (current.state !== 'processing') return;
    this.#planCheck({ ...current, tries: 0, failure: null }, row.looks + 1);
  }

  /** Asks Exotel which recordings a call has. */
  async #ask(callId: string): Promise<void> {
    const urls = await this.#options.refresh(callId);
    this.#stopping.signal.throwIfAborted();
    await this.#publish(callId, urls);
  }

  async #publish(callId: string, urls: readonly string[]): Promise<void> {
    const { automatic, clock } = this.#options;
    for (const id of await this.#ledger.name(callId, urls, this.#stopping.signal)) {
      this.#unschedule(id);
      if (automatic()) this.#schedule(id, clock.now());
    }
  }

  #planCheck(row: RecordingRow, checks: number): void {
    const { clock, random } = this.#options;
    // Exotel is asked once, however long ago the call ended.
    const age = checks === 0 ? 0 : this.#ledger.ageMs(row);
    const plan = nextCheck(checks, age, this.#ledger.scaled(row, 1), random());
    if (plan === null)
      this.#ledger.change(row, { state: 'never_came', nextTryAt: null, looks: checks });
    else this.#plan(row, { looks: plan.checks }, clock.now() + plan.delayMs);
  }

  #plan(row: RecordingRow, patch: Partial<RecordingRow>, at: number): void {
    this.#ledger.change(row, { ...patch, nextTryAt: Math.round(at) });
    this.#schedule(idOf(row), at);
  }

  #download(id: string): Promise<void> {
    const running = this.#downloads.get(id);
    if (running) return running;
    this.#unschedule(id);
    this.#ending.set(id, new AbortController());
    const download = this.#run(id).finally(() => {
      this.#downloads.delete(id);
      this.#ending.delete(id);
    });
    this.#downloads.set(id, download);
    return download;
  }

  async #run(id: string): Promise<void> {
    const row = this.#ledger.row(id);
    const started = { state: 'downloading', nextTryAt: null, failure: null } as const;
    // What an earlier attempt brought; of a file that was whole and is gone, nothing is left.
    const bytesReceived = row.state === 'saved' ? 0 : (row.bytesReceived ?? 0);
    this.#ledger.change(row, { ...started, bytesReceived, bytesTotal: null });
    try {
      await this.folder.ready();
      const { fileName, bytes, sha256 } = await this.#fetch(row);
      const sizes = { bytesReceived: bytes, bytesTotal: bytes };
      this.#ledger.change(this.#ledger.row(id), {
        state: 'saved',
        fileName,
        sha256,
        tries: 0,
        ...sizes,
      });
      this.#saved.emit(row.callId);
    } catch (error) {
      // The row still says "downloading": the next start continues from there.
      this.#stopping.signal.throwIfAborted();
      const kept = await keptBytes(this.#options.dir, this.#ledger.stemOf(row));
      this.#stopping.signal.throwIfAborted();
      this.#failed(this.#ledger.row(id), error, kept);
      throw error;
    }
  }

  #fetch(row: RecordingRow): Promise<DownloadedRecording> {
    const { callId, part, url } = row;
    const id = idOf(row);
    if (url === null) throw new AppFailure('recording_none');
    const ending = this.#ending.get(id)?.signal ?? this.#stopping.signal;
    const { tell, end } = throttle<DownloadProgress>(
      this.#options.clock,
      progressEveryMs,
      (progress) => this.#progress.emit({ id, ...progress }),
    );
    return fetchRecording(this.#options, {
      callId,
      part,
      url,
      young: this.#ledger.isYoung(row),
      signal: AbortSignal.any([this.#stopping.signal, ending]),
      freshUrl: async () => {
        await this.#ask(callId);
        return this.#ledger.row(id).url;
      },
      onProgress: tell,
    }).finally(end);
  }

  #failed(row: RecordingRow, error: unknown, kept: number): void {
    const failure = failureCodeOf(error);
    const tries = row.tries + 1;
    const { state, delayMs } = planAfter(failure, tries, this.#ledger.isYoung(row));
    const patch = { state, tries, failure, bytesReceived: kept || null };
    if (delayMs === null) this.#ledger.change(row, patch);
    else this.#plan(row, patch, this.#options.clock.now() + this.#ledger.scaled(row, delayMs));
  }
}
