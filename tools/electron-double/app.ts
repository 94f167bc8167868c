import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { App, Settings } from 'electron';
import { removeBrowserOnExit } from './browser.ts';
import { windowHooks } from './browser-window.ts';
import { isReady, onReady } from './lifecycle.ts';
import { linkClients } from './link-clients.ts';
import { loginItems } from './login-items.ts';
import { toastIdentity } from './notifications.ts';
import { SingleInstance } from './single-instance.ts';
import { DoubleEvent, notInDouble, StrictEmitter, strict } from './strict.ts';
import { windows } from './window-list.ts';

const events = [
  'ready',
  'before-quit',
  'will-quit',
  'quit',
  'window-all-closed',
  'web-contents-created',
  'second-instance',
  // macOS only; Electron allows listening everywhere.
  'activate',
  'open-url',
];

/** The app's package.json, as Electron reads it. */
export const manifest = { name: 'Electron', version: '0.0.0', folder: '' };

/** Switches the app has added to those it was started with. */
const appendedSwitches = new Set<string>();

class AppDouble extends StrictEmitter {
  /** A test may have it play an installed Handset. */
  readonly isPackaged = process.env['HANDSET_DOUBLE_PACKAGED'] === '1';
  readonly commandLine = strict('app.commandLine', {
    // Only recorded: they are for Chromium's network stack and processes.
    appendSwitch: (name: string, _value?: string): void => {
      if (isReady()) throw new Error(`--${name} comes too late: Chromium has read its switches`);
      appendedSwitches.add(name);
    },
    hasSwitch: (name: string): boolean =>
      appendedSwitches.has(name) ||
      process.argv.some((each) => each === `--${name}` || each.startsWith(`--${name}=`)),
    getSwitchValue: (name: string): string =>
      process.argv.findLast((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '',
  });
  private readonly _paths = new Map<string, string>();
  private _lock: SingleInstance | null = null;
  private _quitting = false;

  constructor() {
    super('app', events);
  }

  whenReady(): Promise<void> {
    return new Promise((resolve) => onReady(resolve));
  }

  isReady(): boolean {
    return isReady();
  }

  getName(): string {
    return manifest.name;
  }

  getVersion(): string {
    return manifest.version;
  }

  /** Empty before the app is ready, as in Electron. */
  getLocale(): string {
    return isReady() ? Intl.DateTimeFormat().resolvedOptions().locale : '';
  }

  getAppPath(): string {
    return manifest.folder;
  }

  getApplicationNameForProtocol(url: string): string {
    return linkClients.ownerOf(url.split(':')[0] ?? '', manifest.name);
  }

  getPath(name: Parameters<App['getPath']>[0]): string {
    const appData = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
    const defaults: Record<string, string> = {
      appData,
      userData: join(appData, manifest.name),
      temp: tmpdir(),
      home: homedir(),
      documents: join(homedir(), 'Documents'),
    };
    const path = this._paths.get(name) ?? defaults[name];
    if (path === undefined) throw notInDouble(`app.getPath('${name}')`);
    return path;
  }

  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    if (name !== 'userData') throw notInDouble(`app.setPath('${name}')`);
    this._paths.set(name, path);
  }

  setAppUserModelId(id: string): void {
    toastIdentity.id = id;
  }

  setLoginItemSettings(settings: Settings): void {
    if (!this.isPackaged)
      throw notInDouble('app.setLoginItemSettings: only the packaged app may call it');
    loginItems.set(settings);
  }

  getLoginItemSettings(): ReturnType<typeof loginItems.get> {
    return loginItems.get();
  }

  isDefaultProtocolClient(scheme: string): boolean {
    return linkClients.isDefault(scheme, manifest.name);
  }

  setAsDefaultProtocolClient(scheme: string): boolean {
    return linkClients.register(scheme, manifest.name);
  }

  removeAsDefaultProtocolClient(scheme: string): boolean {
    return linkClients.remove(scheme, manifest.name);
  }

  enableSandbox(): void {
    if (isReady()) throw new Error('app.enableSandbox() can only be called before app is ready');
    appendedSwitches.add('enable-sandbox');
  }

  requestSingleInstanceLock(data?: Record<string, unknown>): boolean {
    if (this._lock) return true;
    const lock = new SingleInstance(this.getPath('userData'));
    const second = { argv: process.argv, directory: process.cwd(), data };
    const isFirst = lock.claim(second, ({ argv, directory, data: handedOver }) => {
      onReady(() => this.emit('second-instance', new DoubleEvent(), argv, directory, handedOver));
    });
    if (isFirst) this._lock = lock;
    return isFirst;
  }

  quit(): void {
    if (this._quitting) return;
    this._quitting = this._allow('before-quit');
    if (!this._quitting) return;
    for (const window of windows.all()) window.close();
    // A window that stays open keeps the app alive.
    this._quitting = windows.all().length === 0 && this._allow('will-quit');
    if (this._quitting) this.exit(0);
  }

  /** What should be started after the end; nothing here starts it. */
  relaunch(_options?: { execPath?: string; args?: string[] }): void {}

  exit(code = 0): void {
    this._quitting = true;
    for (const window of windows.all()) window.destroy();
    this.emit('quit', new DoubleEvent(), code);
    // Electron ends here, whatever is still pending.
    this._lock?.release();
    removeBrowserOnExit();
    process.exit(code);
  }

  /** Not part of Electron: for the runner. */
  isQuitting(): boolean {
    return this._quitting;
  }

  /** The last window is gone: without a listener Electron quits. */
  allWindowsClosed(): void {
    if (this._quitting) return;
    if (!this.emit('window-all-closed')) this.quit();
  }

  private _allow(name: string): boolean {
    const event = new DoubleEvent();
    this.emit(name, event);
    return !event.defaultPrevented;
  }
}

type Modelled =
  | 'whenReady'
  | 'isReady'
  | 'getName'
  | 'getVersion'
  | 'getLocale'
  | 'getPath'
  | 'getAppPath'
  | 'getApplicationNameForProtocol'
  | 'setPath'
  | 'setAppUserModelId'
  | 'setLoginItemSettings'
  | 'enableSandbox'
  | 'isDefaultProtocolClient'
  | 'setAsDefaultProtocolClient'
  | 'removeAsDefaultProtocolClient'
  | 'requestSingleInstanceLock'
  | 'quit'
  | 'relaunch'
  | 'exit'
  | 'isPackaged';

export const app = strict('app', new AppDouble() satisfies Pick<App, Modelled>);

windowHooks.contentsCreated = (contents) => {
  app.emit('web-contents-created', new DoubleEvent(), contents);
};
windowHooks.allClosed = () => app.allWindowsClosed();
