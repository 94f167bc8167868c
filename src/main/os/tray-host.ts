import { execFile } from 'node:child_process';
import { isWayland } from './session.ts';

const watcher = 'org.kde.StatusNotifierWatcher';

/**
 * Whether this desktop shows tray icons. Windows and macOS do. On Linux the bus says whether
 * anybody takes them (StatusNotifierItem); where nobody does, Electron falls back to the icons of
 * X11, which GNOME and Wayland do not show. Making a tray never fails, so nothing else tells.
 */
export async function showsTray(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const taken = await nameHasOwner(watcher);
  if (taken !== null) return taken || !(isGnome() || isWayland());
  // Nobody to ask: Ubuntu's GNOME brings the extension that shows them, plain GNOME does not.
  return !isGnome() || /ubuntu/i.test(process.env['XDG_CURRENT_DESKTOP'] ?? '');
}

function isGnome(): boolean {
  return /(^|:)GNOME($|:)/i.test(process.env['XDG_CURRENT_DESKTOP'] ?? '');
}

/** Whether anybody on the session's bus has this name; null where the bus cannot be asked. */
function nameHasOwner(name: string): Promise<boolean | null> {
  const bus = 'org.freedesktop.DBus';
  const call = ['call', '--session', '--timeout', '2', '--dest', bus];
  const method = ['--object-path', '/org/freedesktop/DBus', '--method', `${bus}.NameHasOwner`];
  return new Promise((resolve) => {
    execFile('gdbus', [...call, ...method, name], { timeout: 3_000 }, (error, stdout) => {
      resolve(error ? null : stdout.includes('true'));
    });
  });
}
