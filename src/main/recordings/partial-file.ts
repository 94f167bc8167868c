import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Held } from './resume-plan.ts';

/**
 * What is remembered of a recording that has come in part, in a file of its own beside it. It
 * carries the hash of the bytes it speaks of, so it cannot disagree with them unnoticed: not after
 * a crash, not after a power cut that kept one file and lost the other.
 */
const memorySchema = z.object({
  etag: z.string(),
  total: z.number().nullable(),
  bytes: z.number().int().positive(),
  /** Of those bytes; lower-case hexadecimal. */
  sha256: z.string(),
  /** Exotel called it audio. */
  audio: z.boolean(),
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
  audio: boolean;
}

/** A crash costs at most so many bytes of a download that can be gone on with. */
const rememberEveryBytes = 256 * 1024;
const readAtOnceBytes = 64 * 1024;

/** A recording under its temporary name, until it is whole. */
export class PartialFile {
  readonly #dir: string;
  readonly #sid: string;
  readonly #file: FileHandle;
  readonly #hash: Hash = createHash('sha256');
  #facts: PartialFileFacts;
  #head = Buffer.alloc(0);
  #bytes = 0;
  #rememberedBytes = 0;

  private constructor(dir: string, sid: string, file: FileHandle, facts: PartialFileFacts) {
    this.#dir = dir;
    this.#sid = sid;
    this.#file = file;
    this.#facts = facts;
  }

  /** Begins anew, over whatever was there. */
  static async create(dir: string, sid: string, facts: PartialFileFacts): Promise<PartialFile> {
    await rm(memoryOf(dir, sid), { force: true });
    const file = await open(partOf(dir, sid), 'w', 0o600);
    return new PartialFile(dir, sid, file, facts);
  }

  /** What an earlier try left, if its bytes are those that were remembered; else null. */
  static async find(dir: string, sid: string): Promise<PartialFile | null> {
    const memory = await readMemory(dir, sid);
    const file = memory && (await open(partOf(dir, sid), 'r+').catch(() => null));
    if (!memory || !file) return null;
    const part = new PartialFile(dir, sid, file, memory);
    const found = await part.#readBack(memory.bytes);
    if (found && part.#digest() === memory.sha256) return part;
    await file.close();
    return null;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get total(): number | null {
    return this.#facts.total;
  }

  /** What a server needs to know in order to send the rest; null where it cannot. */
  get held(): Held | null {
    const { etag, total } = this.#facts;
    return etag === null || this.#bytes === 0 ? null : { bytes: this.#bytes, etag, total };
  }

  /** By its type, or by how an MP3 begins: an ID3 tag, or eleven set bits. */
  get isAudio(): boolean {
    const [first = 0, second = 0] = this.#head;
    const id3 = this.#head.subarray(0, 3).toString('latin1') === 'ID3';
    return this.#facts.audio || id3 || (first === 0xff && second >= 0xe0);
  }

  learnTotal(total: number | null): void {
    this.#facts = { ...this.#facts, total };
  }

  async append(chunk: Uint8Array): Promise<void> {
    await this.#file.writeFile(chunk);
    this.#take(chunk);
    if (this.#bytes - this.#rememberedBytes >= rememberEveryBytes) await this.#remember();
  }

  /** Gives it its name. Afterwards it is on the disk itself. */
  async complete(): Promise<DownloadedRecording> {
    const fileName = `${this.#sid}.mp3`;
    await this.#file.sync();
    await this.#file.close();
    await rename(partOf(this.#dir, this.#sid), join(this.#dir, fileName));
    await rm(memoryOf(this.#dir, this.#sid), { force: true });
    await syncDirectory(this.#dir);
    return { fileName, bytes: this.#bytes, sha256: this.#digest() };
  }

  /** Leaves what has come for another try; what cannot be gone on with is discarded. */
  async keep(): Promise<void> {
    if (this.held === null) return this.discard();
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
    await rm(memoryOf(this.#dir, this.#sid), { force: true });
    await rm(partOf(this.#dir, this.#sid), { force: true });
  }

  #take(chunk: Uint8Array): void {
    if (this.#head.length < 3) this.#head = Buffer.concat([this.#head, chunk.subarray(0, 3)]);
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
  }

  #digest(): string {
    return this.#hash.copy().digest('hex');
  }

  async #remember(): Promise<void> {
    const { held } = this;
    if (held === null) return;
    const memory = { ...held, sha256: this.#digest(), audio: this.#facts.audio };
    await writeFile(memoryOf(this.#dir, this.#sid), JSON.stringify(memory), { mode: 0o600 });
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
export async function keptBytes(dir: string, sid: string): Promise<number> {
  return namesFile(sid) ? ((await readMemory(dir, sid))?.bytes ?? 0) : 0;
}

/** Removes temporary files of every recording but those of `wanted` sids. */
export async function removeOrphans(dir: string, wanted: ReadonlySet<string>): Promise<void> {
  const stay = new Set([...wanted].flatMap((sid) => [`${sid}.mp3.part`, `${sid}.mp3.part.json`]));
  const names = await readdir(dir);
  const orphans = names.filter((name) => name.includes('.mp3.part') && !stay.has(name));
  await Promise.all(orphans.map((name) => rm(join(dir, name), { force: true })));
}

/** Whether a file may be named after it: no separator, no dot, no device of Windows. */
export function namesFile(sid: string): boolean {
  const device = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(sid);
  return !device && /^[A-Za-z0-9_-]{1,64}$/.test(sid);
}

const partOf = (dir: string, sid: string): string => join(dir, `${sid}.mp3.part`);
const memoryOf = (dir: string, sid: string): string => join(dir, `${sid}.mp3.part.json`);

async function readMemory(dir: string, sid: string) {
  const text = await readFile(memoryOf(dir, sid), 'utf8').catch(() => null);
  try {
    return text === null ? null : memorySchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** On disk only once its folder is too; Windows cannot sync a folder and needs it not. */
async function syncDirectory(dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
