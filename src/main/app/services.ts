import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import type { AccountService } from '../account/account-service.ts';
import { watch } from '../base/watch.ts';
import { createContacts } from '../contacts/contacts.ts';
import { Diagnostics } from '../diagnostics/diagnostics-service.ts';
import { createLicences } from '../diagnostics/licences.ts';
import { lookUpNumber } from '../dialing/look-up-number.ts';
import { understoodFor } from '../dialing/nobodys-number.ts';
import { createHistory } from '../history/history-service.ts';
import { systemFiles } from '../os/files.ts';
import { versions } from '../os/versions.ts';
import { composePrivacy } from '../privacy/compose-privacy.ts';
import { ProfileService } from '../profiles/profile-service.ts';
import { composeRecordings } from '../recordings/compose-recordings.ts';
import { createCalls } from './create-calls.ts';
import { connectFloor, createFloor, type FloorParts } from './create-floor.ts';
import type { Foundation } from './foundation.ts';

/** Everything that does not know about windows. */
export type Services = ReturnType<typeof createServices>;

/** Creates every service once and passes it what it needs. */
export function createServices(foundation: Foundation, floorParts: FloorParts) {
  const { account } = floorParts;
  const { db, clock, log, settings, paths, time, confirmedTime, database } = foundation;
  const isPractice = (): boolean => account.isPractice();
  const defaultCountry = (): string => settings.get().defaultCountry;
  const understand = understoodBy(foundation, account);
  const profiles = new ProfileService(db, randomUUID);
  const floor = createFloor(foundation, floorParts);
  const parts = { account, profiles, understand, floor };
  const { calls, arrivals, missed, dialing, statusCallbacks } = createCalls(foundation, parts);
  const contacts = createContacts({ db, clock, log, defaultCountry, isPractice });
  const history = createHistory({
    db,
    isPractice,
    results: () => settings.get().results,
    opened: (id) => calls.opened(id),
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
  const diagnostics = createDiagnostics(foundation, account);
  const licences = createLicences(join(process.resourcesPath ?? '', 'licences.txt'));
  const still = { settings, profiles, account, history, diagnostics, licences };
  const areas = { ...still, floor, calls, missed, statusCallbacks, recordings, contacts, privacy };
  return { areas, arrivals, dialing, understand };
}

/** Returns what a text means as a number, given the current account and history. */
function understoodBy(
  { db, settings }: Foundation,
  account: AccountService,
): (text: string) => UnderstoodNumber {
  return (text) => {
    const practice = account.isPractice();
    const { defaultCountry } = settings.get();
    return understoodFor(lookUpNumber(db, text, { defaultCountry, practice }), {
      account: account.view().active,
      practice,
    });
  };
}

function createDiagnostics(foundation: Foundation, account: AccountService): Diagnostics {
  const { db, clock, log, paths, settings, time } = foundation;
  return new Diagnostics({
    db,
    clock,
    logs: paths.logs,
    clean: log.clean,
    logTrouble: log.trouble,
    settings: () => settings.get(),
    account: () => account.view(),
    clockOffsetMs: () => time.aheadMs,
    versions,
    files: systemFiles,
  });
}

/** Connects services to each other's events, after the windows are connected. */
export function connectServices({ areas, arrivals }: Services): void {
  const { account, calls, contacts, floor, missed, privacy, recordings, statusCallbacks } = areas;
  connectFloor(floor, calls, arrivals);
  statusCallbacks.hinted.on((hint) => calls.hint(hint));
  const namesChanged = (): void => contacts.changed.emit(null);
  contacts.changed.on(() => missed.tellSoon());
  calls.marksChanged.on(namesChanged);
  privacy.removed.on(namesChanged);
  privacy.removed.on(() => floor.publishRecent());
  // The other account has another history: what the windows hold of this one no longer applies.
  watch(account.changed.on, () => account.isPractice(), namesChanged);
  // Who practises is not rung: a customer's call would have no card.
  watch(
    account.changed.on,
    () => account.isPractice(),
    () => floor.rest(),
  );
  // They may have been waiting for this account, or for room.
  account.changed.on(() => recordings.wake());
  privacy.removed.on(() => recordings.wake());
}
