import { BrowserWindow, nativeTheme, screen } from 'electron';
import { type KeptBounds, placeOf } from './remember-bounds.ts';
import { backgroundColor, webPreferences } from './web-preferences.ts';
import { whenPresentable } from './when-presentable.ts';
import { type Bounds, fitBounds } from './window-bounds.ts';

export interface MainWindowOptions {
  /** Path of the built preload; absolute. */
  preload: string;
  /** Window icon for Linux and Windows; absolute. */
  icon: string;
  /** Whether it starts in the tray. */
  hidden: boolean;
  loadBounds: () => KeptBounds | null;
  saveBounds: (bounds: Bounds, maximized: boolean) => void;
  /** True once the app is quitting: then closing really closes. */
  isQuitting: () => boolean;
  /** Without a tray a hidden window could not be found again, so it is minimised instead. */
  showsTray: () => boolean;
  /** Called the first time in this run that closing only put the window away. */
  onFirstPutAway: (where: 'tray' | 'minimised') => void;
  onLoadFailed: (error: unknown) => void;
  /** Zoom of everything in the window, in percent. */
  textSizePercent: () => number;
}

/** Creates the main window. It lives as long as the app: closing it only hides it. */
export function createMainWindow(options: MainWindowOptions): BrowserWindow {
  const saved = options.loadBounds();
  const place = placeOf(saved);
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    width: 1180,
    height: 780,
    minWidth: 380,
    minHeight: 560,
    ...(saved && { width: saved.width, height: saved.height }),
    ...(place && fitBounds(place, areas)),
    title: 'Handset',
    icon: options.icon,
    show: false,
    backgroundColor: backgroundColor(),
    webPreferences: webPreferences(options.preload),
  });
  // Zoom is per window: the small window has the same origin and no room to grow.
  window.webContents.setZoomMode('isolated');
  window.webContents.on('did-finish-load', () => showTextSize(window, options.textSizePercent()));
  whenPresentable(window, () => {
    if (saved?.maximized && !options.hidden) window.maximize();
    if (!options.hidden) window.show();
    else if (!options.showsTray()) minimiseUnseen(window);
  });

  hideInsteadOfClose(window, options);
  followTheme(window);
  window.loadURL('app://handset/index.html').catch(options.onLoadFailed);
  return window;
}

/** Zooms everything in a window to this percentage of its usual size. */
export function showTextSize(window: BrowserWindow, percent: number): void {
  window.webContents.setZoomFactor(percent / 100);
}

/** Brings a window to the front, whether minimised, hidden or covered. */
export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Whether the agent has the dialer before them, where calls have their cards. */
export function showsCalls(window: BrowserWindow): boolean {
  const { hash } = new URL(window.webContents.getURL());
  return window.isFocused() && (hash === '' || hash === '#/dial');
}

function hideInsteadOfClose(window: BrowserWindow, options: MainWindowOptions): void {
  let told = false;
  window.on('close', (event) => {
    options.saveBounds(window.getNormalBounds(), window.isMaximized());
    if (options.isQuitting()) return;
    event.preventDefault();
    const where = options.showsTray() ? 'tray' : 'minimised';
    putAway(window, where);
    if (!told) options.onFirstPutAway(where);
    told = true;
  });
}

/** Puts it in the list of windows only: a window that was never shown is in no list. */
function minimiseUnseen(window: BrowserWindow): void {
  window.showInactive();
  window.minimize();
}

/**
 * Hides or minimises a window. A full-screen one leaves full screen first, or macOS keeps a black
 * screen in its place.
 */
function putAway(window: BrowserWindow, where: 'tray' | 'minimised'): void {
  const go = (): void => (where === 'tray' ? window.hide() : window.minimize());
  if (window.isFullScreen()) {
    window.once('leave-full-screen', go);
    window.setFullScreen(false);
  } else {
    go();
  }
}

function followTheme(window: BrowserWindow): void {
  const repaint = (): void => window.setBackgroundColor(backgroundColor());
  nativeTheme.on('updated', repaint);
  window.once('closed', () => nativeTheme.off('updated', repaint));
}
