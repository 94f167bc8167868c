import { app } from 'electron';

/**
 * Whether the clipboard can be trusted only while one of our windows has the keyboard: a Wayland
 * compositor tells no other client what was copied, and an X11 client in such a session (through
 * XWayland) learns it no sooner. Without focus we may read the number copied before.
 */
export function clipboardNeedsFocus(): boolean {
  if (process.platform !== 'linux') return false;
  return process.env['XDG_SESSION_TYPE'] === 'wayland' || Boolean(process.env['WAYLAND_DISPLAY']);
}

/** Whether our windows are Wayland clients: those cannot place or focus themselves. */
export function isWayland(): boolean {
  return clipboardNeedsFocus() && app.commandLine.getSwitchValue('ozone-platform') !== 'x11';
}
