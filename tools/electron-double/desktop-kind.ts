/**
 * The desktop that the double plays: that of this computer unless a test chooses another. `x11` is
 * honest. `wayland` does what compositors do to a client without the keyboard: no first frame, an
 * outdated clipboard, shortcuts that seem to be granted and are never given back, windows that
 * cannot place or focus themselves. `macos` and `windows` have what Electron has only on these
 * systems, and refuse or truncate what they do.
 */
const kinds = ['x11', 'wayland', 'macos', 'windows'] as const;
export type DesktopKind = (typeof kinds)[number];

const platforms = { x11: 'linux', wayland: 'linux', macos: 'darwin', windows: 'win32' } as const;

export const desktopKind: DesktopKind =
  kinds.find((kind) => kind === process.env['HANDSET_DOUBLE_DESKTOP']) ??
  kinds.find((kind) => platforms[kind] === process.platform) ??
  'x11';

export const isWayland = desktopKind === 'wayland';
export const isMac = desktopKind === 'macos';
export const isWindows = desktopKind === 'windows';

/** The value of `process.platform` on the desktop being played. */
export const playedPlatform: NodeJS.Platform = platforms[desktopKind];

/** Sets the environment that a session of this kind has, whatever session the tests run in. */
export function playSession(env: NodeJS.ProcessEnv): void {
  delete env['WAYLAND_DISPLAY'];
  delete env['XDG_SESSION_TYPE'];
  if (isWayland) env['XDG_SESSION_TYPE'] = 'wayland';
}
