import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  renewAutostart,
  setLaunchAtLogin,
  wasStartedAtLogin,
} from '../../../../src/main/os/launch-at-login.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const electron = vi.hoisted(() => ({
  isPackaged: true,
  appData: '',
  login: { wasOpenedAtLogin: false, status: 'enabled' },
  set: [] as unknown[],
}));
vi.mock('electron', () => ({
  app: {
    get isPackaged() {
      return electron.isPackaged;
    },
    getPath: () => electron.appData,
    setLoginItemSettings: (given: unknown) => electron.set.push(given),
    getLoginItemSettings: () => electron.login,
  },
}));

beforeEach(() => {
  electron.isPackaged = true;
  electron.appData = tempFolder();
  electron.login = { wasOpenedAtLogin: false, status: 'enabled' };
  electron.set = [];
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function on(platform: NodeJS.Platform): void {
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform);
}
const entry = () => join(electron.appData, 'autostart', 'app.handset.Handset.desktop');

test('Linux: an entry of the desktop, which goes again', async () => {
  on('linux');
  vi.stubEnv('APPIMAGE', '/home/asha/Handset 1.AppImage');
  await setLaunchAtLogin(true);
  expect(readFileSync(entry(), 'utf8')).toContain('Exec="/home/asha/Handset 1.AppImage" --hidden');
  await setLaunchAtLogin(false);
  expect(existsSync(entry())).toBe(false);
  expect(electron.set).toEqual([]);
});

test('Linux: an entry of a file that was moved follows it; none is made by itself', async () => {
  on('linux');
  vi.stubEnv('APPIMAGE', '/new/Handset.AppImage');
  await renewAutostart();
  expect(existsSync(entry())).toBe(false);
  mkdirSync(join(electron.appData, 'autostart'));
  writeFileSync(entry(), '[Desktop Entry]\nExec="/old/Handset.AppImage" --hidden\n');
  await renewAutostart();
  expect(readFileSync(entry(), 'utf8')).toContain('Exec="/new/Handset.AppImage" --hidden');
});

test('Windows: by its own list, with the argument that keeps the window away', async () => {
  on('win32');
  expect(await setLaunchAtLogin(true)).toEqual({ needsApproval: false });
  expect(electron.set).toEqual([{ openAtLogin: true, args: ['--hidden'] }]);
  expect(wasStartedAtLogin()).toBe(false);
});

test('macOS: says when the agent has to allow it, and who started it', async () => {
  on('darwin');
  electron.login = { wasOpenedAtLogin: true, status: 'requires-approval' };
  expect(await setLaunchAtLogin(true)).toEqual({ needsApproval: true });
  expect(await setLaunchAtLogin(false)).toEqual({ needsApproval: false });
  expect(wasStartedAtLogin()).toBe(true);
});

test('from a source folder nothing is registered anywhere', async () => {
  electron.isPackaged = false;
  for (const platform of ['linux', 'win32', 'darwin'] as const) {
    on(platform);
    await setLaunchAtLogin(true);
    await renewAutostart();
  }
  expect(electron.set).toEqual([]);
  expect(existsSync(entry())).toBe(false);
});
