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

/** The longest call, four hours, at the slowest speed: for so long an opened one may be playing. */
const playingMs = (4 * 3_600_000) / 0.75;

export interface RecordingRetentionOptions {
  table: {
    /** By the recording's id. */
    find(id: string): RecordingRow | null;
    /**
     * Rows that name a file, as they were made: saved ones; removed ones that can be restored; and,
     * without a checksum, removed ones whose file is about to go.
     */
    listWithFile(): RecordingRow[];
    /** Up to so many of those, of the oldest calls. */
    listOldestWithFile(state: RecordingRow['state'], limit: number): RecordingRow[];
    /** What all of them take, half ones included, as the database has it. */
    sum(): RecordingSpace;
    /** Whether another recording names the file. */
    isFileOfAnother(fileName: string, id: string): boolean;
    save(row: RecordingRow): void;
  };
  /** An existing folder, once started. */
  dir: string;
  clock: Clock;
  /** Without it nothing goes for its age. */
  time: Pick<ConfirmedTime, 'now'>;
  /** When a call was made at the earliest, epoch milliseconds; null where nothing tells. */
  madeAt: (callId: string) => number | null;
  log: Log;
  limits: () => RetentionLimits;
  /** Looks for files that the database does not name; these count for no limit. */
  withoutCall: { look(): Promise<void>; readonly found: FilesWithoutCall };
}

/** What all recordings take on this computer's disk, those that can be restored included. */
export interface RecordingSpace {
  bytes: number;
  recordings: number;
}

/** Recordings that went for their age and can be restored; when the last of them went. */
export interface RemovedRecordings {
  recordings: number;
  /** Epoch milliseconds; null: there are none. */
  at: number | null;
}

/** Read at once while room is made. */
const oldestAtOnce = 50;

/**
 * Keeps recordings within the limits that are set: at the start and daily by what lies in the folder,
 * after each download by what the database says. The call stays, and its row says that the file was
 * removed here. One that went for its age can be restored for some days; what the quota takes is
 * gone, since a full disk cannot keep it. `id` is a recording's.
 */
export class RecordingRetention {
  readonly #options: RecordingRetentionOptions;
  readonly #openedAt = new Map<string, number>();
  readonly #removed = new Emitter<string>();
  /** What the database says that is there, and was not when the folder was looked through. */
  #missingBytes = 0;
  readonly #serial = new Serial();
  #cancel = (): void => {};
  #stopped = false;

  /** Tells the call's id of each recording that was removed, or is back. */
  readonly onRemove = this.#removed.on;

  constructor(options: RecordingRetentionOptions) {
    this.#options = options;
  }

  /** Sweeps now, and from now on daily. */
  start(): Promise<void> {
    this.#cancel = this.#options.clock.setTimeout(() => void this.start(), dayMs);
    return this.sweep();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#serial.idle();
  }

  /** A window asked for the file, or the agent for the download. */
  opened(id: string): void {
    this.#openedAt.set(id, steadyNow(this.#options.clock));
  }

  /** One more has come: makes room for it, without a look at the folder. Never rejects. */
  saved(): Promise<void> {
    return this.#inTurn(() => this.#makeRoom());
  }

  /** Removes what has to go. Never rejects; one sweep follows the other. */
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

  /** Brings back all that can be; answers how many there were. */
  async restore(): Promise<{ recordings: number }> {
    await this.#serial.idle();
    let recordings = 0;
    for (const row of this.#options.table.listWithFile().filter(isRestorable))
      if (await this.restoreOne(idOf(row))) recordings += 1;
    return { recordings };
  }

  /** Brings back one recording, if it can be. */
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
    await withoutCall.look();
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

  /** Answers how many have gone. */
  async #tidy(kept: readonly KeptRecording[], used: number): Promise<number> {
    const now = this.#options.time.now();
    const { hide, remove }: RetentionPlan = planRetention(kept, used, this.#options.limits(), now);
    let gone = hide.filter((id) => this.#hide(id, now)).length;
    for (const id of remove) if (await this.#remove(id)) gone += 1;
    return gone;
  }

  /** Somebody may be listening. */
  #isInUse(id: string): boolean {
    const openedAt = this.#openedAt.get(id) ?? Number.NEGATIVE_INFINITY;
    return steadyNow(this.#options.clock) - openedAt < playingMs;
  }

  /** Out of sight; the file stays for as long as it can be restored. `at`: the confirmed time. */
  #hide(id: string, at: number | null): boolean {
    const { table, madeAt, limits } = this.#options;
    const row = table.find(id);
    const { keepMs } = limits();
    if (this.#stopped || row?.state !== 'saved' || at === null || keepMs === null) return false;
    // It was saved by a clock that was behind: no recording is older than its call.
    if (at - (madeAt(row.callId) ?? 0) <= keepMs) return false;
    // Without a checksum it would count as removed for good.
    const sha256 = row.sha256 ?? '';
    table.save({ ...row, sha256, state: 'removed', updatedAt: Math.round(at) });
    this.#removed.emit(row.callId);
    return true;
  }

  /** The row first: a file without its row's word is found again, a word without its file is a lie. */
  async #remove(id: string): Promise<boolean> {
    const { table, clock } = this.#options;
    const row = table.find(id);
    if (this.#stopped || !row || (row.state !== 'saved' && !isRestorable(row))) return false;
    const nothing = { bytesReceived: null, bytesTotal: null, sha256: null };
    table.save({ ...row, ...nothing, state: 'removed', updatedAt: clock.now() });
    this.#removed.emit(row.callId);
    await this.#removeFile(id);
    return true;
  }

  /**
   * Ends what the row's word began. Where a file cannot be removed, as on Windows while it is open,
   * the next sweep tries again.
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
      // Calls of old may have one sid, and one file.
      if (!table.isFileOfAnother(fileName, id)) await rm(join(dir, fileName), { force: true });
    } catch (error) {
      return log.error('a recording could not be removed', error);
    }
    const row = removed();
    if (row) table.save({ ...row, fileName: null });
  }

  /** Bytes by name, of recordings whole and half. */
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

/** Went for its age, and its file is kept. */
function isRestorable({ state, fileName, sha256 }: RecordingRow): boolean {
  return state === 'removed' && fileName !== null && sha256 !== null;
}

/** Null: there is no such file. */
function bytesOf(file: string): Promise<number | null> {
  return stat(file).then(
    ({ size }) => size,
    () => null,
  );
}

function total(sizes: ReadonlyMap<string, number>): number {
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
