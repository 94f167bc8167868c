import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import { autostartEntry } from './autostart-entry.ts';

/**
 * Makes the system start Handset in the tray at login, or stops it. Only the installed app does
 * this: from a source folder it would register the bare runtime. Call it only when the agent has
 * changed the setting: on Windows each call undoes what they switched off in the Task Manager.
 *
 * @returns whether the agent still has to allow it in the system's own settings (macOS)
 */
export async function setLaunchAtLogin(on: boolean): Promise<{ needsApproval: boolean }> {
  if (!app.isPackaged) return { needsApproval: false };
  if (process.platform === 'linux') {
    if (on) await writeEntry();
    else await rm(entryFile(), { force: true });
    return { needsApproval: false };
  }
  app.setLoginItemSettings({ openAtLogin: on, args: ['--hidden'] });
  if (process.platform !== 'darwin') return { needsApproval: false };
  return { needsApproval: on && app.getLoginItemSettings().status === 'requires-approval' };
}

/**
 * Whether the system started Handset at login: macOS passes no arguments, so it has to be asked.
 */
export function wasStartedAtLogin(): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}

/**
 * Rewrites the entry of an AppImage that was moved, or replaced by its next version: the old entry
 * would start nothing.
 */
export async function renewAutostart(): Promise<void> {
  if (!app.isPackaged || process.platform !== 'linux') return;
  const kept = await readFile(entryFile(), 'utf8').catch(() => null);
  if (kept !== null && kept !== entry()) await writeEntry();
}

async function writeEntry(): Promise<void> {
  await mkdir(dirname(entryFile()), { recursive: true });
  await writeFile(entryFile(), entry());
}

/** Electron leaves Linux to the app. `appData` is $XDG_CONFIG_HOME. */
function entryFile(): string {
  return join(app.getPath('appData'), 'autostart', 'app.handset.Handset.desktop');
}

/** An AppImage runs from a mount that changes at every start. */
function entry(): string {
  return autostartEntry(process.env['APPIMAGE'] ?? process.execPath);
}
