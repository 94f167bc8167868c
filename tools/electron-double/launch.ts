import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { passPlainly } from '../../scripts/child.mjs';
import type {
  ControlHello,
  ControlReply,
  ControlRequest,
  DesktopAction,
  DesktopActions,
} from './desktop-record.ts';

/** The desktop actions, performed in another process. */
export type Desktop = {
  [A in DesktopAction]: (
    ...args: Parameters<DesktopActions[A]>
  ) => Promise<ReturnType<DesktopActions[A]>>;
};

export interface DoubleProcess {
  /** Where Playwright may connect over CDP. */
  endpoint: Promise<string>;
  desktop: Desktop;
  process: ChildProcess;
  /** Exit status, or the signal that ended it. */
  exited: Promise<number | NodeJS.Signals | null>;
  /** Everything it wrote on standard error so far. */
  errors(): string;
  /** The same, and what it wrote on standard output. */
  output(): string;
}

export interface LaunchOptions {
  /** The folder whose package.json names the main module. */
  root: string;
  args?: readonly string[];
  env?: NodeJS.ProcessEnv;
}

/** Starts an app on the double, in a process of its own. */
export function launchDouble({ root, args = [], env = {} }: LaunchOptions): DoubleProcess {
  const child = fork(join(import.meta.dirname, 'run.ts'), [root, ...args], {
    env: { ...process.env, ...env },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Standard output belongs to the results of the process that starts this.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let errors = '';
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
    output += text;
  });
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  if (child.stdout) passPlainly(child.stdout, process.stderr);
  const exited = once(child, 'exit').then(([code, signal]) => code ?? signal);
  const endpoint = new Promise<string>((resolve, reject) => {
    child.on('message', (message: ControlHello | ControlReply) => {
      if ('endpoint' in message) resolve(message.endpoint);
    });
    exited.then((status) => reject(new Error(`The app ended at once (${status}).\n${errors}`)));
  });
  endpoint.catch(() => {});
  return {
    endpoint,
    exited,
    process: child,
    desktop: desktopOf(child),
    errors: () => errors,
    output: () => output,
  };
}

function desktopOf(child: ChildProcess): Desktop {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let nextId = 1;
  child.on('message', (message: ControlHello | ControlReply) => {
    if (!('id' in message)) return;
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok) asked?.resolve(message.value);
    else asked?.reject(new Error(message.message));
  });
  child.on('exit', () => {
    for (const asked of waiting.values()) asked.reject(new Error('The app has ended.'));
  });
  const ask = (action: DesktopAction, args: unknown[]): Promise<unknown> => {
    const asked = Promise.withResolvers<unknown>();
    const request: ControlRequest = { id: nextId++, action, args };
    waiting.set(request.id, asked);
    child.send(request, (error) => error && asked.reject(error));
    return asked.promise;
  };
  return new Proxy({} as Desktop, {
    get:
      (_target, action) =>
      (...args: unknown[]) =>
        ask(action as DesktopAction, args),
  });
}
