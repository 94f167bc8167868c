import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A mosquitto of our own, which can be killed and started again. */
export class Mosquitto {
  readonly #program: string;
  readonly #config: string;
  #child: ChildProcess | null = null;

  /** @param config its configuration file, which logs to standard error */
  constructor(program: string, config: string) {
    this.#program = program;
    this.#config = config;
  }

  get isRunning(): boolean {
    return this.#child !== null;
  }

  /** Resolves once it takes connections. Rejects with what it said if it ends instead. */
  async start(): Promise<void> {
    if (this.#child) return;
    const child = spawn(this.#program, ['-c', this.#config], {
      stdio: ['ignore', 'ignore', 'pipe'],
      // Ctrl+C in a terminal reaches the whole group: we end it ourselves, last.
      detached: process.platform !== 'win32',
    });
    this.#child = child;
    const gone = () => {
      if (this.#child === child) this.#child = null;
    };
    child.once('exit', gone).once('error', gone);
    await new Promise<void>((resolve, reject) => {
      const said: string[] = [];
      createInterface({ input: child.stderr }).on('line', (line) => {
        said.push(line);
        if (/mosquitto version \S+ running/.test(line)) resolve();
      });
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`mosquitto ended:\n${said.join('\n')}`)));
    });
  }

  /** Lets it read its password file again; resolves once it does. */
  async reload(): Promise<void> {
    const { stderr } = this.#child ?? {};
    if (!stderr) return;
    const read = new Promise<void>((resolve) => {
      createInterface({ input: stderr }).on('line', (line) => {
        if (line.includes('Reloading config')) resolve();
      });
    });
    this.#child?.kill('SIGHUP');
    await read;
  }

  /** As a power cut would. Resolves once it is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}
