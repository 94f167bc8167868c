import { execFile } from 'node:child_process';
import { isWayland } from './session.ts';

const watcher = 'org.kde.StatusNotifierWatcher';

/**
 * Whether this desktop shows tray icons. Windows and macOS do. On Linux the bus says whether any
 * program takes them (StatusNotifierItem); if none does, Electron falls back to X11 icons, which
 * GNOME and Wayland do not show. Creating a tray never fails, so nothing else tells.
 */
export async function showsTray(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const taken = await nameHasOwner(watcher);
  if (taken !== null) return taken || !(isGnome() || isWayland());
  // No bus to ask: Ubuntu's GNOME comes with the extension that shows them, plain GNOME does not.
  return !isGnome() || /ubuntu/i.test(process.env['XDG_CURRENT_DESKTOP'] ?? '');
}

function isGnome(): boolean {
  return /(^|:)GNOME($|:)/i.test(process.env['XDG_CURRENT_DESKTOP'] ?? '');
}

/** Whether a program on the session bus owns this name; null if the bus cannot be asked. */
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
