import { BrowserWindow, screen } from 'electron';
import { type KeptBounds, placeOf } from './remember-bounds.ts';
import { backgroundColor, webPreferences } from './web-preferences.ts';
import { type Anchor, anchorOf, type Bounds, cornerBounds, resizeBounds } from './window-bounds.ts';

const width = 336;
/** Until the page has said how much it needs. */
const firstHeight = 152;
/** Whoever waits longer for the page's word sees the window as it is: better than none at all. */
const patienceMs = { made: 150, new: 2_000 };
/** A desktop that gives the keyboard away does so at once. */
const keyboardPatienceMs = 1_000;

export interface MiniWindowOptions {
  preload: string;
  loadBounds: () => KeptBounds | null;
  saveBounds: (bounds: Bounds) => void;
  /** True once the app is on its way out: then closing closes. */
  isQuitting: () => boolean;
  /** The agent closed it by hand (Alt+F4): whatever it was waiting for is off. */
  onClosedByHand: () => void;
  onLoadFailed: (error: unknown) => void;
  /** It has come before the agent's eyes. */
  onShown: () => void;
}

export interface MiniWindow {
  /**
   * Shows it above all others, once its page has said how much room it needs. With `focus` it takes
   * the keyboard; without, whoever has the keyboard keeps it.
   */
  show(focus: boolean): void;
  /**
   * Shows it and asks for the keyboard; resolves to whether the desktop has given it, which some
   * refuse.
   */
  seekKeyboard(): Promise<boolean>;
  hide(): void;
  /** Whether it has the keyboard: only then is it surely before the agent. */
  isFocused(): boolean;
  /** What the page shows needs this height, in CSS pixels. */
  fit(height: number): void;
  dispose(): void;
}

/** The small window on top of everything. It is made when it is first needed, and then kept. */
export function createMiniWindow(options: MiniWindowOptions): MiniWindow {
  let window: BrowserWindow | null = null;
  let height = firstHeight;
  /** To be shown when the page is ready; null: it is shown, or not to be. */
  let wanted: { focus: boolean } | null = null;
  let patience: NodeJS.Timeout | undefined;
  /** Where it was put, and which of its edges stay. */
  let placed: { at: Bounds; anchor: Anchor } | null = null;

  function open(): BrowserWindow {
    const opened = new BrowserWindow({
      ...firstPlace({ width, height }, placeOf(options.loadBounds())),
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
      webPreferences: webPreferences(options.preload),
    });
    // Above a CRM in full screen and in every Space, without bringing the main window along.
    if (process.platform === 'darwin') {
      opened.setVisibleOnAllWorkspaces(true, {
        visibleOnFullScreen: true,
        skipTransformProcessType: true,
      });
    }
    opened.on('close', (event) => {
      options.saveBounds(opened.getBounds());
      if (options.isQuitting()) return;
      event.preventDefault();
      hide();
      options.onClosedByHand();
    });
    opened.loadURL('app://handset/index.html?window=mini').catch(options.onLoadFailed);
    return opened;
  }

  function place(): void {
    if (!window) return;
    const at = window.getBounds();
    const areas = workAreas();
    // Kept until the agent moves it: growing past the middle must not turn it round.
    if (!placed || !isSame(at, placed.at)) placed = { at, anchor: anchorOf(at, areas) };
    const size = { width, height };
    const next = resizeBounds(at, size, placed.anchor, areas) ?? corner(size);
    if (isSame(at, next)) return;
    placed.at = next;
    window.setBounds(next);
  }

  function present(): void {
    clearTimeout(patience);
    if (!window || !wanted) return;
    const { focus } = wanted;
    wanted = null;
    place();
    if (focus) takeKeyboard(window);
    else window.showInactive();
    options.onShown();
  }

  function hide(): void {
    clearTimeout(patience);
    wanted = null;
    if (!window?.isVisible()) return;
    options.saveBounds(window.getBounds());
    window.hide();
  }

  function show(focus: boolean): void {
    if (window?.isVisible()) {
      if (focus) takeKeyboard(window);
      return;
    }
    wanted = { focus: focus || (wanted?.focus ?? false) };
    clearTimeout(patience);
    patience = setTimeout(present, window ? patienceMs.made : patienceMs.new);
    window ??= open();
  }

  return {
    show,
    async seekKeyboard() {
      const showingMs = window ? patienceMs.made : patienceMs.new;
      show(true);
      if (!window) return false;
      return window.isFocused() || getsKeyboard(window, showingMs + keyboardPatienceMs);
    },
    hide,
    isFocused: () => window?.isFocused() ?? false,
    fit(needed) {
      height = Math.ceil(needed);
      if (wanted) present();
      else if (window?.isVisible()) place();
    },
    dispose() {
      clearTimeout(patience);
      window?.destroy();
      window = null;
    },
  };
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
