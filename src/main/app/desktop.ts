import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { app, BrowserWindow, nativeTheme } from 'electron';
import type { Handlers } from '../../shared/contract/index.ts';
import type { PendingDial, ShellStatus } from '../../shared/contract/shell.ts';
import { AppFailure, type ErrorCode, type ErrorParams } from '../../shared/domain/app-error.ts';
import { type Call, isLive } from '../../shared/domain/call.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import type { AccountService } from '../account/account-service.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { CallService } from '../calls/call-service.ts';
import { createPublish } from '../ipc/publish.ts';
import { registerIpc } from '../ipc/register.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { callNotification } from '../shell/call-notification.ts';
import { readClipboard } from '../shell/clipboard.ts';
import { createHotkey } from '../shell/hotkey.ts';
import { setLaunchAtLogin } from '../shell/launch-at-login.ts';
import { createNotifier } from '../shell/notifications.ts';
import { createPendingDials } from '../shell/pending-dial.ts';
import { watchPower } from '../shell/power.ts';
import { parseTelLink } from '../shell/tel-link.ts';
import { createTray } from '../shell/tray.ts';
import type { TrayAction } from '../shell/tray-model.ts';
import * as callsTable from '../storage/calls-table.ts';
import { readDocument, writeDocument } from '../storage/documents-table.ts';
import { serveApp } from './app-protocol.ts';
import { type CommandLine, parseCommandLine } from './command-line.ts';
import type { Callbacks } from './callbacks.ts';
import { createMiniWindow } from './mini-window.ts';
import { Notices } from './notices.ts';
import type { Recordings } from './recordings.ts';
import { rememberBounds } from './remember-bounds.ts';
import { createShellHandlers } from './shell-handlers.ts';
import { chosenLanguage, createTranslator } from './translator.ts';
import { bringForward, createMainWindow } from './window.ts';

export interface DesktopOptions {
  commandLine: CommandLine;
  onSecondInstance: (listener: (argv: string[]) => void) => void;
  db: Database;
  clock: Clock;
  log: Log;
  settings: SettingsService;
  account: AccountService;
  calls: CallService;
  recordings: Recordings;
  callbacks: Callbacks;
  history: Handlers['history'];
  createContacts: (changed: () => void) => Handlers['contacts'];
  understand: (text: string) => UnderstoodNumber;
  /** The folder of icons. */
  resources: string;
}

/** Windows, tray, hotkey, notifications and IPC, wired to the services. Call the answer to stop. */
export function composeDesktop(options: DesktopOptions): () => void {
  const { db, clock, log, settings, account, calls, recordings } = options;
  let quitting = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  // Closing windows is no quitting: Handset stays in the tray.
  app.on('window-all-closed', () => {});

  const t = createTranslator(() => chosenLanguage(settings.get().language, app.getLocale()));
  const sentence = (code: ErrorCode, params: ErrorParams) => ({
    message: t(`errors.${code}.message`, params),
    hint: t(`errors.${code}.hint`, params),
  });
  const publish = createPublish(() =>
    BrowserWindow.getAllWindows().map((window) => window.webContents),
  );
  const notices = new Notices(() => publish('shell:changed', status()));
  const notice = (code: Parameters<Notices['set']>[0]['code'], params: ErrorParams = {}) =>
    notices.set({
      code,
      message: t(`notices.${code}.message`, params),
      hint: t(`notices.${code}.hint`, params),
    });

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
    failed: (code, params, cause) => {
      if (!(cause instanceof AppFailure) && cause !== null) log.error('a dial failed', cause);
      mini.hide();
      const said = sentence(code, params);
      notices.set({
        code: code.startsWith('clipboard') ? 'clipboard_problem' : 'dial_problem',
        ...said,
      });
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
    if (state === 'taken' || state === 'invalid') notice('hotkey_taken', { accelerator });
    else notices.clear('hotkey_taken');
  }

  const tray = createTray({ icons: join(options.resources, 'icons/tray'), t, run: runTrayAction });
  function runTrayAction(action: TrayAction): void {
    if (action.do === 'open') openMain(action.callId);
    else if (action.do === 'dialClipboard') void dialClipboard('tray');
    else if (action.do === 'dial') pendingDials.offer(action.number, 'tray');
    else app.quit();
  }
  function renderTray(): void {
    const practice = account.isPractice();
    const [newest] = callsTable.listCurrent(db, practice);
    tray.set({
      call: newest ?? null,
      recent: callsTable.listRecentNumbers(db, practice, 5),
      practice,
    });
  }

  function afterCall(call: Call): void {
    if (!isLive(call.state)) mini.hide();
    if (settings.get().notifyCallEnded)
      notifier.show(callNotification(call, t), () => openMain(call.id));
  }
  function showSecretPlace(): void {
    const view = account.view();
    notices.clear('no_keychain');
    notices.clear('secret_missing');
    if (view.secretPlace === 'missing') notice('secret_missing');
    else if (view.secretPlace === 'memory' && view.mode === 'real') notice('no_keychain');
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
        contacts: options.createContacts(() => {
          publish('contacts:changed', null);
          renderTray();
        }),
        history: options.history,
        recordings: recordings.handlers,
        settings: { get: () => settings.get(), update: (patch) => settings.update(patch) },
        shell: shellHandlers,
      },
    }),
    calls.changed.on((call) => {
      publish('calls:changed', call);
      renderTray();
    }),
    calls.finished.on(afterCall),
    calls.bookProblem.on((problem) => {
      if (problem) notice('database_unavailable');
      else notices.clear('database_unavailable');
    }),
    options.callbacks.changed.on((status) => publish('callbacks:changed', status)),
    recordings.onProgress((progress) => publish('recordings:progress', progress)),
    account.changed.on((view) => {
      publish('account:changed', view);
      showSecretPlace();
      renderTray();
    }),
    settings.changed.on((next) => {
      publish('settings:changed', next);
      nativeTheme.themeSource = next.theme;
      setHotkey();
      renderTray();
      setLaunchAtLogin(next.launchAtLogin).catch((error) => log.error('launch at login', error));
    }),
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
    if (link !== null) pendingDials.offer(parseTelLink(link) ?? '', 'link');
  };
  options.onSecondInstance((argv) => {
    openMain(null);
    offerLink(parseCommandLine(argv, process.cwd()).link);
  });
  app.on('activate', () => openMain(null));
  offerLink(options.commandLine.link);
  showSecretPlace();
  setHotkey();
  renderTray();

  return () => {
    for (const dispose of stop) dispose();
    pendingDials.dispose();
    hotkey.dispose();
    tray.dispose();
    notifier.dispose();
    mini.dispose();
  };
}
