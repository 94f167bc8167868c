/**
 * The desktop that the double plays. `x11` tells the truth. `wayland` does what compositors do to a
 * client that does not have the keyboard: no first frame, a clipboard of another moment, shortcuts
 * that are taken for granted and never given back, windows that cannot place or focus themselves.
 */
export type DesktopKind = 'x11' | 'wayland';

export const desktopKind: DesktopKind =
  process.env['HANDSET_DOUBLE_DESKTOP'] === 'wayland' ? 'wayland' : 'x11';

export const isWayland = desktopKind === 'wayland';

/** What a session of this kind has in its environment, whatever the one is that tests run in. */
export function playSession(env: NodeJS.ProcessEnv): void {
  delete env['WAYLAND_DISPLAY'];
  delete env['XDG_SESSION_TYPE'];
  if (isWayland) env['XDG_SESSION_TYPE'] = 'wayland';
}
