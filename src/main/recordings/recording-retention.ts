import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, steadyNow } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import { idOf, type RecordingRow } from '../storage/recordings-table.ts';
import { isRecordingFile } from './recording-names.ts';
import type { FilesWithoutCall } from './recordings-without-call.ts';
import { type RetentionLimits, recordingsToRemove } from './retention-plan.ts';

const dayMs = 24 * 3_600_000;
/** The longest call, four hours, at the slowest speed: for so long an opened one may be playing. */
const playingMs = (4 * 3_600_000) / 0.75;

export interface RecordingRetentionOptions {
  table: {
    /** By the recording's id. */
    find(id: string): RecordingRow | null;
    /** Rows that name a file: saved ones, and removed ones whose file is not gone yet. */
    listWithFile(): RecordingRow[];
    /** Up to so many of those, of the oldest calls. */
    listOldestWithFile(state: RecordingRow['state'], limit: number): RecordingRow[];
    /** What all of them take, half ones included, as the book has it. */
    sum(): RecordingSpace;
    /** Whether another recording names the file. */
    isFileOfAnother(fileName: string, id: string): boolean;
    save(row: RecordingRow): void;
  };
  /** An existing folder, once started. */
  dir: string;
  clock: Clock;
  log: Log;
  limits: () => RetentionLimits;
  /** Looks for files that the book does not name; these count for no limit. */
  withoutCall: { look(): Promise<void>; readonly found: FilesWithoutCall };
}

/** What all recordings take on this computer's disk. */
export interface RecordingSpace {
  bytes: number;
  recordings: number;
}

/** Read at once while room is made. */
const oldestAtOnce = 50;

/**
 * Keeps recordings within the limits that are set: at the start and daily by what lies in the folder,
 * after each download by what the book says. The call stays, and its row says that the file was
 * removed here. `id` is a recording's.
 */
export class RecordingRetention {
  readonly #options: RecordingRetentionOptions;
  readonly #openedAt = new Map<string, number>();
  readonly #removed = new Emitter<string>();
  /** What the book says that is there, and was not when the folder was looked through. */
  #missingBytes = 0;
  #sweeping: Promise<void> = Promise.resolve();
  #cancel = (): void => {};
  #stopped = false;

  /** Tells the call's id of each recording that was removed. */
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
    await this.#sweeping;
  }

  /** A window asked for the file. */
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

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#sweeping = this.#sweeping
      .then(work)
      .catch((error) => this.#options.log.error('recordings could not be tidied', error));
    return this.#sweeping;
  }

  async #sweep(): Promise<void> {
    const { table, clock, limits, withoutCall } = this.#options;
    if (this.#stopped) return;
    for (const row of table.listWithFile()) await this.#removeFile(idOf(row));
    await withoutCall.look();
    const sizes = await this.#sizes();
    if (this.#stopped) return;
    const used = total(sizes) - withoutCall.found.bytes;
    this.#missingBytes = Math.max(0, table.sum().bytes - used);
    const kept = table.listWithFile().flatMap((row) => {
      const bytes = sizes.get(row.fileName ?? '');
      return row.state === 'saved' && bytes !== undefined
        ? [{ id: idOf(row), savedAt: row.updatedAt, bytes, inUse: this.#isInUse(idOf(row)) }]
        : [];
    });
    for (const id of recordingsToRemove(kept, used, limits(), clock.now())) await this.#remove(id);
  }

  async #makeRoom(): Promise<void> {
    const { table, limits, clock } = this.#options;
    for (;;) {
      const oldest = table.listOldestWithFile('saved', oldestAtOnce).map((row) => {
        const id = idOf(row);
        const bytes = row.bytesTotal ?? 0;
        return { id, savedAt: row.updatedAt, bytes, inUse: this.#isInUse(id) };
      });
      const used = this.space().bytes;
      const going = recordingsToRemove(oldest, used, limits(), clock.now());
      for (const id of going) await this.#remove(id);
      if (this.#stopped || going.length < oldestAtOnce) return;
    }
  }

  /** Somebody may be listening. */
  #isInUse(id: string): boolean {
    const openedAt = this.#openedAt.get(id) ?? Number.NEGATIVE_INFINITY;
    return steadyNow(this.#options.clock) - openedAt < playingMs;
  }

  /** The row first: a file without its row's word is found again, a word without its file is a lie. */
  async #remove(id: string): Promise<void> {
    const { table, clock } = this.#options;
    const row = table.find(id);
    if (this.#stopped || row?.state !== 'saved') return;
    const nothing = { bytesReceived: null, bytesTotal: null, sha256: null };
    table.save({ ...row, ...nothing, state: 'removed', updatedAt: clock.now() });
    this.#removed.emit(row.callId);
    await this.#removeFile(id);
  }

  /**
   * Ends what the row's word began. Where a file cannot be removed, as on Windows while it is open,
   * the next sweep tries again.
   */
  async #removeFile(id: string): Promise<void> {
    const { table, dir, log } = this.#options;
    const removed = (): RecordingRow | null => {
      const row = this.#stopped ? null : table.find(id);
      return row?.state === 'removed' ? row : null;
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

function total(sizes: ReadonlyMap<string, number>): number {
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
