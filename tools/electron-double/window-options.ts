import type { BrowserWindowConstructorOptions } from 'electron';
import { type DesktopKind, desktopKind } from './desktop-kind.ts';
import { notInDouble } from './strict.ts';

/** The options the double's windows support. */
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

/** Kinds of windows, where the system knows them. */
const types: Record<DesktopKind, readonly string[]> = {
  x11: ['desktop', 'dock', 'toolbar', 'splash', 'notification'],
  wayland: [],
  macos: ['desktop', 'textured', 'panel'],
  windows: ['toolbar'],
};

export function refuseUnknown(given: BrowserWindowConstructorOptions): void {
  const { type, ...rest } = given;
  if (type !== undefined && !types[desktopKind].includes(type))
    throw new Error(`${desktopKind} has no windows of type ${type}`);
  const other = Object.keys(rest).find((key) => !options.has(key));
  if (other) throw notInDouble(`BrowserWindow option ${other}`);
}
