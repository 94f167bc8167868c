import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app } from 'electron';
import { autostartEntry } from './autostart-entry.ts';

/**
 * Has the system start Handset in the tray at login, or no longer. Only the installed app does
 * this: from a source folder it would register the bare runtime.
 */
export async function setLaunchAtLogin(on: boolean): Promise<void> {
  if (!app.isPackaged) return;
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: on, args: ['--hidden'] });
    return;
  }
  // Electron leaves Linux to the app. `appData` is $XDG_CONFIG_HOME.
  const folder = join(app.getPath('appData'), 'autostart');
  const file = join(folder, 'app.handset.desktop');
  if (!on) return rm(file, { force: true });
  await mkdir(folder, { recursive: true });
  // An AppImage runs from a mount that changes with every start.
  await writeFile(file, autostartEntry(process.env['APPIMAGE'] ?? process.execPath));
}
