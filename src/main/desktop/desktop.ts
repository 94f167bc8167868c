import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme } from 'electron';
import type { Notice, ShellStatus } from '../../shared/contract/shell.ts';
import { acceleratorLabel } from '../../shared/domain/accelerator.ts';
import type { ErrorParams } from '../../shared/domain/app-error.ts';
import type { Call } from '../../shared/domain/call.ts';
import { chosenLanguage } from '../../shared/languages.ts';
import { steadyNow } from '../base/clock.ts';
import { createSentence, createTranslator } from '../i18n/translator.ts';
import { createPublish } from '../ipc/publish.ts';
import { registerIpc } from '../ipc/register.ts';
import { showSecretNotice } from '../notices/keychain-notice.ts';
import { Notices } from '../notices/notice-board.ts';
import { watchNotices } from '../notices/watch-notices.ts';
import { wasStartedAtLogin } from '../os/launch-at-login.ts';
import { createNotifier } from '../os/notifications.ts';
import { watchPower } from '../os/power.ts';
import { isWayland } from '../os/session.ts';
import { createStayAwake } from '../os/stay-awake.ts';
import { serveApp } from '../web/app-protocol.ts';
import { callNotification } from './call-notification.ts';
import { composeEntrances } from './compose-entrances.ts';
import type { DesktopOptions } from './desktop-options.ts';
import { createDialOffers } from './dial-offers.ts';
import { tellingWhenFiled } from './filed-calls.ts';
import { createLoginFollower } from './login-follower.ts';
import { bringForward, createMainWindow, showTextSize } from './main-window.ts';
import { createMiniFlow } from './mini-flow.ts';
import { createMiniWindow } from './mini-window.ts';
import { rememberBounds } from './remember-bounds.ts';
import { revivePages } from './revive-pages.ts';
import { createShellHandlers } from './shell-handlers.ts';
import { composeTray } from './tray-presenter.ts';
import { tellOnceAboutTray } from './tray-told.ts';

/** Windows, tray, hotkey, notifications and IPC, wired to the services. Call the answer to stop. */
export function composeDesktop(options: DesktopOptions): () => void {
  const { db, clock, log, settings, account, calls, recordings } = options;
  let quitting = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  // Closing windows is no quitting: Handset stays in the tray.
  app.on('window-all-closed', () => {});
  const language = () => chosenLanguage(settings.get().language, app.getLocale());
  const t = createTranslator(language);
  const sentence = createSentence(t);
  const publish = createPublish(() =>
    BrowserWindow.getAllWindows().map((window) => window.webContents),
  );
  const notices = new Notices(() => publish('shell:changed', status()));
  const notice = (code: Notice['code'], params: ErrorParams = {}) =>
    notices.set(code, () => ({
      message: t(`notices.${code}.message`, params),
      hint: t(`notices.${code}.hint`, params),
    }));

  const stopServing = serveApp({
    root: join(import.meta.dirname, '../renderer'),
    recordingFile: (callId) => recordings.file(callId),
  });

  const common = {
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    isQuitting: () => quitting || options.updates.isLeaving(),
    onLoadFailed: (error: unknown) => log.error('a window could not load', error),
  };
  const places = { db, log, placesKnown: !isWayland() };
  nativeTheme.themeSource = settings.get().theme;
  const notifier = createNotifier((reason) => log.warn('a notification was not shown', { reason }));
  const stopReviving = revivePages({
    log,
    steady: () => steadyNow(clock),
    onGone: () => offers.pending.hold(),
    onHopeless: () => {
      const title = t('desktop.pageHopeless.title');
      notifier.show({ title, body: t('desktop.pageHopeless.body') }, () => app.quit());
    },
  });
  const mainWindow = createMainWindow({
    ...common,
    ...rememberBounds({ ...places, key: 'main_window' }),
    icon: join(options.resources, 'icons/icon-256.png'),
    hidden: options.commandLine.hidden || wasStartedAtLogin(),
    showsTray: options.showsTray,
    textSizePercent: () => settings.get().textSizePercent,
    onFirstPutAway: (where) =>
      tellOnceAboutTray({ db, notifier, t, where, open: () => openMain(null) }),
  });
  const mini = createMiniWindow({
    ...common,
    ...rememberBounds({ ...places, key: 'mini_window' }),
    onClosedByHand: () => {
      offers.cancel();
      miniFlow.dismiss();
    },
    onShown: () => offers.pending.shown(),
  });
  const miniFlow = createMiniFlow({
    window: mini,
    mainHasFocus: () => mainWindow.isFocused(),
    isPending: () => offers.pending.current() !== null,
    onCall: calls.changed.on,
    changed: () => publish('shell:changed', status()),
  });

  const offers = createDialOffers({
    clock,
    settings: () => settings.get(),
    isPractice: () => account.isPractice(),
    understand: options.understand,
    describe: sentence,
    dial: (request) => calls.dial(request),
    mini,
    miniFlow,
    notices,
    notifier,
    publish,
    openMain,
    onBug: (cause) => log.error('a dial failed', cause),
  });

  function status(): ShellStatus {
    return {
      platform: process.platform as ShellStatus['platform'],
      version: app.getVersion(),
      locale: app.getLocale(),
      notices: notices.list(),
      pendingDial: offers.pending.current(),
      miniCallId: miniFlow.callId(),
    };
  }

  function openMain(callId: string | null): void {
    bringForward(mainWindow);
    if (callId === null) return;
    publish('shell:openCall', { id: callId });
    miniFlow.openedInMain(callId);
  }
  const entrances = composeEntrances({
    clock,
    publish,
    settings: () => settings.get(),
    hotkeyTaken: (accelerator) => {
      if (accelerator === null) notices.clear('hotkey_taken');
      else
        notice('hotkey_taken', { accelerator: acceleratorLabel(accelerator, status().platform) });
    },
    dialClipboard: () => void offers.dialClipboard('hotkey'),
    offerLink: offers.offerLink,
    openMain: () => openMain(null),
    onSecondInstance: options.onSecondInstance,
  });

  const tray = composeTray({
    db,
    icons: join(options.resources, 'icons/tray'),
    t,
    isPractice: () => account.isPractice(),
    open: openMain,
    dialClipboard: () => void offers.dialClipboard('tray'),
    offer: (number) => offers.pending.offer(number, 'tray'),
    refuse: () => offers.refuse('account_switched'),
    quit: () => app.quit(),
  });

  let practice = account.isPractice();
  function namesChanged(): void {
    publish('contacts:changed', null);
    tray.render();
  }

  function afterCall(call: Call): void {
    miniFlow.over(call);
    // Whoever has a window of Handset before them sees it there.
    if (settings.get().notifyCallEnded && BrowserWindow.getFocusedWindow() === null)
      notifier.show(callNotification(call, t), () => openMain(call.id));
  }

  const shellHandlers = createShellHandlers({
    status,
    dialClipboard: () => offers.dialClipboard('hotkey'),
    pendingDials: offers.pending,
    notices,
    openMain,
    mini,
    miniFlow,
    quit: () => app.quit(),
  });

  const stayAwake = createStayAwake();
  const followLogin = createLoginFollower({
    initial: settings.get().launchAtLogin,
    needsApproval: (needed) => {
      if (needed) notice('login_needs_approval');
      else notices.clear('login_needs_approval');
    },
    onError: (error) => log.error('launch at login', error),
  });

  const stop = [
    registerIpc({
      windows: () => BrowserWindow.getAllWindows().map((window) => window.webContents),
      describe: sentence,
      log,
      handlers: {
        account: account.handlers,
        callbacks: options.callbacks.handlers,
        calls: tellingWhenFiled(calls.handlers, (filed) => {
          if (miniFlow.callId() === filed.call.id) publish('calls:filed', filed);
          miniFlow.filed(filed.call.id);
          tray.render();
        }),
        contacts: options.createContacts(namesChanged),
        diagnostics: options.diagnostics,
        entrances: entrances.handlers,
        history: options.history,
        licences: options.licences,
        privacy: options.createPrivacy(namesChanged),
        profiles: options.profiles.handlers,
        recordings: recordings.handlers,
        settings: {
          get: () => settings.get(),
          update: (patch) => {
            if (patch.hotkey !== undefined) entrances.hotkey.attempt(patch.hotkey);
            return settings.update(patch);
          },
        },
        shell: shellHandlers,
        updates: options.updates.connect(publish, () => offers.pending.current() !== null),
      },
    }),
    options.mainFailed.on(() => notice('main_failed')),
    watchNotices({ ...options, damaged: options.databaseDamaged, notices, t, language }),
    calls.changed.on((call) => {
      publish('calls:changed', call);
      stayAwake.follow(call);
      tray.hear(call);
    }),
    calls.finished.on(afterCall),
    calls.marksChanged.on(namesChanged),
    calls.writeProblem.on((problem) => {
      if (problem) notice('calls_unwritten');
      else notices.clear('calls_unwritten');
    }),
    options.callbacks.changed.on((status) => publish('callbacks:changed', status)),
    recordings.onProgress((progress) => publish('recordings:progress', progress)),
    account.changed.on((view) => {
      publish('account:changed', view);
      showSecretNotice(view, notices, notice);
      offers.pending.accountChanged();
      // The other account has another history: what the windows hold of this one is wrong.
      if (account.isPractice() !== practice) {
        namesChanged();
        miniFlow.dismiss();
      } else {
        tray.render();
      }
      practice = account.isPractice();
      // Recordings may have waited for this account.
      recordings.resume();
    }),
    settings.changed.on((next) => {
      publish('settings:changed', next);
      // The language may have changed, and with it the notices' words.
      publish('shell:changed', status());
      nativeTheme.themeSource = next.theme;
      showTextSize(mainWindow, next.textSizePercent);
      entrances.hotkey.follow();
      tray.render();
      followLogin(next.launchAtLogin);
    }),
    options.profiles.changed.on((profiles) => publish('profiles:changed', profiles)),
    watchPower({
      suspend: () => calls.pause(),
      resume: () => {
        calls.wake();
        account.recheck();
        recordings.resume();
      },
    }),
    stopServing,
    stopReviving,
    stayAwake.dispose,
  ];

  app.on('activate', () => openMain(null));
  entrances.begin(options.commandLine);
  showSecretNotice(account.view(), notices, notice);
  tray.render();

  return () => {
    for (const dispose of stop) dispose();
    offers.pending.dispose();
    entrances.dispose();
    tray.dispose();
    notifier.dispose();
    mini.dispose();
  };
}
