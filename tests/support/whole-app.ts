import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { AccountService } from '../../src/main/account/account-service.ts';
import { Emitter } from '../../src/main/base/emitter.ts';
import { pathsIn } from '../../src/main/base/paths.ts';
import type { CallService } from '../../src/main/calls/call-service.ts';
import { createContactHandlers } from '../../src/main/contacts/contact-service.ts';
import { rememberBounds } from '../../src/main/desktop/remember-bounds.ts';
import { Diagnostics } from '../../src/main/diagnostics/diagnostics-service.ts';
import { ConfirmedTime } from '../../src/main/exotel/confirmed-time.ts';
import { ProviderTime } from '../../src/main/exotel/provider-time.ts';
import { createHistory } from '../../src/main/history/history-service.ts';
import { createTranslator } from '../../src/main/i18n/translator.ts';
import { watchDataLoss } from '../../src/main/notices/data-loss-notice.ts';
import { Notices } from '../../src/main/notices/notice-board.ts';
import { PrivacyService } from '../../src/main/privacy/privacy-service.ts';
import { ProfileService } from '../../src/main/profiles/profile-service.ts';
import { RecordingRetention } from '../../src/main/recordings/recording-retention.ts';
import { RecordingService } from '../../src/main/recordings/recording-service.ts';
import { RecordingsWithoutCall } from '../../src/main/recordings/recordings-without-call.ts';
import { SettingsService } from '../../src/main/settings/settings-service.ts';
import { openDatabase } from '../../src/main/storage/database/open-database.ts';
import * as callsTable from '../../src/main/storage/tables/calls.ts';
import { recordingsIn } from '../../src/main/storage/tables/recordings.ts';
import { findCallOfSid } from '../../src/main/storage/tables/unfinished-calls.ts';
import { contract } from '../../src/shared/contract/index.ts';
import { AppFailure } from '../../src/shared/domain/app-error.ts';
import type { Call } from '../../src/shared/domain/call.ts';
import { type ComposedCalls, composeCalls, dialInput } from './compose-calls.ts';
import { databasePlace, silentLog } from './database-place.ts';
import { FakeClock } from './fake-clock.ts';
import { hearTime } from './hear-time.ts';
import { createMemorySecrets } from './memory-secrets.ts';
import { type ScriptedProvider, scriptedProvider } from './scripted-provider.ts';

type Profiles = ProfileService;

/** The services as the app composes them, with a provider without a socket. */
export interface WholeApp {
  db: Database;
  clock: FakeClock;
  provider: ScriptedProvider;
  calls: ComposedCalls;
  account: AccountService;
  settings: SettingsService;
  profiles: Profiles;
  notices: Notices;
  handlers: ReturnType<typeof handlersOf>;
  diagnostics: Diagnostics;
  close(): Promise<void>;
}

/** Starts Handset on a profile, in the same order as the app. */
export async function startWholeApp(profile: string): Promise<WholeApp> {
  const paths = pathsIn(profile);
  const clock = new FakeClock(Date.UTC(2026, 0, 5, 7));
  const database = await openDatabase(databasePlace(profile));
  const { db } = database;
  const settings = new SettingsService(db);
  const profiles = new ProfileService(db, () => 'new-profile');
  const provider = scriptedProvider(clock.now);
  const account = accountOn(db, clock, provider);
  await account.open();
  const calls = composeCalls({
    db,
    baseUrl: 'https://exotel.test',
    bootedAt: Date.UTC(2026, 0, 5),
    clock,
    client: () => provider.client,
    profiles: (id) => profiles.forCall(id),
  });
  const told = new ProviderTime(clock);
  hearTime(told, clock);
  const time = new ConfirmedTime(clock, told);
  const recordings = recordingsOn(db, clock, time, paths.recordings, calls);
  const diagnostics = new Diagnostics({
    db,
    clock,
    logs: paths.logs,
    clean: (text) => text,
    logTrouble: () => null,
    settings: () => settings.get(),
    account: () => account.view(),
    clockOffsetMs: () => null,
    versions: () => ({}),
    files: { reveal: () => {}, askWhereToSave: async () => null },
  });
  const privacy = new PrivacyService({
    db,
    clock,
    time,
    log: silentLog,
    recordings: paths.recordings,
    logs: paths.logs,
    countDamaged: () => 0,
    countWithoutCall: () => 0,
    defaultCountry: () => settings.get().defaultCountry,
    ownNumbers: () => [],
    keepCallsDays: () => 36_500,
    keepForEver: () => {},
    endRecording: (id) => recordings.service.forget(id),
    scrub: async () => true,
  });
  const notices = new Notices(createTranslator(() => 'en'));
  const language = () => 'en' as const;
  const t = createTranslator(language);
  for (const key of ['main_window', 'mini_window'])
    rememberBounds({ db, key, placesKnown: true, log: silentLog }).loadBounds();
  const emitters = { damaged: new Emitter<null>(), backupsElsewhere: new Emitter<null>() };
  const stopWatching = watchDataLoss({ db, ...emitters, notices, t, language });
  calls.start();
  await recordings.service.start();
  await recordings.retention.start();
  await privacy.start();
  const close = async (): Promise<void> => {
    stopWatching();
    privacy.stop();
    calls.stop();
    account.stop();
    await Promise.all([recordings.service.stop(), recordings.retention.stop()]);
    database.close(true);
  };
  const handlers = handlersOf(db, clock, settings, privacy);
  const parts = { db, clock, provider, calls, account, settings, profiles };
  return { ...parts, notices, handlers, diagnostics, close };
}

function handlersOf(db: Database, clock: FakeClock, settings: SettingsService, p: PrivacyService) {
  const isPractice = () => false;
  const defaultCountry = () => settings.get().defaultCountry;
  return {
    history: createHistory({
      db,
      isPractice,
      results: () => settings.get().results,
      opened: () => {},
    }).handlers,
    contacts: createContactHandlers({
      db,
      now: clock.now,
      defaultCountry,
      isPractice,
      changed: () => {},
    }),
    privacy: p.handlers,
  };
}

function accountOn(db: Database, clock: FakeClock, { client }: ScriptedProvider): AccountService {
  return new AccountService({
    db,
    meter: (own) => ({ client: own }),
    secrets: createMemorySecrets().store,
    createClient: () => client,
    startPractice: async () => ({
      baseUrl: 'http://127.0.0.1:1',
      accountSid: 'practice',
      apiKey: 'p',
      apiToken: 'p',
    }),
    practiceSpeed: 1,
    defaultCountry: () => 'IN',
    clock,
    log: silentLog,
  });
}

function recordingsOn(
  db: Database,
  clock: FakeClock,
  time: ConfirmedTime,
  dir: string,
  calls: CallService,
) {
  const table = recordingsIn(db);
  const common = { table, dir, clock, log: silentLog };
  const service = new RecordingService({
    ...common,
    fetch: () => Promise.reject(new TypeError('no network')),
    random: () => 0,
    call: (id) => {
      const call = callsTable.getFacts(db, id);
      return call?.sid
        ? { sid: call.sid, sharesSid: false, endedAt: call.createdAt, timeScale: 1 }
        : null;
    },
    account: async () => null,
    refresh: (id) => calls.pollDetails(id),
    automatic: () => true,
  });
  const limits = () => ({ quotaBytes: 1e12, keepMs: null });
  const withoutCall = new RecordingsWithoutCall({
    ...common,
    callOfSid: (sid) => findCallOfSid(db, sid),
    adopted: (callId) => calls.tell(callId),
  });
  const parts = { ...common, time, madeAt: () => null, limits, withoutCall };
  return { service, retention: new RecordingRetention(parts) };
}

const page = contract.history.commands.page.output;
const detail = contract.history.commands.detail.output;
const people = contract.contacts.commands.list.output;

/** Returns every call that a list shows, page by page; as many as the list says there are. */
export function everyCall(app: WholeApp, practice: boolean, text = ''): Call[] {
  const filter = { text, outcomes: [], direction: null, practice, recordedOnly: false };
  const { history } = app.handlers;
  const all: Call[] = [];
  for (let beforeSeq: number | null = null; ; ) {
    const answer = page.parse(history.page({ ...filter, beforeSeq, limit: 5 }));
    all.push(...answer.calls);
    beforeSeq = answer.nextBeforeSeq;
    if (beforeSeq === null) break;
  }
  const { total } = z.object({ total: z.number() }).parse(history.count(filter));
  assert.equal(all.length, total, `as many calls are listed as are counted (“${text}”)`);
  assert.equal(new Set(all.map(({ id }) => id)).size, total, 'each once');
  return all;
}

/** What the gate may ask with such a database. */
export const confirmed = ['live_call' as const, 'unknown_call' as const];

/**
 * Does what an agent does in a day: reads all that is kept, searches, dials, changes settings, asks
 * what is known of a person, exports diagnostics. Throws if any of it fails; returns all calls.
 */
export async function workAllDay(app: WholeApp, number: string): Promise<Call[]> {
  const { handlers, calls, provider, settings, profiles, clock } = app;
  const listed = [...everyCall(app, false), ...everyCall(app, true)];
  for (const { id } of listed) detail.parse(handlers.history.detail({ id }));
  for (const text of ['98765', 'asha', 'note', 'interested', 'sid-of', 'no'])
    everyCall(app, false, text);
  for (const text of ['', 'asha', '98765']) {
    const found = people.parse(handlers.contacts.list({ text, offset: 0, limit: 500 }));
    assert.equal(found.contacts.length, found.total, 'as many contacts as are counted');
    for (const each of found.contacts) handlers.contacts.find({ number: each.number });
  }
  const recentNumbers = contract.history.commands.recentNumbers.output;
  const { calls: recent } = recentNumbers.parse(handlers.history.recentNumbers({ limit: 20 }));
  assert.ok(!recent.some(({ unreadable }) => unreadable), 'what is offered can be read');
  assert.ok(Array.isArray(calls.handlers.current({})));
  for (const call of listed.filter(({ unreadable }) => unreadable)) await refusesAgain(app, call);

  settings.update({ theme: 'light' });
  const { profiles: kept, defaultId } = await profiles.handlers.list({});
  const first = kept.find(({ id }) => id === defaultId);
  assert.ok(first);
  const named = { ...first.profile, name: 'Mended', waitAudioUrl: '' };
  await profiles.handlers.save({ id: first.id, profile: named });

  const posts = provider.posts;
  const placed = await calls.dial({ ...dialInput('+919811111111'), confirmed });
  assert.equal(provider.posts, posts + 1, 'one call is placed');
  assert.equal(placed.state, 'accepted');
  await clock.advance(5 * 60_000);
  assert.equal(everyCall(app, false)[0]?.state, 'ended', 'it is followed to its end');

  await handlers.privacy.preview({ number });
  await handlers.privacy.countOlder({ days: 30 });
  return listed;
}

/** What cannot be read is not dialled; the number beside it may be anybody's. */
async function refusesAgain({ calls, provider, db }: WholeApp, call: Call): Promise<void> {
  if (callsTable.getFacts(db, call.id) !== null) return;
  const before = provider.posts;
  const dial = { ...dialInput(call.customerNumber || '98765 43210'), source: 'history' as const };
  const again = calls.dial({ ...dial, practice: false, againOf: call.id });
  await assert.rejects(
    again,
    (error) => error instanceof AppFailure && error.code === 'again_unreadable',
  );
  assert.equal(provider.posts, before);
}

/** Returns the report of a diagnostics export, written into `folder`. */
export async function exportReport(app: WholeApp, folder: string): Promise<{ odd: string[] }> {
  const file = join(folder, 'diagnostics.zip');
  await app.diagnostics.write(file);
  const report = unzipSync(readFileSync(file))['report.json'];
  return z
    .looseObject({ odd: z.array(z.string()) })
    .parse(JSON.parse(strFromU8(report ?? new Uint8Array())));
}
