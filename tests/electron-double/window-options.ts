import type { BrowserWindowConstructorOptions } from 'electron';
import { notInDouble } from './strict.ts';

/** What the double's windows can be made with. */
const options = new Set([
  'x',
  'y',
  'width',
  'height',
  'minWidth',
  'minHeight',
  'title',
  'icon',
  'show',
  'frame',
  'resizable',
  'maximizable',
  'minimizable',
  'fullscreenable',
  'skipTaskbar',
  'alwaysOnTop',
  'backgroundColor',
  'webPreferences',
]);

export function refuseUnknown(given: BrowserWindowConstructorOptions): void {
  const other = Object.keys(given).find((key) => !options.has(key));
  if (other) throw notInDouble(`BrowserWindow option ${other}`);
}
