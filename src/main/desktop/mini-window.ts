import { BrowserWindow, screen } from 'electron';
import { type KeptBounds, placeOf } from './remember-bounds.ts';
import { backgroundColor, webPreferences } from './web-preferences.ts';
import { type Anchor, anchorOf, type Bounds, cornerBounds, resizeBounds } from './window-bounds.ts';

const width = 336;
/** Height until the page reports how much it needs. */
const firstHeight = 152;
/**
 * How long to wait for the page's report before showing the window as it is: better than not at
 * all.
 */
const patienceMs = { made: 150, new: 2_000 };
/** A desktop that gives up the keyboard does so at once. */
const keyboardPatienceMs = 1_000;

export interface MiniWindowOptions {
  preload: string;
  loadBounds: () => KeptBounds | null;
  saveBounds: (bounds: Bounds) => void;
  /** True once the app is quitting: then closing really closes. */
  isQuitting: () => boolean;
  /** The agent closed it by hand (Alt+F4): whatever it was waiting for is cancelled. */
  onClosedByHand: () => void;
  onLoadFailed: (error: unknown) => void;
  /** Called when the agent can see it. */
  onShown: () => void;
}

/** The small window on top of everything. It is created when first needed, and then kept. */
export class MiniWindow {
  readonly #options: MiniWindowOptions;
  #window: BrowserWindow | null = null;
  #height = firstHeight;
  /** How to show it once the page is ready; null if it is shown already or should stay hidden. */
  #wanted: { focus: boolean } | null = null;
  #patience: NodeJS.Timeout | undefined;
  /** Where it was put, and which of its edges stay in place. */
  #placed: { at: Bounds; anchor: Anchor } | null = null;

  constructor(options: MiniWindowOptions) {
    this.#options = options;
  }

  /**
   * Shows it above all other windows once its page has reported how much room it needs. With
   * `focus` it takes the keyboard; otherwise the keyboard stays where it is.
   */
  show(focus: boolean): void {
    if (this.#window?.isVisible()) {
      if (focus) takeKeyboard(this.#window);
      return;
    }
    this.#wanted = { focus: focus || (this.#wanted?.focus ?? false) };
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#present(), this.#showingMs());
    this.#window ??= this.#open();
  }

  /**
   * Shows it and asks for the keyboard. Resolves to whether the desktop granted it; some refuse.
   */
  async seekKeyboard(): Promise<boolean> {
    const withinMs = this.#showingMs() + keyboardPatienceMs;
    this.show(true);
    if (!this.#window) return false;
    return this.#window.isFocused() || getsKeyboard(this.#window, withinMs);
  }

  hide(): void {
    clearTimeout(this.#patience);
    this.#wanted = null;
    if (!this.#window?.isVisible()) return;
    this.#options.saveBounds(this.#window.getBounds());
    this.#window.hide();
  }

  /** Whether it has the keyboard: only then can we be sure that the agent sees it. */
  isFocused(): boolean {
    return this.#window?.isFocused() ?? false;
  }

  /** Adjusts its height to what the page needs, in CSS pixels. */
  fit(height: number): void {
    this.#height = Math.ceil(height);
    if (this.#wanted) this.#present();
    else if (this.#window?.isVisible()) this.#place();
  }

  dispose(): void {
    clearTimeout(this.#patience);
    this.#window?.destroy();
    this.#window = null;
  }

  /** How long it may take to be shown. */
  #showingMs(): number {
    return this.#window ? patienceMs.made : patienceMs.new;
  }

  #open(): BrowserWindow {
    const { preload, loadBounds, saveBounds, isQuitting, onClosedByHand, onLoadFailed } =
      this.#options;
    const size = { width, height: this.#height };
    const opened = newWindow(firstPlace(size, placeOf(loadBounds())), preload);
    opened.on('close', (event) => {
      saveBounds(opened.getBounds());
      if (isQuitting()) return;
      event.preventDefault();
      this.hide();
      onClosedByHand();
    });
    opened.loadURL('app://handset/index.html?window=mini').catch(onLoadFailed);
    return opened;
  }

  #present(): void {
    clearTimeout(this.#patience);
    if (!this.#window || !this.#wanted) return;
    const { focus } = this.#wanted;
    this.#wanted = null;
    this.#place();
    if (focus) takeKeyboard(this.#window);
    else this.#window.showInactive();
    this.#options.onShown();
  }

  #place(): void {
    if (!this.#window) return;
    const at = this.#window.getBounds();
    const areas = workAreas();
    // Kept until the agent moves it: growing past the middle must not flip it.
    if (!this.#placed || !isSame(at, this.#placed.at))
      this.#placed = { at, anchor: anchorOf(at, areas) };
    const size = { width, height: this.#height };
    const next = resizeBounds(at, size, this.#placed.anchor, areas) ?? corner(size);
    if (isSame(at, next)) return;
    this.#placed.at = next;
    this.#window.setBounds(next);
  }
}

function newWindow(place: Bounds, preload: string): BrowserWindow {
  const window = new BrowserWindow({
    ...place,
    title: 'Handset',
    show: false,
    frame: false,
    resizable: false,
    maximizable: false,
    minimizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    ...(process.platform === 'darwin' && { type: 'panel' }),
    backgroundColor: backgroundColor(),
    webPreferences: webPreferences(preload),
  });
  // Above a full-screen CRM and in every Space, without bringing the main window along.
  if (process.platform === 'darwin') {
    window.setVisibleOnAllWorkspaces(true, {
      visibleOnFullScreen: true,
      skipTransformProcessType: true,
    });
  }
  return window;
}

function getsKeyboard(window: BrowserWindow, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(false), withinMs);
    const focused = (): void => settle(true);
    window.once('focus', focused);
    function settle(got: boolean): void {
      clearTimeout(timer);
      window.off('focus', focused);
      resolve(got);
    }
  });
}

function takeKeyboard(window: BrowserWindow): void {
  window.show();
  window.focus();
}

function firstPlace(size: { width: number; height: number }, saved: Bounds | null): Bounds {
  const areas = workAreas();
  return (saved && resizeBounds(saved, size, anchorOf(saved, areas), areas)) ?? corner(size);
}

function corner(size: { width: number; height: number }): Bounds {
  return cornerBounds(size, screen.getPrimaryDisplay().workArea);
}

function workAreas(): Bounds[] {
  return screen.getAllDisplays().map((display) => display.workArea);
}

function isSame(a: Bounds, b: Bounds): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
