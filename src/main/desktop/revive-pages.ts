import { app, type WebContents } from 'electron';
import type { Log } from '../base/log.ts';

/** A page that dies this often within `withinMs` would die again. */
const most = 3;
const withinMs = 60_000;

export interface RevivePagesOptions {
  log: Log;
  /** Milliseconds of a clock that only runs forward. */
  steady: () => number;
  /** A page died, and what waited in it for the agent is out of sight. */
  onGone: () => void;
  /** It died too often to be brought back. */
  onHopeless: () => void;
}

/**
 * Brings back every page whose process died: all windows share an origin, and so one process. What
 * a page showed is in main, and comes back with it. Call the answer to stop watching new pages.
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
