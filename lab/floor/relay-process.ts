import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { WallView } from '../../src/relay/http/wall.ts';
import type { Cable } from './cable.ts';

export interface RelayPlace {
  script: string;
  folder: string;
  /** Its network to the broker. */
  cable: Cable;
  http: number;
  metrics: number;
  wallPath: string;
}

/** The product's relay as a process, which can be killed and started again on the same ports. */
export class RelayProcess {
  readonly url: string;
  readonly #place: RelayPlace;
  #child: ChildProcess | null = null;

  constructor(place: RelayPlace) {
    this.#place = place;
    this.url = `http://127.0.0.1:${place.http}`;
  }

  get cable(): Cable {
    return this.#place.cable;
  }

  get isRunning(): boolean {
    return this.#child !== null;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Resolves once it takes requests. What it logs goes into a file of its folder. */
  async start(): Promise<void> {
    const { script, folder } = this.#place;
    const child = spawn(process.execPath, [script, '--folder', folder], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1' },
    });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      for (const output of [child.stdout, child.stderr])
        createInterface({ input: output }).on('line', (line) => {
          appendFileSync(join(folder, 'relay.log'), `${line}\n`);
          if (line.includes('"Listening."')) resolve();
        });
      child.once('exit', () => reject(new Error('the relay ended before it listened')));
    });
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = null;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }

  /** What its wallboard shows now. */
  async wall(): Promise<WallView> {
    const response = await fetch(`${this.url}${this.#place.wallPath}/events`);
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      const [, data] = /^data: (.*)\n\n/.exec(text) ?? [];
      if (data) return JSON.parse(data);
    }
    throw new Error('a wallboard that says nothing');
  }

  /** A metric's value. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`http://127.0.0.1:${this.#place.metrics}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
  }

  async isReady(): Promise<boolean> {
    return (await fetch(`${this.url}/readyz`)).ok;
  }

  /** Whether it routes calls. */
  async routes(): Promise<boolean> {
    return fetch(`${this.url}/router`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  async close(): Promise<void> {
    await this.kill();
    this.cable.close();
  }
}
