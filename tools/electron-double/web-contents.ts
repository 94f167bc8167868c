import { isAbsolute } from 'node:path';
import type { IpcMainInvokeEvent, WebContents, WebFrameMain, WebPreferences } from 'electron';
import type { Frame, Page, Route } from 'playwright-core';
import { newPage, preloadScript } from './browser.ts';
import { invoke } from './ipc-main.ts';
import { answer } from './protocol.ts';
import { fromChromium, originOf, privilegesOf, toChromium } from './scheme-map.ts';
import { type SessionDouble, session } from './session.ts';
import { cloned, DoubleEvent, notInDouble, StrictEmitter, strict } from './strict.ts';
import { systemTheme } from './system.ts';
import { recordTraffic } from './traffic.ts';

const wireName = '__handsetDoubleWire';

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];
type Outgoing = { kind: 'message' | 'visibility'; channel: string; args: unknown[] };
type Incoming =
  | { kind: 'hello' }
  | { kind: 'events' }
  | { kind: 'open'; url: string; frameName: string; features: string }
  | { kind: 'invoke'; channel: string; args: unknown[] };

const events = [
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'will-attach-webview',
  'did-finish-load',
  'render-process-gone',
  'unresponsive',
  'responsive',
  'destroyed',
];

let nextId = 1;
const living = new Set<WebContentsDouble>();

/** Pages of one origin share a process: when one crashes, all are gone. */
function crashTogether(): void {
  for (const contents of living) contents.gone();
}

/** A page of the app: one page of Chromium, with the app's preload. */
export class WebContentsDouble extends StrictEmitter {
  readonly id = nextId++;
  readonly session: SessionDouble = session.defaultSession;
  page: Promise<Page>;
  private _fragment = '';
  /** Called on a new zoom factor: the window lays its page out again. */
  zoomed = (): void => {};
  private _zoomFactor = 1;
  private _zoomIsolated = false;
  private _destroyed = false;
  private _open: OpenHandler = () => ({ action: 'allow' });
  /** The navigation that main itself requested. */
  private _expected: string | null = null;
  private _queue: Outgoing[] = [];
  private _listening = false;
  private _take: ((batch: Outgoing[]) => void) | null = null;
  private _self: this;
  private readonly _script: string;

  constructor(preferences: WebPreferences, badge: boolean) {
    super('webContents', events);
    const { preload = '' } = checked(preferences);
    this._script = preloadScript(preload, wireName, badge);
    this._self = strict('webContents', this);
    this.page = this._openPage();
    this.page.catch(() => {});
    living.add(this._self);
    // biome-ignore lint/correctness/noConstructorReturn: the app gets the strict view of it.
    return this._self;
  }

  isDestroyed(): boolean {
    return this._destroyed;
  }

  getURL(): string {
    this.needAlive();
    return this._expected ? fromChromium(this._expected) + this._fragment : '';
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.needAlive();
    this._open = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    this.needAlive();
    recordTraffic(channel, args);
    this._push({ kind: 'message', channel, args: cloned(args) });
  }

  async loadURL(url: string): Promise<void> {
    this.needAlive();
    try {
      const page = await this.page;
      this._expected = toChromium(url);
      await page.goto(this._expected);
      // Electron reports the first paint.
      await page.evaluate(() => new Promise((painted) => requestAnimationFrame(painted)));
    } catch (cause) {
      // Electron never settles what a destroyed page was loading.
      if (this._destroyed) return new Promise(() => {});
      throw new Error(`ERR_FAILED (-2) loading '${url}'`, { cause });
    }
    this.emit('did-finish-load');
  }

  /** A dead process cannot load anything: a new one takes over the page. */
  reload(): void {
    this.needAlive();
    const dead = this.page;
    this._listening = false;
    this._queue = [];
    this.page = this._openPage();
    dead.then((page) => page.close()).catch(() => {});
    void this.loadURL(fromChromium(this._expected ?? '')).catch(() => {});
  }

  /** Not part of Electron: its process is gone. */
  gone(): void {
    this._listening = false;
    this.emit('render-process-gone', new DoubleEvent(), { reason: 'crashed', exitCode: 1 });
  }

  setZoomMode(mode: 'default' | 'isolated' | 'manual' | 'disabled'): void {
    this.needAlive();
    if (mode !== 'isolated') throw notInDouble(`the zoom mode ${mode}`);
    this._zoomIsolated = true;
  }

  /** Without a zoom mode of its own, every page of this origin would zoom along. */
  setZoomFactor(factor: number): void {
    this.needAlive();
    if (!this._zoomIsolated) throw notInDouble('a zoom factor that all windows share');
    this._zoomFactor = Math.min(Math.max(factor, 0.25), 5);
    this.zoomed();
  }

  getZoomFactor(): number {
    this.needAlive();
    return this._zoomFactor;
  }

  needAlive(): void {
    if (this._destroyed) throw new TypeError('Object has been destroyed');
  }

  setVisible(visible: boolean): void {
    this._push({ kind: 'visibility', channel: visible ? 'visible' : 'hidden', args: [] });
  }

  destroy(): void {
    if (this._destroyed) return;
    this._destroyed = true;
    living.delete(this._self);
    this.page.then((page) => page.close()).catch(() => {});
    this.emit('destroyed');
  }

  private async _openPage(): Promise<Page> {
    const page = await newPage();
    await page.exposeBinding(wireName, ({ frame }, message: Incoming) =>
      this._receive(frame, message),
    );
    await page.addInitScript({ content: this._script });
    await page.route(
      () => true,
      (route) => this._serve(route).catch(() => {}),
    );
    await page.emulateMedia({ colorScheme: systemTheme.shouldUseDarkColors ? 'dark' : 'light' });
    page.on('crash', () => crashTogether());
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this._fragment = /#.*$/.exec(frame.url())?.[0] ?? '';
    });
    page.on('download', (download) => {
      const event = new DoubleEvent();
      const item = strict('DownloadItem', { getURL: () => fromChromium(download.url()) });
      this.session.emit('will-download', event, item, this._self);
    });
    await this._watchPopups(page);
    return page;
  }

  /** Watches links with a target of their own; what scripts open is caught in the page itself. */
  private async _watchPopups(page: Page): Promise<void> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Page.enable');
    cdp.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
      page.context().once('page', (opened) => void opened.close().catch(() => {}));
      this._askToOpen(url, windowName, windowFeatures.join(','));
    });
  }

  private _askToOpen(url: string, frameName: string, features: string): void {
    const { action } = this._open({
      url: fromChromium(url),
      frameName,
      features,
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'no-referrer' },
    });
    if (action === 'allow') throw notInDouble('a window opened by a page');
  }

  private async _receive(frame: Frame, message: Incoming): Promise<unknown> {
    if (message.kind === 'hello') {
      this._queue = [];
      this._listening = true;
      return null;
    }
    if (message.kind === 'events') {
      if (this._queue.length > 0) return this._queue.splice(0);
      return new Promise((resolve) => {
        this._take = resolve;
      });
    }
    if (message.kind === 'open') {
      this._askToOpen(message.url, message.frameName, message.features);
      return null;
    }
    try {
      const value = await invoke(message.channel, this._invokeEvent(frame), cloned(message.args));
      return { ok: true, value };
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : String(error) };
    }
  }

  private _invokeEvent(frame: Frame): IpcMainInvokeEvent {
    const senderFrame = this._destroyed ? null : frameDouble(frame);
    const event = { sender: this._self, senderFrame, frameId: 1, processId: 1, type: 'frame' };
    return strict('IpcMainInvokeEvent', event) as unknown as IpcMainInvokeEvent;
  }

  private _push(outgoing: Outgoing): void {
    // Electron, too, loses what is sent to a page that is not listening yet.
    if (!this._listening) return;
    this._queue.push(outgoing);
    this._take?.(this._queue.splice(0));
    this._take = null;
  }

  private async _serve(route: Route): Promise<void> {
    const request = route.request();
    const url = fromChromium(request.url());
    if (request.isNavigationRequest() && !this._mayNavigate(request.frame(), request.url(), url)) {
      return route.abort('aborted');
    }
    if (!privilegesOf(new URL(url).protocol.slice(0, -1))) return route.continue();
    const reply = await answer({
      url,
      method: request.method(),
      headers: await request.allHeaders(),
      body: request.postDataBuffer(),
      kind: request.resourceType(),
    });
    return reply ? route.fulfill(reply) : route.abort('failed');
  }

  /** Asks the app, unless the app itself requested it. */
  private _mayNavigate(frame: Frame, address: string, url: string): boolean {
    const isMainFrame = frame.parentFrame() === null;
    if (isMainFrame && address === this._expected?.split('#')[0]) {
      return true;
    }
    const event = Object.assign(new DoubleEvent(), { url, isMainFrame });
    this.emit('will-frame-navigate', event);
    if (isMainFrame) this.emit('will-navigate', event, url);
    return !event.defaultPrevented;
  }
}

function frameDouble(frame: Frame): WebFrameMain {
  const url = fromChromium(frame.url());
  const parent = frame.parentFrame();
  const double: Pick<WebFrameMain, 'url' | 'origin' | 'parent'> = {
    url,
    origin: originOf(url),
    parent: parent ? frameDouble(parent) : null,
  };
  return strict('WebFrameMain', double) as unknown as WebFrameMain;
}

/** The double knows one kind of page: sandboxed, isolated, without Node. */
function checked(preferences: WebPreferences): WebPreferences {
  const { sandbox = true, contextIsolation = true, nodeIntegration, webviewTag } = preferences;
  if (!sandbox || !contextIsolation || nodeIntegration || webviewTag) {
    throw notInDouble('a page that is not sandboxed and isolated');
  }
  const known = ['preload', 'sandbox', 'contextIsolation', 'nodeIntegration', 'webviewTag'];
  const other = Object.keys(preferences).find((key) => ![...known, 'spellcheck'].includes(key));
  if (other) throw notInDouble(`webPreferences.${other}`);
  if (preferences.preload !== undefined && !isAbsolute(preferences.preload)) {
    throw new Error('preload script must have absolute path');
  }
  return preferences;
}
