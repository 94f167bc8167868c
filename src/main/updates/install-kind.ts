import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, posix, win32 } from 'node:path';

/** Kinds of installation that can replace themselves, each in its own way. */
export type InstallKind = 'nsis' | 'mac' | 'appimage';

export interface InstallFacts {
  platform: NodeJS.Platform;
  isPackaged: boolean;
  /** The running program. */
  execPath: string;
  env: Record<string, string | undefined>;
}

/** What is checked on disk. */
const disk = { exists: (path: string): boolean => existsSync(path), mayWrite };

/**
 * Returns how this installation can replace itself; null if something else has to. A deb or rpm
 * belongs to the system's package manager, an MSI or an installation for all users to the
 * administrator: each would ask for a password that agents do not have.
 */
export function installKind(facts: InstallFacts, { exists, mayWrite } = disk): InstallKind | null {
  const { platform, isPackaged, execPath, env } = facts;
  if (!isPackaged) return null;
  if (platform === 'win32') return isPerUserNsis(execPath, env, exists) ? 'nsis' : null;
  if (platform === 'darwin') {
    // Handset.app/Contents/MacOS/Handset
    const bundle = dirname(dirname(dirname(execPath)));
    return mayWrite(bundle) && mayWrite(dirname(bundle)) ? 'mac' : null;
  }
  const image = env['APPIMAGE'];
  return image !== undefined && posix.isAbsolute(image) && mayWrite(dirname(image))
    ? 'appimage'
    : null;
}

/** NSIS leaves its uninstaller beside the program; an MSI does not. */
function isPerUserNsis(
  execPath: string,
  env: InstallFacts['env'],
  exists: (path: string) => boolean,
): boolean {
  const home = env['LOCALAPPDATA'];
  if (!home) return false;
  const folder = win32.dirname(execPath);
  const inside = folder.toLowerCase().startsWith(`${win32.normalize(home).toLowerCase()}\\`);
  const name = win32.basename(execPath, '.exe');
  return inside && exists(win32.join(folder, `Uninstall ${name}.exe`));
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
