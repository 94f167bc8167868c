import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { renamePatiently, syncFolder } from '../base/steady-files.ts';
import { audioExtension, headBytes, statedLength } from './audio-kind.ts';
import type { PartialDownload } from './resume-plan.ts';

/**
 * What is remembered of a partial recording, in a file beside it. It contains the hash of the bytes
 * it describes, so it cannot disagree with them unnoticed: not after a crash, not after a power cut
 * that kept one file and lost the other.
 */
const memorySchema = z.object({
  etag: z.string().nullable(),
  total: z.number().nullable(),
  bytes: z.number().int().positive(),
  /** Hash of those bytes; lower-case hexadecimal. */
  sha256: z.string(),
  /** Content-Type of the response. */
  label: z.string().default(''),
  /** Whether all of it is here and it merely could not be renamed. */
  whole: z.boolean().default(false),
});

export interface DownloadedRecording {
  fileName: string;
  bytes: number;
  /** Lower-case hexadecimal. */
  sha256: string;
}

export interface PartialFileFacts {
  etag: string | null;
  total: number | null;
  /** Content-Type of the response; empty if it had none. */
  label: string;
}

/** The most bytes of a resumable download that a crash can cost. */
const rememberEveryBytes = 256 * 1024;
const readAtOnceBytes = 64 * 1024;

/** A recording under its temporary name, until it is whole. */
export class PartialFile {
  readonly #dir: string;
  readonly #stem: string;
  readonly #file: FileHandle;
  readonly #hash: Hash = createHash('sha256');
  #facts: PartialFileFacts;
  #head = Buffer.alloc(0);
  #bytes = 0;
  #rememberedBytes = 0;
  #isWhole = false;

  private constructor(dir: string, stem: string, file: FileHandle, facts: PartialFileFacts) {
    this.#dir = dir;
    this.#stem = stem;
    this.#file = file;
    this.#facts = facts;
  }

  /** Starts afresh, replacing whatever was there. */
  static async create(dir: string, stem: string, facts: PartialFileFacts): Promise<PartialFile> {
    await rm(memoryOf(dir, stem), { force: true });
    const file = await open(partOf(dir, stem), 'w', 0o600);
    return new PartialFile(dir, stem, file, facts);
  }

  /**
   * Returns what an earlier attempt left, if its bytes match what was remembered; null otherwise.
   */
  static async find(dir: string, stem: string): Promise<PartialFile | null> {
    const memory = await readMemory(dir, stem);
    const file = memory && (await open(partOf(dir, stem), 'r+').catch(() => null));
    if (!memory || !file) return null;
    const part = new PartialFile(dir, stem, file, memory);
    part.#isWhole = memory.whole;
    const found = await part.#readBack(memory.bytes);
    if (found && part.#digest() === memory.sha256) return part;
    await file.close();
    return null;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Whether an earlier attempt brought all of it and only the renaming is left. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  get total(): number | null {
    return this.#facts.total;
  }

  /** What a server needs to know in order to send the rest; null if it cannot. */
  get resumable(): PartialDownload | null {
    const { etag, total } = this.#facts;
    return etag === null || this.#bytes === 0 ? null : { bytes: this.#bytes, etag, total };
  }

  /** Its extension, by its first bytes; null if it is not audio. */
  get extension(): string | null {
    return audioExtension(this.#head, this.#facts.label);
  }

  /**
   * Whether the file itself says that there is more of it. Some writers are off by their eight
   * bytes.
   */
  get isCutOff(): boolean {
    return this.#bytes + 8 < (statedLength(this.#head) ?? 0);
  }

  learnTotal(total: number | null): void {
    this.#facts = { ...this.#facts, total };
  }

  async append(chunk: Uint8Array): Promise<void> {
    await this.#file.writeFile(chunk);
    this.#take(chunk);
    if (this.#bytes - this.#rememberedBytes >= rememberEveryBytes) await this.#remember();
  }

  /**
   * Renames it to its final name once it is synced to disk. If that fails, `keep` keeps it whole.
   *
   * @param pause waits this many milliseconds before the renaming is tried again
   */
  async complete(pause?: (ms: number) => Promise<unknown>): Promise<DownloadedRecording> {
    const fileName = `${this.#stem}.${this.extension}`;
    await this.#file.sync();
    await this.#file.close();
    this.#isWhole = true;
    await renamePatiently(partOf(this.#dir, this.#stem), join(this.#dir, fileName), pause);
    await rm(memoryOf(this.#dir, this.#stem), { force: true });
    await syncFolder(this.#dir);
    return { fileName, bytes: this.#bytes, sha256: this.#digest() };
  }

  /** Leaves what was received for another attempt; discards it if it cannot be resumed. */
  async keep(): Promise<void> {
    if (this.resumable === null && !this.#isWhole) return this.discard();
    try {
      await this.#remember();
    } catch {
      return this.discard();
    }
    await this.#file.close();
  }

  /** Safe to repeat. */
  async discard(): Promise<void> {
    this.#bytes = 0;
    await this.#file.close().catch(() => {});
    await rm(memoryOf(this.#dir, this.#stem), { force: true });
    await rm(partOf(this.#dir, this.#stem), { force: true });
  }

  #take(chunk: Uint8Array): void {
    const missing = headBytes - this.#head.length;
    if (missing > 0) this.#head = Buffer.concat([this.#head, chunk.subarray(0, missing)]);
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
  }

  #digest(): string {
    return this.#hash.copy().digest('hex');
  }

  async #remember(): Promise<void> {
    if (this.resumable === null && !this.#isWhole) return;
    const { etag, total, label } = this.#facts;
    const memory = { etag, total, label, bytes: this.#bytes, whole: this.#isWhole };
    const text = JSON.stringify({ ...memory, sha256: this.#digest() });
    await writeFile(memoryOf(this.#dir, this.#stem), text, { mode: 0o600 });
    this.#rememberedBytes = this.#bytes;
  }

  /**
   * Reads the first `bytes`, and drops whatever a crash left after them. Returns false if there are
   * fewer.
   */
  async #readBack(bytes: number): Promise<boolean> {
    const buffer = Buffer.alloc(readAtOnceBytes);
    while (this.#bytes < bytes) {
      const wanted = Math.min(buffer.length, bytes - this.#bytes);
      const { bytesRead } = await this.#file.read(buffer, 0, wanted, null);
      if (bytesRead === 0) return false;
      this.#take(buffer.subarray(0, bytesRead));
    }
    await this.#file.truncate(bytes);
    this.#rememberedBytes = bytes;
    return true;
  }
}

/** Returns how many bytes of a recording wait for another attempt, without verifying them. */
export async function keptBytes(dir: string, stem: string): Promise<number> {
  return (await readMemory(dir, stem))?.bytes ?? 0;
}

/** Removes temporary files of every recording except those of the `wanted` stems. */
export async function removeOrphans(dir: string, wanted: ReadonlySet<string>): Promise<void> {
  const stay = new Set(
    [...wanted].flatMap((stem) => [`${stem}.mp3.part`, `${stem}.mp3.part.json`]),
  );
  const names = await readdir(dir);
  const orphans = names.filter((name) => name.includes('.mp3.part') && !stay.has(name));
  await Promise.all(orphans.map((name) => rm(join(dir, name), { force: true })));
}

/**
 * Always called .mp3: only the first bytes tell the kind, and this way old partial files are found.
 */
const partOf = (dir: string, stem: string): string => join(dir, `${stem}.mp3.part`);
const memoryOf = (dir: string, stem: string): string => join(dir, `${stem}.mp3.part.json`);

async function readMemory(dir: string, stem: string) {
  const text = await readFile(memoryOf(dir, stem), 'utf8').catch(() => null);
  try {
    return text === null ? null : memorySchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
