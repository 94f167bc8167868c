import type {
  BrowserWindowConstructorOptions,
  BrowserWindow as ElectronBrowserWindow,
  Rectangle,
  VisibleOnAllWorkspacesOptions,
} from 'electron';
import { isHeadless } from './browser.ts';
import { isMac, isWayland } from './desktop-kind.ts';
import { needReady } from './lifecycle.ts';
import { createPageSize } from './page-size.ts';
import { DoubleEvent, StrictEmitter, strict } from './strict.ts';
import { WebContentsDouble } from './web-contents.ts';
import { desktop, open } from './window-list.ts';
import { refuseUnknown } from './window-options.ts';

/** Window events the app object needs. */
export const windowHooks = {
  contentsCreated: (_contents: WebContentsDouble): void => {},
  allClosed: (): void => {},
  focused: (): void => {},
};

let nextId = 1;

class BrowserWindowDouble extends StrictEmitter {
  readonly id = nextId++;
  private readonly _contents: WebContentsDouble;
  private readonly _minimum: { width: number; height: number };
  private _bounds: Rectangle;
  private _visible = false;
  private _destroyed = false;
  private _fullScreen = false;
  private _minimized = false;
  private _maximized = false;
  readonly type: string | null;
  /** Whether it is in every Space, above full-screen apps. */
  everywhere = false;
  private readonly _sizePage = createPageSize(() => this._contents.page);
  private readonly _self: this;

  constructor(given: BrowserWindowConstructorOptions = {}) {
    needReady('Cannot create BrowserWindow before app is ready');
    super('BrowserWindow', [
      'ready-to-show',
      'close',
      'closed',
      'show',
      'hide',
      'focus',
      'blur',
      'leave-full-screen',
    ]);
    refuseUnknown(given);
    this.type = given.type ?? null;
    const { x = 100, y = 100, width = 800, height = 600 } = given;
    this._bounds = { x, y, width, height };
    this._minimum = { width: given.minWidth ?? 0, height: given.minHeight ?? 0 };
    this._self = strict('BrowserWindow', this);
    // One note is enough, and the small window has no room for it.
    this._contents = new WebContentsDouble(given.webPreferences ?? {}, given.frame !== false);
    this._contents.zoomed = () => this._resizePage();
    open.push(this._self);
    windowHooks.contentsCreated(this._contents);
    this._resizePage();
    if (given.show !== false) this.show();
    // biome-ignore lint/correctness/noConstructorReturn: the app gets the strict view of it.
    return this._self;
  }

  static getAllWindows(): BrowserWindowDouble[] {
    return [...open];
  }

  static getFocusedWindow(): BrowserWindowDouble | null {
    return desktop.focused;
  }

  get webContents(): WebContentsDouble {
    this._needAlive();
    return this._contents;
  }

  async loadURL(url: string): Promise<void> {
    this._needAlive();
    await this._contents.loadURL(url);
    // A window that is not shown gets no frame there.
    if (!this._destroyed && !(isWayland && !this._visible)) this.emit('ready-to-show');
  }

  show(): void {
    this._appear();
    this.focus();
  }

  showInactive(): void {
    this._appear();
  }

  hide(): void {
    this._needAlive();
    if (isMac && this._fullScreen) throw new Error('a black Space would stay');
    if (!this._visible) return;
    this._visible = false;
    this._contents.setVisible(false);
    this._blur();
    this.emit('hide');
  }

  focus(): void {
    if (desktop.letsFocus) this.takeFocus();
  }

  /** Not part of Electron: the agent clicks it. */
  takeFocus(): void {
    this._needAlive();
    if (!this._visible || desktop.focused === this._self) return;
    desktop.focused?._blur();
    desktop.focused = this._self;
    if (!isHeadless) this._contents.page.then((page) => page.bringToFront()).catch(() => {});
    windowHooks.focused();
    this.emit('focus', new DoubleEvent());
  }

  blur(): void {
    this._needAlive();
    this._blur();
  }

  close(): void {
    this._needAlive();
    const event = new DoubleEvent();
    this.emit('close', event);
    if (!event.defaultPrevented && !this._destroyed) this.destroy();
  }

  destroy(): void {
    if (this._destroyed) return;
    this._blur();
    this._destroyed = true;
    open.splice(open.indexOf(this._self), 1);
    this._contents.destroy();
    this.emit('closed');
    if (open.length === 0) windowHooks.allClosed();
  }

  isDestroyed(): boolean {
    return this._destroyed;
  }

  isVisible(): boolean {
    this._needAlive();
    return this._visible;
  }

  isFocused(): boolean {
    this._needAlive();
    return desktop.focused === this._self;
  }

  isMaximized(): boolean {
    this._needAlive();
    return this._maximized;
  }

  /** Shows it, as in Electron. */
  maximize(): void {
    this._maximized = true;
    this.show();
  }

  isMinimized(): boolean {
    this._needAlive();
    return this._minimized;
  }

  minimize(): void {
    this._needAlive();
    this._minimized = true;
    this._blur();
  }

  restore(): void {
    this._needAlive();
    this._minimized = false;
    this.show();
  }

  getBounds(): Rectangle {
    this._needAlive();
    // Clients there cannot know or say where their windows are.
    return { ...this._bounds, ...(isWayland && { x: 0, y: 0 }) };
  }

  getNormalBounds(): Rectangle {
    return this.getBounds();
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this._needAlive();
    const wanted = { ...this._bounds, ...bounds };
    this._bounds = {
      ...wanted,
      width: Math.max(wanted.width, this._minimum.width),
      height: Math.max(wanted.height, this._minimum.height),
    };
    this._resizePage();
  }

  setBackgroundColor(_color: string): void {
    this._needAlive();
  }

  setVisibleOnAllWorkspaces(visible: boolean, options: VisibleOnAllWorkspacesOptions = {}): void {
    this._needAlive();
    if (isMac && !options.skipTransformProcessType) throw new Error('the Dock would lose the app');
    this.everywhere = visible && options.visibleOnFullScreen === true;
  }

  isFullScreen(): boolean {
    this._needAlive();
    return this._fullScreen;
  }

  /** Leaving takes time: an animation. */
  setFullScreen(wanted: boolean): void {
    this._needAlive();
    if (wanted) this._fullScreen = true;
    else if (this._fullScreen) setImmediate(() => this._leftFullScreen());
  }

  private _leftFullScreen(): void {
    this._fullScreen = false;
    this.emit('leave-full-screen');
  }

  private _appear(): void {
    this._needAlive();
    if (this._visible) return;
    this._visible = true;
    this._contents.setVisible(true);
    this.emit('show');
  }

  private _blur(): void {
    if (desktop.focused !== this._self) return;
    desktop.focused = null;
    this.emit('blur', new DoubleEvent());
  }

  private _needAlive(): void {
    if (this._destroyed) throw new TypeError('Object has been destroyed');
  }

  private _resizePage(): void {
    this._sizePage(this._bounds, this._contents.getZoomFactor());
  }
}

export type { BrowserWindowDouble };

export const BrowserWindow = strict(
  'BrowserWindow',
  BrowserWindowDouble,
) as unknown as typeof ElectronBrowserWindow;
