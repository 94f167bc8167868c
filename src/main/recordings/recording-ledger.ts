import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../shared/domain/app-error.ts';
import { recordingId } from '../../shared/domain/recording-id.ts';
import { Emitter } from '../base/emitter.ts';
import { newRecordingRow, type RecordingRow } from '../storage/tables/recordings.ts';
import { type FetchOptions, fileStem, youngMs } from './fetch-recording.ts';
import { fetchableUrls, partsOf } from './named-parts.ts';
import { RecordingAges } from './recording-ages.ts';

/** The recordings table, bound to its database. */
export interface RecordingsTable {
  /** By the recording's id. */
  find(id: string): RecordingRow | null;
  listUnfinished(): RecordingRow[];
  save(row: RecordingRow): void;
}

export interface LedgerOptions extends Omit<FetchOptions, 'fetch'> {
  table: RecordingsTable;
  /** Epoch milliseconds by Exotel's clock; absent or null if nothing tells. */
  providerNow?: () => number | null;
}

/** The rows of recordings, and what follows from them and their calls. `id` is a recording's. */
export class RecordingLedger {
  /** Emits the call's id whenever the row of one of its recordings has changed. */
  readonly changed = new Emitter<string>();

  readonly #options: LedgerOptions;
  readonly #ages: RecordingAges;

  constructor(options: LedgerOptions) {
    this.#options = options;
    this.#ages = new RecordingAges(options.clock, () => options.providerNow?.() ?? null);
  }

  find(id: string): RecordingRow | null {
    return this.#options.table.find(id);
  }

  /** @throws AppFailure recording_none. */
  row(id: string): RecordingRow {
    const row = this.find(id);
    if (row === null) throw new AppFailure('recording_none');
    return row;
  }

  change(row: RecordingRow, patch: Partial<RecordingRow>): void {
    this.#options.table.save({ ...row, ...patch, updatedAt: this.#options.clock.now() });
    this.changed.emit(row.callId);
  }

  /**
   * Records the addresses Exotel gave for a call's recordings: each part gets its address, and a
   * new one its row. Returns the ids of those that can be fetched from now on.
   */
  async name(callId: string, urls: readonly string[], signal: AbortSignal): Promise<string[]> {
    const account = await this.#options.account(callId).catch(() => null);
    signal.throwIfAborted();
    const found = fetchableUrls(urls, account?.baseUrl ?? null);
    return partsOf(this.#parts(callId), found).flatMap(({ part, url }) => {
      const known = this.find(recordingId(callId, part));
      if (known && !isWaiting(known)) {
        if (known.state !== 'saved' && known.url !== url) this.change(known, { url });
        return [];
      }
      const row = known ?? newRecordingRow(callId, part);
      this.change(row, { state: 'available', url, nextTryAt: null, failure: null });
      return [recordingId(callId, part)];
    });
  }

  /** Returns how long ago its call ended, at least, in milliseconds. */
  ageMs({ callId }: RecordingRow): number {
    return this.#ages.atLeast(callId, this.#options.call(callId)?.endedAt ?? null);
  }

  isYoung(row: RecordingRow): boolean {
    return this.ageMs(row) < youngMs;
  }

  /** Scales milliseconds to the call's own pace of time. */
  scaled({ callId }: RecordingRow, ms: number): number {
    return ms * (this.#options.call(callId)?.timeScale ?? 1);
  }

  /**
   * Returns its file's name without the extension; empty if no file may be named after the call's
   * sid.
   */
  stemOf({ callId, part }: RecordingRow): string {
    return fileStem(this.#options.call(callId), callId, part) ?? '';
  }

  isOnDisk(row: RecordingRow): Promise<boolean> {
    return stat(join(this.#options.dir, row.fileName ?? '')).then(
      (info) => info.isFile() && info.size === row.bytesTotal,
      () => false,
    );
  }

  /** Returns the file of a saved recording; null if there is none. Reads only the row. */
  fileOf(id: string): string | null {
    const row = this.find(id);
    return row?.state === 'saved' && row.fileName ? join(this.#options.dir, row.fileName) : null;
  }

  /**
   * Returns the file of a saved recording after checking that it exists. One that was deleted can
   * be downloaded again.
   *
   * @throws AppFailure recording_none or file_missing
   */
  async existingFile(id: string): Promise<string> {
    const file = this.fileOf(id);
    if (file === null) throw new AppFailure('recording_none');
    if (await this.isOnDisk(this.row(id))) return file;
    this.change(this.row(id), {
      state: 'available',
      sha256: null,
      fileName: null,
      bytesReceived: null,
    });
    throw new AppFailure('file_missing');
  }

  #parts(callId: string): RecordingRow[] {
    const rows: RecordingRow[] = [];
    for (;;) {
      const row = this.find(recordingId(callId, rows.length + 1));
      if (row === null) return rows;
      rows.push(row);
    }
  }
}

/** Exotel has not named it yet. */
export function isWaiting({ state, url }: RecordingRow): boolean {
  return state === 'never_came' || (state === 'processing' && url === null);
}
