import { nativeTheme, type WebPreferences } from 'electron';

/** The same for every window: a sandboxed page that has only the bridge. */
export function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
  };
}

/**
 * Returns the page's own background, so that a window never flashes white before it has painted.
 */
export function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? '#0d1117' : '#f5f6f8';
}
