import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import type { RecordingRow } from '../storage/recordings-table.ts';
import { type RetentionLimits, recordingsToRemove } from './retention-plan.ts';

const dayMs = 24 * 3_600_000;
/** The longest call, four hours, at the slowest speed: for so long an opened one may be playing. */
const playingMs = (4 * 3_600_000) / 0.75;

export interface RecordingRetentionOptions {
  table: {
    find(callId: string): RecordingRow | null;
    /** Rows that name a file: saved ones, and removed ones whose file is not gone yet. */
    listWithFile(): RecordingRow[];
    save(row: RecordingRow): void;
  };
  /** An existing folder, once started. */
  dir: string;
  clock: Clock;
  log: Log;
  limits: () => RetentionLimits;
}

/** What all recordings take on this computer's disk. */
export interface RecordingSpace {
  bytes: number;
  recordings: number;
}

/**
 * Keeps recordings within the limits that are set: at the start, after each download, and daily.
 * The call stays, and its row says that the file was removed here.
 */
export class RecordingRetention {
  readonly #options: RecordingRetentionOptions;
  readonly #openedAt = new Map<string, number>();
  readonly #removed = new Emitter<string>();
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
  opened(callId: string): void {
    this.#openedAt.set(callId, this.#options.clock.now());
  }

  /** Removes what has to go. Never rejects; one sweep follows the other. */
  sweep(): Promise<void> {
    this.#sweeping = this.#sweeping
      .then(() => this.#sweep())
      .catch((error) => this.#options.log.error('recordings could not be tidied', error));
    return this.#sweeping;
  }

  async space(): Promise<RecordingSpace> {
    const sizes = await this.#sizes();
    const recordings = [...sizes.keys()].filter((name) => name.endsWith('.mp3')).length;
    return { bytes: total(sizes), recordings };
  }

  async #sweep(): Promise<void> {
    const { table, clock, limits } = this.#options;
    if (this.#stopped) return;
    for (const { callId } of table.listWithFile()) await this.#removeFile(callId);
    const sizes = await this.#sizes();
    if (this.#stopped) return;
    const now = clock.now();
    const kept = table.listWithFile().flatMap(({ callId, state, fileName, updatedAt }) => {
      const bytes = sizes.get(fileName ?? '');
      const inUse = now - (this.#openedAt.get(callId) ?? Number.NEGATIVE_INFINITY) < playingMs;
      return state === 'saved' && bytes !== undefined
        ? [{ callId, savedAt: updatedAt, bytes, inUse }]
        : [];
    });
    for (const callId of recordingsToRemove(kept, total(sizes), limits(), now)) {
      await this.#remove(callId);
    }
  }

  /** The row first: a file without its row's word is found again, a word without its file is a lie. */
  async #remove(callId: string): Promise<void> {
    const { table, clock } = this.#options;
    const row = table.find(callId);
    if (this.#stopped || row?.state !== 'saved') return;
    const nothing = { bytesReceived: null, bytesTotal: null, sha256: null };
    table.save({ ...row, ...nothing, state: 'removed', updatedAt: clock.now() });
    this.#removed.emit(callId);
    await this.#removeFile(callId);
  }

  /**
   * Ends what the row's word began. Where a file cannot be removed, as on Windows while it is open,
   * the next sweep tries again.
   */
  async #removeFile(callId: string): Promise<void> {
    const { table, dir, log } = this.#options;
    const removed = (): RecordingRow | null => {
      const row = this.#stopped ? null : table.find(callId);
      return row?.state === 'removed' ? row : null;
    };
    const fileName = removed()?.fileName;
    if (!fileName) return;
    try {
      await rm(join(dir, fileName), { force: true });
    } catch (error) {
      return log.error('a recording could not be removed', error);
    }
    const row = removed();
    if (row) table.save({ ...row, fileName: null });
  }

  /** Bytes by name, of recordings whole and half. */
  async #sizes(): Promise<Map<string, number>> {
    const { dir } = this.#options;
    const names = (await readdir(dir)).filter((name) => /\.mp3(\.part)?$/.test(name));
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
