import { app } from 'electron';

/**
 * Whether the clipboard can be trusted only while one of our windows has the keyboard: a Wayland
 * compositor tells no other client of what was copied, and an X11 client in such a session (through
 * XWayland) no sooner. What is read without it may be the number copied before.
 */
export function clipboardNeedsFocus(): boolean {
  if (process.platform !== 'linux') return false;
  return process.env['XDG_SESSION_TYPE'] === 'wayland' || Boolean(process.env['WAYLAND_DISPLAY']);
}

/** Whether our windows are clients of a Wayland compositor: they cannot place or focus themselves. */
export function isWayland(): boolean {
  return clipboardNeedsFocus() && app.commandLine.getSwitchValue('ozone-platform') !== 'x11';
}
