import type { LoginItemSettings, Settings } from 'electron';
import { isMac, isWindows } from './desktop-kind.ts';
import type { LoginItemRecord } from './desktop-record.ts';
import { isReady } from './lifecycle.ts';
import { notInDouble } from './strict.ts';

/** What the system starts at login. */
const system: { item: LoginItemRecord | null; asks: boolean } = { item: null, asks: false };

export const loginItems = {
  /** What the app has set in this run. */
  record: (): LoginItemRecord | null => system.item,

  /** From now on the agent has to allow it in the system's settings (macOS). */
  askFirst: (asks: boolean): void => {
    system.asks = asks;
  },

  set({ openAtLogin = false, args = [], ...other }: Settings): void {
    const [unknown] = Object.keys(other);
    if (unknown) throw notInDouble(`setLoginItemSettings: ${unknown}`);
    if (!isMac && !isWindows) throw notInDouble('app.setLoginItemSettings on Linux');
    // macOS starts the app without any.
    system.item = { openAtLogin, args: isMac ? [] : args };
  },

  get(): Pick<LoginItemSettings, 'openAtLogin' | 'wasOpenedAtLogin' | 'status'> {
    if (!isMac) throw notInDouble('app.getLoginItemSettings, but for macOS');
    const isWanted = system.item?.openAtLogin ?? false;
    const status = system.asks ? 'requires-approval' : 'enabled';
    return {
      openAtLogin: isWanted && !system.asks,
      // Known once the system has reported that the app is up.
      wasOpenedAtLogin: isReady() && process.env['HANDSET_DOUBLE_AT_LOGIN'] === '1',
      status: isWanted ? status : 'not-registered',
    };
  },
};
