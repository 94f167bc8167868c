import { type ChildProcess, fork as forkChild } from 'node:child_process';
import { join } from 'node:path';
import type { ForkOptions, UtilityProcess } from 'electron';
import { needReady } from './lifecycle.ts';
import { cloned, notInDouble, StrictEmitter, strict } from './strict.ts';

/** The tests' own module, in place of the user's real keychain. */
function withTestKeychain(modulePath: string): string {
  const replaced = process.env['HANDSET_KEYCHAIN'] && /keychain-process/.test(modulePath);
  return replaced ? join(import.meta.dirname, './test-keychain.cjs') : modulePath;
}

class UtilityProcessDouble extends StrictEmitter {
  private readonly _child: ChildProcess;

  constructor(modulePath: string, { serviceName: _name, stdio, env, ...other }: ForkOptions) {
    super('utilityProcess', ['message', 'exit']);
    const [unknown] = Object.keys(other);
    if (unknown) throw notInDouble(`ForkOptions.${unknown}`);
    if (stdio !== 'ignore') throw notInDouble('a utility process that writes');
    this._child = forkChild(join(import.meta.dirname, 'utility-host.ts'), [modulePath], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      ...(env && { env: env as NodeJS.ProcessEnv }),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this._child.on('message', (message) => this.emit('message', message));
    this._child.on('exit', (code) => this.emit('exit', code ?? 0));
    this._child.on('error', () => this.emit('exit', 1));
  }

  get pid(): number | undefined {
    return this._child.exitCode === null ? this._child.pid : undefined;
  }

  postMessage(message: unknown): void {
    const copy = cloned(message) as object;
    // A process that has ended receives nothing, as in Electron.
    if (this._child.connected) this._child.send(copy, () => {});
  }

  kill(): boolean {
    return this._child.kill('SIGTERM');
  }
}

/** Runs a module in a process of its own, as Electron does. */
export const utilityProcess = strict('utilityProcess', {
  fork(modulePath: string, args: string[] = [], options: ForkOptions = {}) {
    needReady('utilityProcess cannot be created before app is ready');
    if (args.length > 0) throw notInDouble('arguments of a utility process');
    const double: Pick<UtilityProcess, 'pid' | 'postMessage' | 'kill'> & UtilityProcessDouble =
      new UtilityProcessDouble(withTestKeychain(modulePath), options);
    return strict('UtilityProcess', double);
  },
});
