import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import electronLog from 'electron-log/node';
import { Emitter } from './emitter.ts';

const oneMegabyte = 1024 * 1024;

export type LogLevel = 'info' | 'warn' | 'error';

/**
 * The log file: at most 1 MB plus one line, and the previous file beside it. A missing folder is
 * created again. If a line cannot be written, this is reported and nothing stops.
 */
export class LogFile {
  /** Why nothing can be written now: a system error code such as `EACCES`; null if it can. */
  trouble: string | null = null;
  /** Emits whenever that changes. */
  readonly troubled = new Emitter<string | null>();

  readonly #path: string;
  readonly #log = electronLog.create({ logId: 'handset' });
  #hears = false;
  #failure: string | null = null;

  constructor(path: string) {
    this.#path = path;
    const { file, console } = this.#log.transports;
    // Otherwise the library looks for a package.json in the folder Handset was started from, and
    // where there is none it never writes a line.
    file.setAppName('Handset');
    file.resolvePathFn = () => path;
    file.maxSize = oneMegabyte;
    // Closed to other users of this computer.
    file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
    console.level = false;
  }

  append(level: LogLevel, line: string): void {
    this.#failure = null;
    if (this.#isWritable()) this.#log[level](line);
    if (this.#failure === this.trouble) return;
    this.trouble = this.#failure;
    this.troubled.emit(this.trouble);
  }

  /**
   * Checked before each line, because the library gives up for good on a file it once failed to
   * open.
   */
  #isWritable(): boolean {
    try {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      closeSync(openSync(this.#path, 'a', 0o600));
    } catch (error) {
      this.#failure = codeIn(error);
      return false;
    }
    if (!this.#hears) {
      this.#hears = true;
      this.#log.transports.file.getFile().on('error', (error) => {
        this.#failure = codeIn(error);
      });
    }
    return true;
  }
}

/** The library keeps only the message of the system's error. */
function codeIn(error: unknown): string {
  return /\bE[A-Z]{2,}\b/.exec(String(error))?.[0] ?? 'unknown';
}
