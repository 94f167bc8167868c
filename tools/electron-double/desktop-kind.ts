/**
 * The desktop that the double plays; that of this computer, unless a test chooses another. `x11`
 * tells the truth. `wayland` does what compositors do to a client that does not have the keyboard:
 * no first frame, a clipboard of another moment, shortcuts that are taken for granted and never
 * given back, windows that cannot place or focus themselves. `macos` and `windows` have what Electron
 * has for these systems alone, and refuse or cut what they refuse and cut.
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

/** What `process.platform` is on the desktop that is played. */
export const playedPlatform: NodeJS.Platform = platforms[desktopKind];

/** What a session of this kind has in its environment, whatever the one is that tests run in. */
export function playSession(env: NodeJS.ProcessEnv): void {
  delete env['WAYLAND_DISPLAY'];
  delete env['XDG_SESSION_TYPE'];
  if (isWayland) env['XDG_SESSION_TYPE'] = 'wayland';
}
