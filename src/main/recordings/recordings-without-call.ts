import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { recordingId } from '../../shared/domain/recording-id.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { newRecordingRow, type RecordingRow } from '../storage/tables/recordings.ts';
import { namedAfter } from './recording-names.ts';

export interface WithoutCallOptions {
  table: {
    /** By the recording's id. */
    find(id: string): RecordingRow | null;
    /** Every file name that the database's recordings use. */
    listFileNames(): Set<string>;
    save(row: RecordingRow): void;
  };
  dir: string;
  clock: Clock;
  log: Log;
  /** Returns the call a sid belongs to; null if the database has none. */
  callOfSid: (sid: string) => string | null;
  /** Called with the id of the call whose recording is back. */
  adopted: (callId: string) => void;
}

export interface FilesWithoutCall {
  files: number;
  bytes: number;
}

/**
 * Recordings in the folder that the database does not name, as after it was lost or restored. Those
 * whose call it has are adopted; the others stay for the agent to decide about.
 */
export class RecordingsWithoutCall {
  readonly #options: WithoutCallOptions;
  #sizes: ReadonlyMap<string, number> = new Map();

  constructor(options: WithoutCallOptions) {
    this.#options = options;
  }

  /** What the last scan found. */
  get found(): FilesWithoutCall {
    return { files: this.#sizes.size, bytes: this.#bytes() };
  }

  /** Scans the folder, which takes a while if it is large. */
  async scan(): Promise<void> {
    const { dir, table, log } = this.#options;
    const named = table.listFileNames();
    const sizes = new Map<string, number>();
    for (const name of await readdir(dir)) {
      const whose = namedAfter(name);
      if (whose === null || named.has(name)) continue;
      const info = await stat(join(dir, name)).catch(() => null);
      if (!info?.isFile()) continue;
      const isAdopted = await this.#adopt(name, whose, info.size).catch((error) => {
        log.error('a recording could not be given back to its call', error);
        return false;
      });
      if (!isAdopted) sizes.set(name, info.size);
    }
    this.#sizes = sizes;
  }

  /** Removes those that the last scan found. */
  async remove(): Promise<void> {
    const { dir, table } = this.#options;
    const named = table.listFileNames();
    const names = [...this.#sizes.keys()].filter((name) => !named.has(name));
    for (const name of names) await rm(join(dir, name), { force: true });
    await this.scan();
  }

  /** Files get their final name only when whole, so anything that has one is a recording. */
  async #adopt(name: string, whose: { sid: string; part: number }, size: number): Promise<boolean> {
    const { dir, table, clock, callOfSid, adopted } = this.#options;
    const callId = callOfSid(whose.sid);
    if (callId === null) return false;
    const mayHave = (): RecordingRow | null => {
      const row =
        table.find(recordingId(callId, whose.part)) ?? newRecordingRow(callId, whose.part);
      return row.fileName !== null || row.state === 'downloading' ? null : row;
    };
    if (mayHave() === null) return false;
    const sha256 = await hashOf(join(dir, name));
    const row = mayHave();
    if (row === null) return false;
    table.save({
      ...row,
      state: 'saved',
      fileName: name,
      bytesReceived: size,
      bytesTotal: size,
      sha256,
      tries: 0,
      nextTryAt: null,
      failure: null,
      updatedAt: clock.now(),
    });
    adopted(callId);
    return true;
  }

  #bytes(): number {
    return [...this.#sizes.values()].reduce((sum, size) => sum + size, 0);
  }
}

/** SHA-256 in lower-case hexadecimal. */
async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
