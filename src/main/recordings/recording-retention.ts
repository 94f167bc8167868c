import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, steadyNow } from '../base/clock.ts';
import { dayMs } from '../base/durations.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import { Serial } from '../base/serial.ts';
import type { ConfirmedTime } from '../exotel/confirmed-time.ts';
import { idOf, type RecordingRow } from '../storage/tables/recordings.ts';
import { isRecordingFile } from './recording-names.ts';
import type { FilesWithoutCall } from './recordings-without-call.ts';
import {
  type KeptRecording,
  planRetention,
  type RetentionLimits,
  type RetentionPlan,
} from './retention-plan.ts';

/**
 * The longest call, four hours, at the slowest speed: for this long after opening, it may be
 * playing.
 */
const playingMs = (4 * 3_600_000) / 0.75;

export interface RecordingRetentionOptions {
  table: {
    /** By the recording's id. */
    find(id: string): RecordingRow | null;
    /**
     * Rows that name a file, in the order they were created: saved ones; removed ones that can be
     * restored; and, without a checksum, removed ones whose file is about to be deleted.
     */
    listWithFile(): RecordingRow[];
    /** Up to `limit` of those, of the oldest calls. */
    listOldestWithFile(state: RecordingRow['state'], limit: number): RecordingRow[];
    /** The space all of them take, partial ones included, according to the database. */
    sum(): RecordingSpace;
    /** Whether another recording names the file. */
    isFileOfAnother(fileName: string, id: string): boolean;
    save(row: RecordingRow): void;
  };
  /** An existing folder, once started. */
  dir: string;
  clock: Clock;
  /** Without it nothing is removed for its age. */
  time: Pick<ConfirmedTime, 'now'>;
  /**
   * Returns the earliest time a call can have been made, epoch milliseconds; null if nothing tells.
   */
  madeAt: (callId: string) => number | null;
  log: Log;
  limits: () => RetentionLimits;
  /** Scans for files the database does not name; these count towards no limit. */
  withoutCall: { scan(): Promise<void>; readonly found: FilesWithoutCall };
}

/** The space all recordings take on this computer's disk, including those that can be restored. */
export interface RecordingSpace {
  bytes: number;
  recordings: number;
}

/**
 * Recordings that were removed for their age and can be restored, and when the last of them went.
 */
export interface RemovedRecordings {
  recordings: number;
  /** Epoch milliseconds; null if there are none. */
  at: number | null;
}

/** How many rows are read at a time while making room. */
const oldestAtOnce = 50;

/**
 * Keeps recordings within the configured limits: at the start and daily by the contents of the
 * folder, after each download by the database. The call stays, and its row says that the file was
 * removed here. One removed for its age can be restored for some days; one removed for the quota is
 * gone, since a full disk cannot keep it. `id` is a recording's.
 */
export class RecordingRetention {
  readonly #options: RecordingRetentionOptions;
  readonly #openedAt = new Map<string, number>();
  readonly #removed = new Emitter<string>();
  /** Bytes that the database counts but that were not in the folder at the last sweep. */
  #missingBytes = 0;
  readonly #serial = new Serial();
  #cancel = (): void => {};
  #stopped = false;

  /** Emits the call's id of each recording that was removed, or is back. */
  readonly onRemove = this.#removed.on;

  constructor(options: RecordingRetentionOptions) {
    this.#options = options;
  }

  /** Sweeps now, and daily from now on. */
  start(): Promise<void> {
    this.#cancel = this.#options.clock.setTimeout(() => void this.start(), dayMs);
    return this.sweep();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#serial.idle();
  }

  /** Call it when a window requested the file, or the agent the download. */
  opened(id: string): void {
    this.#openedAt.set(id, steadyNow(this.#options.clock));
  }

  /** Makes room after one more recording was saved, without reading the folder. Never rejects. */
  saved(): Promise<void> {
    return this.#inTurn(() => this.#makeRoom());
  }

  /** Removes what has to go. Never rejects; sweeps run one after the other. */
  sweep(): Promise<void> {
    return this.#inTurn(() => this.#sweep());
  }

  space(): RecordingSpace {
    const { bytes, recordings } = this.#options.table.sum();
    return { bytes: Math.max(0, bytes - this.#missingBytes), recordings };
  }

  removed(): RemovedRecordings {
    const hidden = this.#options.table.listWithFile().filter(isRestorable);
    const times = hidden.map(({ updatedAt }) => updatedAt);
    return { recordings: hidden.length, at: times.length > 0 ? Math.max(...times) : null };
  }

  /** Restores everything that can be restored; returns how many there were. */
  async restore(): Promise<{ recordings: number }> {
    await this.#serial.idle();
    let recordings = 0;
    for (const row of this.#options.table.listWithFile().filter(isRestorable))
      if (await this.restoreOne(idOf(row))) recordings += 1;
    return { recordings };
  }

  /** Restores one recording, if it can be. */
  async restoreOne(id: string): Promise<boolean> {
    const { table, dir, clock, time } = this.#options;
    await this.#serial.idle();
    const hidden = table.find(id);
    if (!hidden || !isRestorable(hidden)) return false;
    const bytes = await bytesOf(join(dir, hidden.fileName ?? ''));
    const row = table.find(id);
    if (!row || !isRestorable(row) || bytes === null || bytes !== (row.bytesTotal ?? bytes))
      return false;
    table.save({ ...row, state: 'saved', updatedAt: Math.round(time.now() ?? clock.now()) });
    this.#removed.emit(row.callId);
    return true;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    return this.#serial
      .run(work)
      .catch((error) => this.#options.log.error('recordings could not be tidied', error));
  }

  async #sweep(): Promise<void> {
    const { table, withoutCall } = this.#options;
    if (this.#stopped) return;
    for (const row of table.listWithFile())
      if (row.state === 'removed' && !isRestorable(row)) await this.#removeFile(idOf(row));
    await withoutCall.scan();
    const sizes = await this.#sizes();
    if (this.#stopped) return;
    const used = total(sizes) - withoutCall.found.bytes;
    this.#missingBytes = Math.max(0, table.sum().bytes - used);
    const kept = table.listWithFile().flatMap((row) => {
      const bytes = sizes.get(row.fileName ?? '');
      return bytes === undefined ? [] : this.#kept(row, bytes);
    });
    await this.#tidy(kept, used);
  }

  async #makeRoom(): Promise<void> {
    const { table } = this.#options;
    for (;;) {
      const oldest = (['removed', 'saved'] as const)
        .flatMap((state) => table.listOldestWithFile(state, oldestAtOnce))
        .flatMap((row) => this.#kept(row, row.bytesTotal ?? 0));
      const gone = await this.#tidy(oldest, this.space().bytes);
      if (this.#stopped || gone < oldestAtOnce) return;
    }
  }

  #kept(row: RecordingRow, bytes: number): KeptRecording[] {
    const id = idOf(row);
    const hidden = isRestorable(row);
    if (row.state !== 'saved' && !hidden) return [];
    const { updatedAt } = row;
    const hiddenAt = hidden ? updatedAt : null;
    return [{ id, savedAt: updatedAt, bytes, inUse: this.#isInUse(id), hiddenAt }];
  }

  /** Returns how many were removed. */
  async #tidy(kept: readonly KeptRecording[], used: number): Promise<number> {
    const now = this.#options.time.now();
    const { hide, remove }: RetentionPlan = planRetention(kept, used, this.#options.limits(), now);
    let gone = hide.filter((id) => this.#hide(id, now)).length;
    for (const id of remove) if (await this.#remove(id)) gone += 1;
    return gone;
  }

  /** Whether it may be playing. */
  #isInUse(id: string): boolean {
    const openedAt = this.#openedAt.get(id) ?? Number.NEGATIVE_INFINITY;
    return steadyNow(this.#options.clock) - openedAt < playingMs;
  }

  /** Hides it; the file stays for as long as it can be restored. `at`: the confirmed time. */
  #hide(id: string, at: number | null): boolean {
    const { table, madeAt, limits } = this.#options;
    const row = table.find(id);
    const { keepMs } = limits();
    if (this.#stopped || row?.state !== 'saved' || at === null || keepMs === null) return false;
    // It was saved by a slow clock: no recording is older than its call.
    if (at - (madeAt(row.callId) ?? 0) <= keepMs) return false;
    // Without a checksum it would count as removed for good.
    const sha256 = row.sha256 ?? '';
    table.save({ ...row, sha256, state: 'removed', updatedAt: Math.round(at) });
    this.#removed.emit(row.callId);
    return true;
  }

  /**
   * Updates the row first: an orphan file can be found again, a row without its file would be
   * wrong.
   */
  async #remove(id: string): Promise<boolean> {
    const { table, clock } = this.#options;
    const row = table.find(id);
    if (this.#stopped || !row || (row.state !== 'saved' && !isRestorable(row))) return false;
    const noBytes = { bytesReceived: null, bytesTotal: null, sha256: null };
    table.save({ ...row, ...noBytes, state: 'removed', updatedAt: clock.now() });
    this.#removed.emit(row.callId);
    await this.#removeFile(id);
    return true;
  }

  /**
   * Deletes the file of a row marked as removed. If that fails, as on Windows while it is open, the
   * next sweep tries again.
   */
  async #removeFile(id: string): Promise<void> {
    const { table, dir, log } = this.#options;
    const removed = (): RecordingRow | null => {
      const row = this.#stopped ? null : table.find(id);
      return row?.state === 'removed' && !isRestorable(row) ? row : null;
    };
    const fileName = removed()?.fileName;
    if (!fileName) return;
    try {
      // Old calls may share one sid, and one file.
      if (!table.isFileOfAnother(fileName, id)) await rm(join(dir, fileName), { force: true });
    } catch (error) {
      return log.error('a recording could not be removed', error);
    }
    const row = removed();
    if (row) table.save({ ...row, fileName: null });
  }

  /** Returns sizes in bytes by name, of whole and partial recordings. */
  async #sizes(): Promise<Map<string, number>> {
    const { dir } = this.#options;
    const names = (await readdir(dir)).filter(isRecordingFile);
    const sizes = await Promise.all(
      names.map((name) =>
        stat(join(dir, name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
    );
    return new Map(names.map((name, index) => [name, sizes[index] ?? 0]));
  }
}

/** Whether it was removed for its age and its file is kept. */
function isRestorable({ state, fileName, sha256 }: RecordingRow): boolean {
  return state === 'removed' && fileName !== null && sha256 !== null;
}

/** Returns null if there is no such file. */
function bytesOf(file: string): Promise<number | null> {
  return stat(file).then(
    ({ size }) => size,
    () => null,
  );
}

function total(sizes: ReadonlyMap<string, number>): number {
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
