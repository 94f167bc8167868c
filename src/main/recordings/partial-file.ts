import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { renamePatiently, syncFolder } from '../base/steady-files.ts';
import { audioExtension, headBytes, statedLength } from './audio-kind.ts';
import type { Held } from './resume-plan.ts';

/**
 * What is remembered of a recording that has come in part, in a file of its own beside it. It
 * carries the hash of the bytes it speaks of, so it cannot disagree with them unnoticed: not after
 * a crash, not after a power cut that kept one file and lost the other.
 */
const memorySchema = z.object({
  etag: z.string().nullable(),
  total: z.number().nullable(),
  bytes: z.number().int().positive(),
  /** Of those bytes; lower-case hexadecimal. */
  sha256: z.string(),
  /** Content-Type of the answer. */
  label: z.string().default(''),
  /** All of it is here, and it only could not be given its name. */
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
  /** Content-Type of the answer; empty: it had none. */
  label: string;
}

/** A crash costs at most so many bytes of a download that can be gone on with. */
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

  /** Begins anew, over whatever was there. */
  static async create(dir: string, stem: string, facts: PartialFileFacts): Promise<PartialFile> {
    await rm(memoryOf(dir, stem), { force: true });
    const file = await open(partOf(dir, stem), 'w', 0o600);
    return new PartialFile(dir, stem, file, facts);
  }

  /** What an earlier try left, if its bytes are those that were remembered; else null. */
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

  /** An earlier try has brought all of it: it only wants its name. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  get total(): number | null {
    return this.#facts.total;
  }

  /** What a server needs to know in order to send the rest; null where it cannot. */
  get held(): Held | null {
    const { etag, total } = this.#facts;
    return etag === null || this.#bytes === 0 ? null : { bytes: this.#bytes, etag, total };
  }

  /** What its name ends with, by its first bytes; null: it is no audio. */
  get extension(): string | null {
    return audioExtension(this.#head, this.#facts.label);
  }

  /** Whether it says of itself that there is more of it. Writers miscount by their eight bytes. */
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
   * Gives it its name, once it is on the disk itself. Where that fails, `keep` keeps it whole.
   *
   * @param pause waits for so many milliseconds before the name is tried again.
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

  /** Leaves what has come for another try; what cannot be gone on with is discarded. */
  async keep(): Promise<void> {
    if (this.held === null && !this.#isWhole) return this.discard();
    try {
      await this.#remember();
    } catch {
      return this.discard();
    }
    await this.#file.close();
  }

  /** Once more does no harm. */
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
    if (this.held === null && !this.#isWhole) return;
    const { etag, total, label } = this.#facts;
    const memory = { etag, total, label, bytes: this.#bytes, whole: this.#isWhole };
    const text = JSON.stringify({ ...memory, sha256: this.#digest() });
    await writeFile(memoryOf(this.#dir, this.#stem), text, { mode: 0o600 });
    this.#rememberedBytes = this.#bytes;
  }

  /** Takes in the first `bytes`, and drops what a crash left behind them. False: there are fewer. */
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

/** How many bytes of a recording wait for another try, without looking at them. */
export async function keptBytes(dir: string, stem: string): Promise<number> {
  return (await readMemory(dir, stem))?.bytes ?? 0;
}

/** Removes temporary files of every recording but those of `wanted` stems. */
export async function removeOrphans(dir: string, wanted: ReadonlySet<string>): Promise<void> {
  const stay = new Set(
    [...wanted].flatMap((stem) => [`${stem}.mp3.part`, `${stem}.mp3.part.json`]),
  );
  const names = await readdir(dir);
  const orphans = names.filter((name) => name.includes('.mp3.part') && !stay.has(name));
  await Promise.all(orphans.map((name) => rm(join(dir, name), { force: true })));
}

/** Called .mp3 whatever it turns out to be: only its first bytes tell, and old halves are found. */
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
