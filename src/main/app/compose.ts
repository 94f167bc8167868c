import { join } from 'node:path';
import { app, BrowserWindow, session } from 'electron';
import { endAll } from '../base/end-all.ts';
import { keepFilesPrivate } from '../base/private-files.ts';
import type { CommandLine } from '../cli/command-line.ts';
import { createDesktop } from '../desktop/desktop.ts';
import type { Areas } from '../ipc/area.ts';
import { registerIpc } from '../ipc/register.ts';
import { showSecretNotice } from '../notices/keychain-notice.ts';
import { watchNotices } from '../notices/watch-notices.ts';
import { watchPower } from '../os/power.ts';
import { showsTray } from '../os/tray-host.ts';
import { serveApp } from '../web/app-protocol.ts';
import { secureContents, secureSession } from '../web/session-security.ts';
import { sleepAreas, startAreas, stopAreas, wakeAreas } from './areas.ts';
import { createAccount } from './create-account.ts';
import { type Foundation, layFoundation } from './foundation.ts';
import { connectServices, createServices, type Services } from './services.ts';
import { composeUpdates } from './updates.ts';

export interface ComposeOptions {
  commandLine: CommandLine;
  /** Called with the arguments of every further start. */
  onSecondInstance: (listener: (argv: string[]) => void) => void;
}

/** The composition root: creates every part once, passes it what it needs, and starts it. */
export async function compose(options: ComposeOptions): Promise<void> {
  const stopSecuring = secureContents();
  await app.whenReady();
  secureSession(session.defaultSession);
  let tray = true;
  void showsTray().then((shown) => {
    tray = shown;
  });
  const foundation = await layFoundation();
  if (!foundation) return;
  const { account, secrets, requests, dispose: disposeAccount } = createAccount(foundation);
  await account.open();
  if (options.commandLine.practice) await account.handlers.usePractice({});

  const services = createServices(foundation, { account, secrets, requests });
  const { calls, contacts, floor, missed } = services.areas;
  const updates = composeUpdates({
    ...foundation,
    calls,
    isPractice: () => account.isPractice(),
    dialWaits: () => desktop.dialWaits(),
  });
  const desktop = createDesktop({
    ...options,
    ...foundation,
    account,
    calls,
    contacts,
    floor,
    missed,
    dialing: services.dialing,
    understand: services.understand,
    showsTray: () => tray,
    isLeaving: () => updates.isLeaving(),
  });
  // They start in this order and stop in reverse: the agent can dial before old files are checked.
  const { dialing, ...front } = desktop.areas;
  const areas: Areas = { ...front, ...services.areas, dialing, updates };
  const disconnect = connect(areas, foundation, services);
  // Registered before anything is awaited, so that quitting at once is as clean as quitting later.
  // Electron ends right after this, so whatever it starts and does not finish is as safe as after a
  // crash.
  app.on('will-quit', () => {
    disconnect();
    stopAreas(areas);
    disposeAccount();
    stopSecuring();
    foundation.dispose();
  });
  await startAreas(areas);
  void keepFilesPrivate(foundation.paths);
}

/**
 * Connects the areas to the windows, to each other and to the system. Returns a function that
 * disconnects them.
 */
function connect(areas: Areas, foundation: Foundation, services: Services): () => void {
  const { log, words, notices, database, paths, failed } = foundation;
  const { account, calls, floor, recordings } = services.areas;
  const stops = [
    registerIpc({
      areas,
      windows: () => BrowserWindow.getAllWindows().map((window) => window.webContents),
      describe: words.sentence,
      log,
    }),
    serveApp({
      root: join(import.meta.dirname, '../renderer'),
      recordingFile: (callId) => recordings.file(callId),
    }),
    watchNotices({
      ...foundation,
      ...words,
      recordings,
      logs: paths.logs,
      damaged: database.damaged,
      backupsElsewhere: database.backupsElsewhere,
    }),
    failed.on(() => notices.say('main_failed')),
    calls.writeProblem.on((problem) => {
      if (problem) notices.say('calls_unwritten');
      else notices.clear('calls_unwritten');
    }),
    account.changed.on((view) => showSecretNotice(view, notices)),
    watchPower({
      suspend: () => sleepAreas(areas),
      resume: () => wakeAreas(areas),
      locked: (locked) => floor.screenLocked(locked),
    }),
  ];
  connectServices(services);
  showSecretNotice(account.view(), notices);
  return endAll(stops);
}
