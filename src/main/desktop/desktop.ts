import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { app, nativeTheme } from 'electron';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import type { AccountService } from '../account/account-service.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { CallService } from '../calls/call-service.ts';
import type { CommandLine } from '../cli/command-line.ts';
import type { Contacts } from '../contacts/contacts.ts';
import type { DialService } from '../dialing/dial-service.ts';
import { createDialingArea } from '../dialing/dialing-area.ts';
import type { FloorService } from '../floor/floor-service.ts';
import type { Words } from '../i18n/words.ts';
import type { Areas } from '../ipc/area.ts';
import type { MissedService } from '../missed/missed-service.ts';
import type { Notices } from '../notices/notice-board.ts';
import { createNotifier } from '../os/notifications.ts';
import { createStayAwake } from '../os/stay-awake.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { followAvailabilityHotkey } from './availability-hotkey.ts';
import { alertOfCalls } from './call-alerts.ts';
import { composeEntrances } from './compose-entrances.ts';
import { deskNews } from './desk-news.ts';
import { createDialSurfaces, type DialSurfaces } from './dial-surfaces.ts';
import { followSettings } from './follow-settings.ts';
import { createShellArea } from './shell-area.ts';
import { presentTray } from './tray-presenter.ts';
import { createWindows, type Windows } from './windows.ts';

export interface DesktopOptions {
  commandLine: CommandLine;
  /** Called with the arguments of every further start. */
  onSecondInstance: (listener: (argv: string[]) => void) => void;
  db: Database;
  clock: Clock;
  log: Log;
  words: Words;
  notices: Notices;
  settings: SettingsService;
  account: AccountService;
  calls: CallService;
  dialing: DialService;
  contacts: Contacts;
  floor: FloorService;
  missed: MissedService;
  understand: (text: string) => UnderstoodNumber;
  /** Whether this desktop shows tray icons, as far as is known yet. */
  showsTray: () => boolean;
  /** Whether Handset is quitting for an installer. */
  isLeaving: () => boolean;
  /** Folder of the icons. */
  resources: string;
}

export interface Desktop {
  areas: Pick<Areas, 'shell' | 'entrances' | 'dialing'>;
  /** Whether a dial is waiting for its countdown or for the agent. */
  dialWaits(): boolean;
}

/**
 * Creates windows, tray, hotkey, links and notifications. They become active when `shell` is
 * started.
 */
export function createDesktop(options: DesktopOptions): Desktop {
  const { log, settings, calls, words, notices, resources } = options;
  nativeTheme.themeSource = settings.get().theme;
  const notifier = createNotifier((reason) => log.warn('a notification was not shown', { reason }));
  const { t } = words;
  const { hidden } = options.commandLine;
  const windows = createWindows({ ...options, t, notifier, hidden });
  const { openMain } = windows;
  const surfaces = createDialSurfaces({ ...options, notifier, windows });
  const { desk, offers, flow } = surfaces;
  const shell = createShellArea({ surfaces, windows, notices, settings });
  let stops: (() => void)[] = [];
  const entrances = composeEntrances({
    ...options,
    dialClipboard: () => void offers.dialClipboard('hotkey'),
    offerLink: (link) => offers.offerLink(link),
    openMain: () => openMain(null),
  });

  function start(): void {
    const stayAwake = createStayAwake();
    const tray = {
      icons: join(resources, 'icons/tray'),
      t,
      open: openMain,
      openMissed: windows.openMissed,
      dialClipboard: () => void offers.dialClipboard('tray'),
      offer: (number: string) => void offers.offer(number, 'tray'),
      refuse: () => offers.refuse('account_switched'),
    };
    stops = [
      surfaces.follow(),
      followSettings({ settings, notices, log, mainWindow: windows.main }),
      calls.changed.on(stayAwake.follow),
      stayAwake.dispose,
      presentTray({ ...options, ...tray }),
      followAvailabilityHotkey({ ...options, notifier, t, openMain }),
      alertOfCalls({ calls, settings, notifier, t, flow, windows }),
      notifier.dispose,
      windows.dispose,
    ];
    app.on('activate', () => openMain(null));
  }

  const stop = (): void => {
    for (const each of stops) each();
  };
  return {
    areas: {
      shell: { ...shell, start, stop },
      entrances,
      dialing: deskArea(options, surfaces, windows),
    },
    dialWaits: () => desk.current() !== null,
  };
}

function deskArea(
  { dialing, understand }: DesktopOptions,
  { desk, flow, changed }: DialSurfaces,
  { mainLoaded }: Windows,
): Areas['dialing'] {
  const news = deskNews({ desk, flow, flowChanged: changed.on, mainLoaded: mainLoaded.on });
  return createDialingArea({ desk, service: dialing, understand, changed: news });
}
