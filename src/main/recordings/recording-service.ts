import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../shared/domain/app-error.ts';
import { Emitter } from '../base/emitter.ts';
import { newRecordingRow, type RecordingRow } from '../storage/recordings-table.ts';
import { codeOf, fetchRecording } from './fetch-recording.ts';
import { nextLook, retryDelayMs, unansweredLookDelayMs } from './look-schedule.ts';
import { type DownloadedRecording, keptBytes, removeOrphans } from './partial-file.ts';
import type { DownloadProgress } from './recording-download.ts';
import type { RecordingProgress, RecordingServiceOptions } from './recording-service-options.ts';
import { tellSparingly } from './tell-sparingly.ts';

/** At most five pieces of news a second. */
const progressEveryMs = 200;
/** Between the looks that were missed while Handset was closed: the account's requests are few. */
const resumeSpacingMs = 1_000;

/**
 * Owns recordings from the call's end until they are on disk: asks until Exotel has published
 * them, downloads, tries again. Everything planned is a row, so a restart goes on where it was.
 */
export class RecordingService {
  readonly #options: RecordingServiceOptions;
  readonly #changed = new Emitter<string>();
  readonly #saved = new Emitter<string>();
  readonly #progress = new Emitter<RecordingProgress>();
  readonly #timers = new Map<string, () => void>();
  readonly #downloads = new Map<string, Promise<void>>();
  /** Ends one download. */
  readonly #ending = new Map<string, AbortController>();
  readonly #stopping = new AbortController();
  /** What happens by itself happens one after the other. */
  #queue: Promise<void> = Promise.resolve();

  /** Tells the call's id whenever its recording's row has changed. */
  readonly onChange = this.#changed.on;
  /** Tells the call's id once its recording is on disk. */
  readonly onSaved = this.#saved.on;
  readonly onProgress = this.#progress.on;

  constructor(options: RecordingServiceOptions) {
    this.#options = options;
  }

  /** Cleans up after a crash and resumes what was planned. Once, before anything else. */
  async start(): Promise<void> {
    const { dir, table, call } = this.#options;
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const sids = table.listUnfinished().map(({ callId }) => call(callId)?.sid ?? '');
    await removeOrphans(dir, new Set(sids));
    this.resume();
  }

  /** Plans anew everything unfinished: after a start, and after the computer has slept. */
  resume(): void {
    const now = this.#options.clock.now();
    let due = now;
    for (const row of this.#options.table.listUnfinished()) {
      if (this.#downloads.has(row.callId)) continue;
      // No download runs, so this one was cut off.
      if (row.state === 'downloading') this.#change(row, { state: 'available' });
      const waits = row.nextTryAt === null && !this.#options.automatic();
      if (waits) continue;
      const at = Math.max(row.nextTryAt ?? now, due);
      if (at === due) due += resumeSpacingMs * this.#timeScale(row.callId);
      this.#schedule(row.callId, at);
    }
  }

  /** Ends all timers and downloads at once; their rows stay as they are, and are touched no more. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('stopped'));
    for (const cancel of this.#timers.values()) cancel();
    await Promise.allSettled([...this.#downloads.values(), this.#queue]);
  }

  /** The call is gone: ends what is planned or under way. Afterwards no file of it appears. */
  async forget(callId: string): Promise<void> {
    this.#timers.get(callId)?.();
    this.#timers.delete(callId);
    this.#ending.get(callId)?.abort(new AppFailure('recording_none'));
    await this.#downloads.get(callId)?.catch(() => {});
  }

  /** A recorded conversation has ended; `urls` as far as Exotel told them already. */
  callEnded(callId: string, urls: readonly string[]): void {
    const known = this.#options.table.find(callId);
    const waiting = known === null || known.state === 'processing' || known.state === 'never_came';
    if (!waiting) return;
    const row = known ?? newRecordingRow(callId);
    if (urls[0] !== undefined) this.#published(row, urls[0]);
    else if (known === null) this.#planLook(row, 0, 0);
  }

  /**
   * Downloads a recording now, or joins the download that runs already.
   *
   * @throws AppFailure recording_none, recording_not_ready, or what the download failed of.
   */
  async download(callId: string): Promise<void> {
    const row = this.#row(callId);
    if (row.state === 'saved' && (await this.#isOnDisk(row))) return;
    this.#change(row, { tries: 0 });
    if (row.state === 'processing' || row.state === 'never_came') {
      const [url] = await this.#options.refresh(callId);
      if (url === undefined) throw new AppFailure('recording_not_ready');
      this.#change(this.#row(callId), { state: 'available', url });
    }
    await this.#download(callId);
  }

  /** The file of a saved recording; null when there is none. Looks at the row only. */
  fileOf(callId: string): string | null {
    const row = this.#options.table.find(callId);
    return row?.state === 'saved' && row.fileName ? join(this.#options.dir, row.fileName) : null;
  }

  /**
   * The file of a saved recording, made sure of. One that was deleted can be downloaded again.
   *
   * @throws AppFailure recording_none or file_missing.
   */
  async existingFile(callId: string): Promise<string> {
    const file = this.fileOf(callId);
    if (file === null) throw new AppFailure('recording_none');
    if (await this.#isOnDisk(this.#row(callId))) return file;
    this.#change(this.#row(callId), {
      state: 'available',
      sha256: null,
      fileName: null,
      bytesReceived: null,
    });
    throw new AppFailure('file_missing');
  }

  #schedule(callId: string, at: number): void {
    this.#timers.get(callId)?.();
    const cancel = this.#options.clock.setTimeout(() => {
      this.#timers.delete(callId);
      this.#queue = this.#queue.then(() => this.#attempt(callId));
    }, at - this.#options.clock.now());
    this.#timers.set(callId, cancel);
  }

  /** The next step of a recording, by itself. Never rejects: a failure is in the row and the log. */
  async #attempt(callId: string): Promise<void> {
    const { log, table } = this.#options;
    try {
      const row = table.find(callId);
      if (this.#stopping.signal.aborted || row === null) return;
      if (row.state === 'processing') await this.#look(row);
      else if (row.state !== 'saved') await this.#download(callId);
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      log.warn('a recording did not come yet', { callId, failure: codeOf(error) });
    }
  }

  async #look(row: RecordingRow): Promise<void> {
    const { refresh, clock } = this.#options;
    let urls: string[];
    try {
      urls = await refresh(row.callId);
    } catch (error) {
      this.#stopping.signal.throwIfAborted();
      // Exotel said nothing, so this was no look: only its answer can mean "it never came".
      const tries = row.tries + 1;
      const delay = unansweredLookDelayMs(tries) * this.#timeScale(row.callId);
      this.#plan(row, { tries, failure: codeOf(error) }, clock.now() + delay);
      throw error;
    }
    this.#stopping.signal.throwIfAborted();
    const current = this.#row(row.callId);
    if (current.state !== 'processing') return;
    if (urls[0] !== undefined) return this.#published(current, urls[0]);
    const overdueMs = clock.now() - (row.nextTryAt ?? clock.now());
    this.#planLook({ ...current, tries: 0, failure: null }, row.looks + 1, overdueMs);
  }

  #planLook(row: RecordingRow, looks: number, overdueMs: number): void {
    const { clock, random } = this.#options;
    const plan = nextLook(looks, overdueMs, this.#timeScale(row.callId), random());
    if (plan === null) this.#change(row, { state: 'never_came', nextTryAt: null, looks });
    else this.#plan(row, { looks: plan.looks }, clock.now() + plan.delayMs);
  }

  #plan(row: RecordingRow, patch: Partial<RecordingRow>, at: number): void {
    this.#change(row, { ...patch, nextTryAt: Math.round(at) });
    this.#schedule(row.callId, at);
  }

  #published(row: RecordingRow, url: string): void {
    this.#change(row, { state: 'available', url, nextTryAt: null, failure: null });
    if (this.#options.automatic()) this.#schedule(row.callId, this.#options.clock.now());
  }

  #download(callId: string): Promise<void> {
    const running = this.#downloads.get(callId);
    if (running) return running;
    this.#timers.get(callId)?.();
    this.#timers.delete(callId);
    this.#ending.set(callId, new AbortController());
    const download = this.#run(callId).finally(() => {
      this.#downloads.delete(callId);
      this.#ending.delete(callId);
    });
    this.#downloads.set(callId, download);
    return download;
  }

  async #run(callId: string): Promise<void> {
    const row = this.#row(callId);
    const started = { state: 'downloading', nextTryAt: null, failure: null } as const;
    // What an earlier try brought; of a file that was whole and is gone nothing is left.
    const bytesReceived = row.state === 'saved' ? 0 : (row.bytesReceived ?? 0);
    this.#change(row, { ...started, bytesReceived, bytesTotal: null });
    try {
      const { fileName, bytes, sha256 } = await this.#fetch(callId);
      const sizes = { bytesReceived: bytes, bytesTotal: bytes };
      this.#change(this.#row(callId), { state: 'saved', fileName, sha256, tries: 0, ...sizes });
      this.#saved.emit(callId);
    } catch (error) {
      // The row still says "downloading": the next start goes on from there.
      this.#stopping.signal.throwIfAborted();
      const { dir, call } = this.#options;
      const kept = await keptBytes(dir, call(callId)?.sid ?? '');
      this.#stopping.signal.throwIfAborted();
      this.#failed(this.#row(callId), error, kept);
      throw error;
    }
  }

  #fetch(callId: string): Promise<DownloadedRecording> {
    const { url } = this.#row(callId);
    if (url === null) throw new AppFailure('recording_none');
    const ending = this.#ending.get(callId)?.signal ?? this.#stopping.signal;
    const { tell, end } = tellSparingly<DownloadProgress>(
      this.#options.clock,
      progressEveryMs,
      (progress) => this.#progress.emit({ id: callId, ...progress }),
    );
    return fetchRecording(this.#options, {
      callId,
      url,
      signal: AbortSignal.any([this.#stopping.signal, ending]),
      onFreshUrl: (fresh) => this.#change(this.#row(callId), { url: fresh }),
      onProgress: tell,
    }).finally(end);
  }

  #failed(row: RecordingRow, error: unknown, kept: number): void {
    const { clock } = this.#options;
    const failure = codeOf(error);
    const tries = row.tries + 1;
    const delay = retryDelayMs(failure, tries);
    // Published, yet not there: for the agent that is still Exotel's processing.
    const waiting = failure === 'recording_not_ready' && delay !== null;
    // Without its account nothing failed yet: `resume` goes on when the account is back.
    const parked = failure === 'recording_needs_account';
    const state = waiting ? 'processing' : parked ? 'available' : 'failed';
    const patch = { state, tries, failure, bytesReceived: kept || null } as const;
    if (delay === null) this.#change(row, patch);
    else this.#plan(row, patch, clock.now() + delay * this.#timeScale(row.callId));
  }

  #row(callId: string): RecordingRow {
    const row = this.#options.table.find(callId);
    if (row === null) throw new AppFailure('recording_none');
    return row;
  }

  #change(row: RecordingRow, patch: Partial<RecordingRow>): void {
    this.#options.table.save({ ...row, ...patch, updatedAt: this.#options.clock.now() });
    this.#changed.emit(row.callId);
  }

  #timeScale(callId: string): number {
    return this.#options.call(callId)?.timeScale ?? 1;
  }

  #isOnDisk(row: RecordingRow): Promise<boolean> {
    const file = join(this.#options.dir, row.fileName ?? '');
    return stat(file).then(
      (info) => info.isFile() && info.size === row.bytesTotal,
      () => false,
    );
  }
}
