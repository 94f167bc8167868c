import { type BrowserWindow, nativeTheme } from 'electron';
import { endAll } from '../base/end-all.ts';
import type { Log } from '../base/log.ts';
import type { Notices } from '../notices/notice-board.ts';
import { renewAutostart, setLaunchAtLogin } from '../os/launch-at-login.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { showTextSize } from './main-window.ts';

export interface FollowSettingsOptions {
  settings: SettingsService;
  notices: Notices;
  log: Log;
  mainWindow: BrowserWindow;
}

/**
 * Keeps theme, text size and launch at login in line with the settings. Returns a function that
 * stops it.
 */
export function followSettings(options: FollowSettingsOptions): () => void {
  const { settings, mainWindow, log } = options;
  renewAutostart().catch((error) => log.error('launch at login', error));
  const stops = [
    settings.watch(
      ({ theme }) => theme,
      (theme) => {
        nativeTheme.themeSource = theme;
      },
    ),
    settings.watch(
      ({ textSizePercent }) => textSizePercent,
      (percent) => showTextSize(mainWindow, percent),
    ),
    settings.watch(
      ({ launchAtLogin }) => launchAtLogin,
      (wanted) => void launchAtLogin(wanted, options),
    ),
  ];
  return endAll(stops);
}

async function launchAtLogin(
  wanted: boolean,
  { notices, log }: FollowSettingsOptions,
): Promise<void> {
  try {
    // The system starts Handset only once the agent has allowed it there.
    const { needsApproval } = await setLaunchAtLogin(wanted);
    if (needsApproval) notices.say('login_needs_approval');
    else notices.clear('login_needs_approval');
  } catch (error) {
    log.error('launch at login', error);
  }
}
