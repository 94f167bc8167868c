import { BrowserWindow, screen } from 'electron';
import { backgroundColor, webPreferences } from './web-preferences.ts';
import { type Bounds, cornerBounds, fitBounds } from './window-bounds.ts';

/** `live`: the call's state at a glance. `pending`: a dial that waits for Enter or Esc. */
export type MiniView = 'live' | 'pending';

const width = 320;
const heights: Record<MiniView, number> = { live: 96, pending: 150 };

export interface MiniWindowOptions {
  preload: string;
  loadBounds: () => Bounds | null;
  saveBounds: (bounds: Bounds) => void;
  /** True once the app is on its way out: then closing closes. */
  isQuitting: () => boolean;
  /** The agent closed it by hand (Alt+F4): whatever it was waiting for is off. */
  onClosedByHand: () => void;
  onLoadFailed: (error: unknown) => void;
}

export interface MiniWindow {
  /** Shows the window above all others: `pending` takes the keyboard, `live` leaves it alone. */
  show(view: MiniView): void;
  hide(): void;
  isVisible(): boolean;
  /** The window, once it has been shown. */
  window(): BrowserWindow | null;
  dispose(): void;
}

/** The small window on top of everything. It is made when it is first needed, and then kept. */
export function createMiniWindow(options: MiniWindowOptions): MiniWindow {
  let window: BrowserWindow | null = null;
  let wanted: MiniView | null = null;
  let painted = false;

  function present(): void {
    if (!window || !painted || !wanted) return;
    window.setBounds(placeFor(wanted, window.getBounds()));
    if (wanted === 'pending') {
      window.show();
      window.focus();
    } else {
      window.showInactive();
    }
  }

  function open(view: MiniView): BrowserWindow {
    const opened = new BrowserWindow({
      ...placeFor(view, options.loadBounds()),
      title: 'Handset',
      show: false,
      frame: false,
      resizable: false,
      maximizable: false,
      minimizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      backgroundColor: backgroundColor(),
      webPreferences: webPreferences(options.preload),
    });
    opened.once('ready-to-show', () => {
      painted = true;
      present();
    });
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

  function hide(): void {
    wanted = null;
    if (!window?.isVisible()) return;
    options.saveBounds(window.getBounds());
    window.hide();
  }

  return {
    show(view) {
      wanted = view;
      window ??= open(view);
      present();
    },
    hide,
    isVisible: () => window?.isVisible() ?? false,
    window: () => window,
    dispose() {
      window?.destroy();
      window = null;
    },
  };
}

function placeFor(view: MiniView, at: Bounds | null): Bounds {
  const size = { width, height: heights[view] };
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const kept = at && fitBounds({ ...at, ...size }, areas);
  return kept ?? cornerBounds(size, screen.getPrimaryDisplay().workArea);
}
