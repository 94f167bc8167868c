import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import electronLog from 'electron-log/node';
import { Emitter } from './emitter.ts';

const oneMegabyte = 1024 * 1024;

export type LogLevel = 'info' | 'warn' | 'error';

/**
 * The log's file: of at most 1 MB and a line, with the one before it. A folder that is gone is made
 * anew; what keeps a line from being written is told, and stops nobody.
 */
export class LogFile {
  /** Why nothing can be written now, a code of the system's such as `EACCES`; null: it can. */
  trouble: string | null = null;
  /** Tells whenever that changes. */
  readonly troubled = new Emitter<string | null>();

  readonly #path: string;
  readonly #log = electronLog.create({ logId: 'handset' });
  #hears = false;
  #failure: string | null = null;

  constructor(path: string) {
    this.#path = path;
    const { file, console } = this.#log.transports;
    // Else it is looked up in a package.json of the folder that Handset was started from; where
    // there is none, no line is ever written.
    file.setAppName('Handset');
    file.resolvePathFn = () => path;
    file.maxSize = oneMegabyte;
    // Nobody else who uses this computer.
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

  /** Asked before each line: the library gives a file up for good that it could not open once. */
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

/** The library keeps of the system's error what it says. */
function codeIn(error: unknown): string {
  return /\bE[A-Z]{2,}\b/.exec(String(error))?.[0] ?? 'unknown';
}
