import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, startChild, type Word } from '../torture/child.ts';
import { moment } from './moment.ts';

/** Many clients of the broker in a few processes, the product's desktops or bare ones. */
export class Crowd {
  /** Since when each is connected, by `moment`; null for those that are not now. */
  readonly connected = new Map<string, number | null>();
  /** When each message came, by its sid. */
  readonly heard = new Map<string, number>();
  /** What a process says that it weighs. */
  megabytes: number | null = null;
  readonly children: Child[];

  /** @param orders of each process; `agents` are all of them together. */
  constructor(script: string, orders: readonly object[], agents: readonly string[], cache: string) {
    for (const agent of agents) this.connected.set(agent, null);
    this.children = orders.map((each) =>
      startChild(script, each, cache, (word) => this.#hear(word)),
    );
  }

  /** Resolves to how long each took to be connected since a moment. Throws after two minutes. */
  async allConnected(since: number): Promise<number[]> {
    await this.until('are not connected', () => this.#notSince(since));
    return [...this.connected.values()].map((at) => (at ?? 0) - since);
  }

  async until(what: string, missing: () => number): Promise<void> {
    const deadline = performance.now() + 120_000;
    for (;;) {
      const count = missing();
      if (count === 0) return;
      if (performance.now() > deadline) throw new Error(`${count} of a crowd ${what}`);
      await sleep(50);
    }
  }

  /** How many of these messages did not come to anybody. */
  notHeard(sids: readonly string[]): number {
    return sids.filter((sid) => !this.heard.has(sid)).length;
  }

  async end(): Promise<void> {
    for (const { process } of this.children) process.kill('SIGKILL');
    await Promise.all(this.children.map(({ ended }) => ended));
  }

  #notSince(since: number): number {
    return [...this.connected.values()].filter((at) => at === null || at < since).length;
  }

  #hear(word: Word): void {
    const agent = String(word['agent']);
    if (word['connection'] !== undefined)
      this.connected.set(agent, word['connection'] === 'connected' ? Number(word['at']) : null);
    if (word['megabytes'] !== undefined) this.megabytes = Number(word['megabytes']);
    if (word['hint'] !== undefined) this.heard.set(String(word['hint']), Number(word['at']));
  }
}

/** The broker dies and is back at once. Resolves to how long each took to be back. */
export async function backAfterKill(
  crowd: Crowd,
  broker: { kill(): Promise<void>; start(): Promise<void> },
): Promise<number[]> {
  const from = moment();
  await broker.kill();
  await broker.start();
  return crowd.allConnected(from);
}
