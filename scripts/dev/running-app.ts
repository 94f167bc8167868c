import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { launchDouble } from '../../tools/electron-double/launch.ts';
import { passPlainly } from '../child.mjs';
import { hasDisplay, type Runtime } from '../runtime.ts';
import { chooseSandbox, sandboxFacts } from '../sandbox.ts';

/** One run of the app. */
export interface RunningApp {
  /** The DevTools endpoint of its pages; rejects if it ended before it had any. */
  endpoint: Promise<string>;
  /** Its exit status, or the signal that ended it. */
  exited: Promise<number | string | null>;
  /** Asks it to quit. */
  quit(): void;
  /** Ends it at once. */
  kill(): void;
}

/** Starts the app in this folder; its output goes to standard error. */
export function startApp(runtime: Runtime, folder: string, args: readonly string[]): RunningApp {
  return runtime.kind === 'electron'
    ? startOnElectron(runtime.executable, folder, args)
    : startOnDouble(folder, args);
}

function startOnDouble(root: string, args: readonly string[]): RunningApp {
  const env = hasDisplay() ? { HANDSET_PREVIEW: 'visible' } : {};
  const app = launchDouble({ root, args, env });
  if (app.process.stderr) passPlainly(app.process.stderr, process.stderr);
  return {
    endpoint: app.endpoint,
    exited: app.exited,
    quit: () => void app.desktop.quit().catch(() => {}),
    kill: () => void app.process.kill('SIGKILL'),
  };
}

function startOnElectron(executable: string, folder: string, args: readonly string[]): RunningApp {
  const { switches } = chooseSandbox(sandboxFacts(executable));
  // Editors built on Electron set it for their terminals; it would turn Electron into a plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const child = spawn(executable, [...switches, '--remote-debugging-port=0', folder, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  passPlainly(child.stdout, process.stderr);
  passPlainly(child.stderr, process.stderr);
  const exited = once(child, 'exit').then(([code, signal]) => code ?? signal);
  const endpoint = new Promise<string>((resolve, reject) => {
    createInterface(child.stderr).on('line', (line) => {
      const [, host] = /^DevTools listening on ws:\/\/([^/]+)\//.exec(line) ?? [];
      if (host !== undefined) resolve(`http://${host}`);
    });
    exited.then((status) => reject(new Error(`The app ended at once (${status}).`)), reject);
  });
  endpoint.catch(() => {});
  return {
    endpoint,
    exited,
    quit: () => void child.kill('SIGTERM'),
    kill: () => void child.kill('SIGKILL'),
  };
}
