import type { Page } from '@playwright/test';
import type { Desktop } from '../electron-double/launch.ts';

/** A running Handset, on whichever runtime. */
export interface HandsetApp {
  readonly runtime: 'electron' | 'double';
  /** The main window, once its page has loaded. */
  mainWindow(): Promise<Page>;
  /** The small window, once it was needed. */
  miniWindow(): Promise<Page>;
  /** The agent's desktop around it: clipboard, hotkeys, tray, notifications, power. */
  readonly desktop: Desktop;
  /** Starts Handset once more on the same profile; resolves when that start has ended. */
  startAgain(args: readonly string[]): Promise<void>;
  readonly pid: number;
  /** Settles when the process has ended. */
  readonly ended: Promise<unknown>;
  /** Everything it has written to standard output and standard error. */
  output(): string;
  /** Does what "Quit" in the tray does; resolves when the process has ended. */
  quit(): Promise<void>;
  /** Ends the process at once, as a crash would. */
  kill(): Promise<void>;
}

export interface HandsetOptions {
  /** The folder that holds everything Handset keeps. */
  userData: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
}

export function isMainPage(page: Page): boolean {
  return page.url().includes('/index.html') && !isMiniPage(page);
}

export function isMiniPage(page: Page): boolean {
  return page.url().includes('window=mini');
}
