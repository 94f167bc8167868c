import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { app, type BrowserWindow } from 'electron';
import { type Clock, steadyNow } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import type { Translate } from '../i18n/translate.ts';
import { wasStartedAtLogin } from '../os/launch-at-login.ts';
import type { Notifier } from '../os/notifications.ts';
import { isWayland } from '../os/session.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { bringForward, createMainWindow } from './main-window.ts';
import { MiniWindow } from './mini-window.ts';
import { rememberBounds } from './remember-bounds.ts';
import { revivePages } from './revive-pages.ts';
import { tellOnceAboutTray } from './tray-told.ts';

export interface WindowsOptions {
  db: Database;
  clock: Clock;
  log: Log;
  settings: SettingsService;
  t: Translate;
  notifier: Notifier;
  /** Folder of the icons. */
  resources: string;
  /** Whether it starts in the tray. */
  hidden: boolean;
  /** Whether this desktop shows tray icons, as far as is known yet. */
  showsTray: () => boolean;
  /** Whether Handset is quitting for an installer. */
  isLeaving: () => boolean;
}

/** The windows of Handset. */
export interface Windows {
  main: BrowserWindow;
  mini: MiniWindow;
  /** Emits when the agent closed the small window by hand. */
  miniClosed: Emitter<null>;
  /** Emits when the agent can see the small window. */
  miniShown: Emitter<null>;
  /** Emits when a page died, and with it whatever it was showing the agent. */
  pageGone: Emitter<null>;
  /** The main window's page has come, or come back. */
  mainLoaded: Emitter<null>;
  /** Emits when the main window was brought forward to show this call. */
  callOpened: Emitter<{ id: string }>;
  /** Emits when the main window was brought forward to show the missed calls. */
  missedOpened: Emitter<null>;
  openMissed(): void;
  /** Brings the main window forward; with `callId` null, as it was left. */
  openMain(callId: string | null): void;
  dispose(): void;
}

/** Creates both windows, and keeps their pages alive. */
export function createWindows(options: WindowsOptions): Windows {
  const { db, clock, log, t, notifier } = options;
  const miniClosed = new Emitter<null>();
  const miniShown = new Emitter<null>();
  const pageGone = new Emitter<null>();
  const mainLoaded = new Emitter<null>();
  const callOpened = new Emitter<{ id: string }>();
  const missedOpened = new Emitter<null>();
  const stopReviving = revivePages({
    log,
    steady: () => steadyNow(clock),
    onGone: () => pageGone.emit(null),
    onHopeless: () => {
      const title = t('desktop.pageHopeless.title');
      notifier.show({ title, body: t('desktop.pageHopeless.body') }, () => app.quit());
    },
  });
  const common = commonTo(options);
  const places = { db, log, placesKnown: !isWayland() };
  const openMain = (callId: string | null): void => {
    bringForward(main);
    if (callId !== null) callOpened.emit({ id: callId });
  };
  const openMissed = (): void => {
    bringForward(main);
    missedOpened.emit(null);
  };
  const main = createMainWindow({
    ...common,
    ...rememberBounds({ ...places, key: 'main_window' }),
    icon: join(options.resources, 'icons/icon-256.png'),
    hidden: options.hidden || wasStartedAtLogin(),
    showsTray: options.showsTray,
    textSizePercent: () => options.settings.get().textSizePercent,
    onFirstPutAway: (where) =>
      tellOnceAboutTray({ db, notifier, t, where, open: () => openMain(null) }),
  });
  main.webContents.on('did-finish-load', () => mainLoaded.emit(null));
  const mini = new MiniWindow({
    ...common,
    ...rememberBounds({ ...places, key: 'mini_window' }),
    onClosedByHand: () => miniClosed.emit(null),
    onShown: () => miniShown.emit(null),
  });
  const dispose = (): void => {
    stopReviving();
    mini.dispose();
  };
  const news = { miniClosed, miniShown, pageGone, mainLoaded, callOpened, missedOpened };
  return { main, mini, ...news, openMain, openMissed, dispose };
}

function commonTo({ isLeaving, log }: WindowsOptions) {
  let quitting = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  // Closing windows does not quit: Handset stays in the tray.
  app.on('window-all-closed', () => {});
  return {
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    isQuitting: () => quitting || isLeaving(),
    onLoadFailed: (error: unknown) => log.error('a window could not load', error),
  };
}
