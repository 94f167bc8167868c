import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A message from a child: one line of JSON each. */
export type Word = Record<string, unknown>;

/** In the child: sends one message that arrives even if the process is killed right after. */
export function say(word: Word): void {
  let left = Buffer.from(`${JSON.stringify(word)}\n`);
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(1, left));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      // The pipe is full: the parent is busy.
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}

const pause = new Int32Array(new SharedArrayBuffer(4));

/** In the child: reads what it was told to do. */
export function readOrders<T>(): T {
  // Lets the next child load the same modules faster; a killed child would not save them.
  flushCompileCache();
  return JSON.parse(process.argv[2] ?? '');
}

export interface Child {
  process: ChildProcess;
  /** Resolves to the signal that ended it, after its last message was received. */
  ended: Promise<NodeJS.Signals | null>;
}

/** The scripts that become processes, unbundled. */
export const childScripts = {
  dial: fileURLToPath(new URL('./dial-child.ts', import.meta.url)),
  crash: fileURLToPath(new URL('./crash-child.ts', import.meta.url)),
  desktops: fileURLToPath(new URL('../floor/desktop-child.ts', import.meta.url)),
  bare: fileURLToPath(new URL('../floor/bare-child.ts', import.meta.url)),
  memory: fileURLToPath(new URL('../floor/memory-child.ts', import.meta.url)),
};

/** Starts one of them. `cache`: a folder that the children of one run share. */
export function startChild(
  script: string,
  orders: object,
  cache: string,
  listen: (word: Word) => void,
): Child {
  const child = spawn(process.execPath, [script, JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(cache, 'compiled') },
  });
  async function hear(): Promise<NodeJS.Signals | null> {
    const exit = once(child, 'exit');
    for await (const line of createInterface({ input: child.stdout })) listen(JSON.parse(line));
    const [, signal] = await exit;
    return signal;
  }
  return { process: child, ended: hear() };
}
