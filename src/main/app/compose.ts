import { randomUUID } from 'node:crypto';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { app, net, session, utilityProcess } from 'electron';
import { z } from 'zod';
import { isOnThisComputer } from '../../shared/domain/api-address.ts';
import { marksDoNotCall } from '../../shared/domain/call-result.ts';
import { AccountService } from '../account/account-service.ts';
import { steadyNow, systemClock } from '../base/clock.ts';
import { openLog } from '../base/log.ts';
import { pathsIn } from '../base/paths.ts';
import { keepFilesPrivate, keepPrivate } from '../base/private-files.ts';
import { composeCallbacks } from '../callbacks/compose-callbacks.ts';
import { CallService } from '../calls/call-service.ts';
import { hoursWith } from '../calls/calling-hours.ts';
import { understoodFor } from '../calls/nobodys-number.ts';
import type { CommandLine } from '../cli/command-line.ts';
import { createContacts, understandNumber } from '../contacts/contact-service.ts';
import { LateNames } from '../contacts/late-names.ts';
import { composeDesktop } from '../desktop/desktop.ts';
import { createDiagnosticsHandlers } from '../diagnostics/diagnostics-handlers.ts';
import { Diagnostics } from '../diagnostics/diagnostics-service.ts';
import { ConfirmedTime } from '../exotel/confirmed-time.ts';
import { meteredClient } from '../exotel/metered-client.ts';
import { ProviderTime } from '../exotel/provider-time.ts';
import { RequestBudget } from '../exotel/request-budget.ts';
import { createHistory } from '../history/history-service.ts';
import { netFetch } from '../net/net-fetch.ts';
import { createPlaceFetch } from '../net/place-fetch.ts';
import { writeClipboard } from '../os/clipboard.ts';
import { systemFiles } from '../os/files.ts';
import { showsTray } from '../os/tray-host.ts';
import { versions } from '../os/versions.ts';
import { startPracticeServer } from '../practice/practice-server.ts';
import { composePrivacy } from '../privacy/compose-privacy.ts';
import { ProfileService } from '../profiles/profile-service.ts';
import { composeRecordings } from '../recordings/compose-recordings.ts';
import { KeychainSecretStore } from '../secrets/keychain-secret-store.ts';
import { SettingsService } from '../settings/settings-service.ts';
import { untilFree } from '../storage/database/until-free.ts';
import { secureContents, secureSession } from '../web/session-security.ts';
import { exotelClients } from './exotel-clients.ts';
import { createLicencesHandlers } from './licences.ts';
import { watchMainFailures } from './main-failures.ts';
import { openDatabase } from './open-database.ts';
import { composeUpdates } from './updates.ts';

export interface ComposeOptions {
  commandLine: CommandLine;
  /** Hears the arguments of every further start. */
  onSecondInstance: (listener: (argv: string[]) => void) => void;
}

/** Divides practice times; a developer's and a test's setting, not the agent's. */
const practiceSpeedSchema = z.coerce.number().min(1).max(1000).catch(1);

/** The composition root: makes every part once, and hands it what it needs. */
export async function compose(options: ComposeOptions): Promise<void> {
  const stopSecuring = secureContents();
  await app.whenReady();
  secureSession(session.defaultSession);

  const paths = pathsIn(app.getPath('userData'));
  await keepPrivate(paths);
  const log = openLog(paths.logs);
  const failures = watchMainFailures(log);
  let tray = true;
  void showsTray().then((shown) => {
    tray = shown;
  });
  log.info('Handset starts', { version: app.getVersion(), platform: process.platform });
  const clock = systemClock;
  const database = await openDatabase(paths, clock, log);
  if (!database) return;
  const { db } = database;

  const settings = new SettingsService(db);
  const profiles = new ProfileService(db, randomUUID);
  const practiceSpeed = practiceSpeedSchema.parse(process.env['HANDSET_PRACTICE_SPEED'] ?? 1);
  const time = new ProviderTime(clock);
  const confirmedTime = new ConfirmedTime(clock, time);
  const steady = (): number => steadyNow(clock);
  const transport = {
    fetch: netFetch,
    placeFetch: createPlaceFetch(),
    now: clock.now,
    steady,
    time,
  };
  const secrets = new KeychainSecretStore(() =>
    utilityProcess.fork(join(import.meta.dirname, 'keychain-process.js'), [], {
      serviceName: 'Handset keychain',
      stdio: 'ignore',
    }),
  );
  const defaultCountry = (): string => settings.get().defaultCountry;
  const account = new AccountService({
    db,
    secrets,
    createClient: exotelClients(log, transport),
    meter: (client, { baseUrl }) => {
      const agents = (): number | null => settings.get().agentsOnAccount;
      // A server on this computer serves nobody else.
      const budget = new RequestBudget(isOnThisComputer(baseUrl) ? () => 1 : agents);
      return { client: meteredClient(client, budget, steady), budget };
    },
    startPractice: () =>
      startPracticeServer({
        speed: practiceSpeed,
        clock,
        sampleFile: join(resources(), 'practice', 'sample.mp3'),
      }),
    practiceSpeed,
    defaultCountry,
    clock,
    log,
  });
  await account.open();
  if (options.commandLine.practice) await account.handlers.usePractice({});

  const isPractice = (): boolean => account.isPractice();
  const understand = (text: string) =>
    understoodFor(
      understandNumber(db, text, { defaultCountry: defaultCountry(), practice: isPractice() }),
      { account: account.view().active, practice: isPractice() },
    );
  const callbacks = composeCallbacks({
    db,
    settings,
    now: clock.now,
    onHint: (hint) => calls.hint(hint),
    writeClipboard,
    log,
  });
  const calls = new CallService({
    db,
    databaseFree: () => untilFree(db),
    clock,
    bootedAt: Date.now() - uptime() * 1000,
    providerNow: () => time.now(),
    newId: randomUUID,
    random: Math.random,
    profile: (id) => profiles.forCall(id),
    callingHours: (which) => hoursWith(which, settings.get().callingHours),
    online: ({ baseUrl }) => net.isOnline() || isOnThisComputer(baseUrl),
    callingAccount: () => account.callingAccount(),
    accessFor: (call) => account.accessFor(call),
    statusCallbacks: () => callbacks.wanted(),
    understand,
    isPractice,
    marksDoNotCall: (result) => marksDoNotCall(result, settings.get().results),
    log,
  });
  const recordings = composeRecordings({
    db,
    clock,
    providerNow: () => time.now(),
    time: confirmedTime,
    log,
    calls,
    account,
    settings,
    dir: paths.recordings,
    files: systemFiles,
  });
  const diagnostics = new Diagnostics({
    db,
    clock,
    logs: paths.logs,
    clean: log.clean,
    logTrouble: log.trouble,
    settings: () => settings.get(),
    account: () => account.view(),
    clockOffsetMs: () => time.aheadMs,
    versions,
  });
  const privacy = composePrivacy({
    db,
    clock,
    time: confirmedTime,
    log,
    paths,
    settings,
    profiles,
    account: () => account.view().account,
    scrub: database.scrub,
    endRecording: recordings.forget,
    countWithoutCall: () => recordings.withoutCall().files,
  });
  const updates = composeUpdates({ db, clock, log, calls, isPractice, resources: resources() });
  const names = new LateNames({ db, clock, log });
  const history = createHistory(db, isPractice, () => settings.get().results);
  const stopDesktop = composeDesktop({
    ...options,
    db,
    databaseDamaged: database.damaged,
    mainFailed: failures.failed,
    backupsElsewhere: database.backupsElsewhere,
    clock,
    time,
    log,
    logs: paths.logs,
    settings,
    profiles,
    account,
    calls,
    recordings,
    callbacks,
    updates,
    understand,
    resources: resources(),
    showsTray: () => tray,
    diagnostics: createDiagnosticsHandlers(diagnostics, paths.logs, systemFiles),
    history: {
      ...history,
      detail: (input) => {
        calls.opened(input.id);
        return history.detail(input);
      },
    },
    licences: createLicencesHandlers(join(process.resourcesPath ?? '', 'licences.txt')),
    createContacts: (changed) => {
      names.finished.on(changed);
      const tell = () => {
        changed();
        names.start();
      };
      return createContacts({ db, now: clock.now, defaultCountry, isPractice, changed: tell });
    },
    createPrivacy: (changed) => {
      privacy.removed.on(() => {
        changed();
        recordings.resume();
      });
      return privacy.handlers;
    },
  });
  // Before anything is waited for: whoever quits at once quits as properly. Electron ends right after
  // these, so what they begin and do not finish is as safe as after a crash.
  app.on('will-quit', () => {
    updates.stop();
    stopDesktop();
    privacy.dispose();
    names.dispose();
    void recordings.stop();
    void callbacks.stop();
    calls.dispose();
    account.dispose();
    secrets.dispose();
    stopSecuring();
    failures.dispose();
    database.close();
  });
  calls.resume();
  await recordings.start();
  void privacy.start();
  void keepFilesPrivate(paths);
  names.start();
}

/** Pictures and sounds: beside the bundles, in the source folder and in the package alike. */
function resources(): string {
  return join(import.meta.dirname, '../../resources');
}
