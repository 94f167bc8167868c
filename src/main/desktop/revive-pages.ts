import { app, type WebContents } from 'electron';
import type { Log } from '../base/log.ts';

/** A page that dies this often within `withinMs` would die again. */
const most = 3;
const withinMs = 60_000;

export interface RevivePagesOptions {
  log: Log;
  /** Milliseconds of a clock that never goes back. */
  steady: () => number;
  /** Called when a page died, and with it whatever it was showing the agent. */
  onGone: () => void;
  /** Called when it died too often to be brought back. */
  onHopeless: () => void;
}

/**
 * Reloads every page whose process died: all windows share an origin and therefore a process. What
 * a page showed is in main and comes back with it. Returns a function that stops watching new
 * pages.
 */
export function revivePages({ log, steady, onGone, onHopeless }: RevivePagesOptions): () => void {
  const watch = (_event: unknown, contents: WebContents): void => {
    let deaths: number[] = [];
    contents.on('render-process-gone', (_gone, { reason, exitCode }) => {
      if (reason === 'clean-exit' || contents.isDestroyed()) return;
      log.error(`a page ended: ${reason} (${exitCode})`);
      onGone();
      const now = steady();
      deaths = [...deaths.filter((at) => now - at < withinMs), now];
      if (deaths.length > most) onHopeless();
      else contents.reload();
    });
    contents.on('unresponsive', () => log.error('a page does not answer'));
    contents.on('responsive', () => log.info('the page answers again'));
  };
  app.on('web-contents-created', watch);
  return () => {
    app.off('web-contents-created', watch);
  };
}
