import type { BrowserWindow } from 'electron';

/** After this long the window is shown as it is: better than not at all. */
const patienceMs = 2_000;

/**
 * Runs `present` once, as soon as the window has something to show: its first frame, or, where a
 * hidden window gets none (Wayland: electron/electron#48859), its loaded page, or after a while.
 */
export function whenPresentable(window: BrowserWindow, present: () => void): void {
  const timer = setTimeout(once, patienceMs);
  window.once('ready-to-show', once);
  window.webContents.once('did-finish-load', once);
  window.once('closed', forget);

  function once(): void {
    forget();
    present();
  }
  function forget(): void {
    clearTimeout(timer);
    window.off('ready-to-show', once);
    window.off('closed', forget);
    if (!window.isDestroyed()) window.webContents.off('did-finish-load', once);
  }
}
