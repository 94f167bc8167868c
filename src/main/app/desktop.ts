import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme } from 'electron';
import type { Notice, PendingDial, ShellStatus } from '../../shared/contract/shell.ts';
import { acceleratorLabel } from '../../shared/domain/accelerator.ts';
import { AppFailure, type ErrorCode, type ErrorParams } from '../../shared/domain/app-error.ts';
import { type Call, isLive } from '../../shared/domain/call.ts';
import { asksForReason } from '../../shared/domain/dial-questions.ts';
import { createPublish } from '../ipc/publish.ts';
import { registerIpc } from '../ipc/register.ts';
import { callNotification } from '../shell/call-notification.ts';
import { readClipboard } from '../shell/clipboard.ts';
import { createHotkey } from '../shell/hotkey.ts';
import { setLaunchAtLogin } from '../shell/launch-at-login.ts';
import { createNotifier } from '../shell/notifications.ts';
import { createPendingDials } from '../shell/pending-dial.ts';
import { watchPower } from '../shell/power.ts';
import { parseTelLink } from '../shell/tel-link.ts';
import { readDocument, writeDocument } from '../storage/documents-table.ts';
import { serveApp } from './app-protocol.ts';
import { watchBook } from './book-notices.ts';
import { parseCommandLine } from './command-line.ts';
import type { DesktopOptions } from './desktop-options.ts';
import { createMiniWindow } from './mini-window.ts';
import { Notices } from './notices.ts';
import { rememberBounds } from './remember-bounds.ts';
import { showSecretNotice } from './secret-notice.ts';
import { createShellHandlers } from './shell-handlers.ts';
import { chosenLanguage, createTranslator } from './translator.ts';
import { composeTray } from './tray.ts';
import { bringForward, createMainWindow } from './window.ts';

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
  const sentence = (code: ErrorCode, params: ErrorParams) => ({
    message: t(`errors.${code}.message`, params),
    hint: t(`errors.${code}.hint`, params),
  });
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
    isQuitting: () => quitting,
    onLoadFailed: (error: unknown) => log.error('a window could not load', error),
  };
  nativeTheme.themeSource = settings.get().theme;
  const mainWindow = createMainWindow({
    ...common,
    ...rememberBounds(db, 'main_window', log),
    icon: join(options.resources, 'icons/icon-256.png'),
    hidden: options.commandLine.hidden,
    onFirstHidden: tellOnceAboutTray,
  });
  const mini = createMiniWindow({
    ...common,
    ...rememberBounds(db, 'mini_window', log),
    onClosedByHand: () => cancelPending(),
  });

  const pendingDials = createPendingDials({
    clock,
    newId: randomUUID,
    settings: () => settings.get(),
    isPractice: () => account.isPractice(),
    understand: options.understand,
    dial: async (request) => {
      if (!mainWindow.isFocused()) mini.show('live');
      await calls.dial(request);
    },
    describe: sentence,
    changed: (pending) => {
      if (pending) mini.show('pending');
      else mini.hide();
      publish('shell:changed', status());
    },
    failed: (code, params, cause, request) => {
      if (!(cause instanceof AppFailure) && cause !== null) log.error('a dial failed', cause);
      mini.hide();
      const said = sentence(code, params);
      if (request && asksForReason(code)) {
        // The small window has no room for a reason: the dialer asks, and nothing dials by itself.
        openMain(null);
        publish('shell:dialInMain', { ...request, error: { code, ...said } });
      } else {
        const notice = code.startsWith('clipboard') ? 'clipboard_problem' : 'dial_problem';
        notices.set(notice, () => sentence(code, params));
      }
      notifier.show({ title: said.message, body: said.hint }, () => openMain(null));
    },
  });
  const cancelPending = (): void => {
    const pending = pendingDials.current();
    if (pending) pendingDials.cancel(pending.id);
  };

  function status(): ShellStatus {
    return {
      platform: process.platform as ShellStatus['platform'],
      version: app.getVersion(),
      locale: app.getLocale(),
      notices: notices.list(),
      pendingDial: pendingDials.current() as PendingDial | null,
    };
  }

  const notifier = createNotifier();
  function openMain(callId: string | null): void {
    bringForward(mainWindow);
    if (callId) publish('shell:openCall', { id: callId });
  }
  async function dialClipboard(source: 'hotkey' | 'tray'): Promise<void> {
    notices.clear('clipboard_problem');
    notices.clear('dial_problem');
    pendingDials.offer(await readClipboard(), source);
  }
  function tellOnceAboutTray(): void {
    if (readDocument(db, 'tray_told') === true) return;
    writeDocument(db, 'tray_told', true);
    notifier.show(
      { title: t('notifications.closedToTray.title'), body: t('notifications.closedToTray.body') },
      () => openMain(null),
    );
  }

  const hotkey = createHotkey(() => void dialClipboard('hotkey'));
  function setHotkey(): void {
    const { hotkeyEnabled, hotkey: accelerator } = settings.get();
    const state = hotkey.set(hotkeyEnabled ? accelerator : null);
    if (state === 'taken' || state === 'invalid')
      notice('hotkey_taken', { accelerator: acceleratorLabel(accelerator, status().platform) });
    else notices.clear('hotkey_taken');
  }

  /** A shortcut that cannot be had is refused, and the one before stays in force. */
  function tryHotkey(accelerator: string): void {
    const state = hotkey.set(accelerator);
    if (state === 'registered') return;
    setHotkey();
    throw new AppFailure(state === 'taken' ? 'hotkey_taken' : 'hotkey_invalid');
  }

  const tray = composeTray({
    db,
    icons: join(options.resources, 'icons/tray'),
    t,
    isPractice: () => account.isPractice(),
    open: openMain,
    dialClipboard: () => void dialClipboard('tray'),
    offer: (number) => pendingDials.offer(number, 'tray'),
    refuse: () => notices.set('dial_problem', () => sentence('account_switched', {})),
    quit: () => app.quit(),
  });

  let practice = account.isPractice();
  function namesChanged(): void {
    publish('contacts:changed', null);
    tray.render();
  }

  function afterCall(call: Call): void {
    // A countdown must stay in sight, whichever call ends under it.
    if (!isLive(call.state) && !pendingDials.current()) mini.hide();
    if (settings.get().notifyCallEnded)
      notifier.show(callNotification(call, t), () => openMain(call.id));
  }

  const shellHandlers = createShellHandlers({
    status,
    dialClipboard: () => dialClipboard('hotkey'),
    pendingDials,
    notices,
    openMain,
    mini,
  });

  const stop = [
    registerIpc({
      windows: () => BrowserWindow.getAllWindows().map((window) => window.webContents),
      describe: sentence,
      log,
      handlers: {
        account: account.handlers,
        callbacks: options.callbacks.handlers,
        calls: calls.handlers,
        contacts: options.createContacts(namesChanged),
        diagnostics: options.diagnostics,
        history: options.history,
        privacy: options.createPrivacy(namesChanged),
        profiles: options.profiles.handlers,
        recordings: recordings.handlers,
        settings: {
          get: () => settings.get(),
          update: (patch) => {
            if (patch.hotkey !== undefined) tryHotkey(patch.hotkey);
            return settings.update(patch);
          },
        },
        shell: shellHandlers,
      },
    }),
    watchBook({ db, damaged: options.bookDamaged, notices, t, language }),
    calls.changed.on((call) => {
      publish('calls:changed', call);
      tray.render();
    }),
    calls.finished.on(afterCall),
    calls.marksChanged.on(namesChanged),
    calls.bookProblem.on((problem) => {
      if (problem) notice('calls_unwritten');
      else notices.clear('calls_unwritten');
    }),
    options.callbacks.changed.on((status) => publish('callbacks:changed', status)),
    recordings.onProgress((progress) => publish('recordings:progress', progress)),
    account.changed.on((view) => {
      publish('account:changed', view);
      showSecretNotice(view, notices, notice);
      pendingDials.accountChanged();
      // The other account has another history: what the windows hold of this one is wrong.
      if (account.isPractice() !== practice) namesChanged();
      else tray.render();
      practice = account.isPractice();
      // Recordings may have waited for this account.
      recordings.resume();
    }),
    settings.changed.on((next) => {
      publish('settings:changed', next);
      // The language may have changed, and with it the notices' words.
      publish('shell:changed', status());
      nativeTheme.themeSource = next.theme;
      setHotkey();
      tray.render();
      setLaunchAtLogin(next.launchAtLogin).catch((error) => log.error('launch at login', error));
    }),
    options.profiles.changed.on((book) => publish('profiles:changed', book)),
    watchPower({
      suspend: () => calls.pause(),
      resume: () => {
        calls.wake();
        recordings.resume();
      },
    }),
    stopServing,
  ];

  const offerLink = (link: string | null): void => {
    if (link !== null) pendingDials.offer(parseTelLink(link) ?? link, 'link');
  };
  options.onSecondInstance((argv) => {
    openMain(null);
    offerLink(parseCommandLine(argv, process.cwd()).link);
  });
  app.on('activate', () => openMain(null));
  offerLink(options.commandLine.link);
  showSecretNotice(account.view(), notices, notice);
  setHotkey();
  tray.render();

  return () => {
    for (const dispose of stop) dispose();
    pendingDials.dispose();
    hotkey.dispose();
    tray.dispose();
    notifier.dispose();
    mini.dispose();
  };
}
