import type { Database } from 'better-sqlite3';
import type { Handlers } from '../../shared/contract/index.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type { CallFacts } from '../../shared/domain/call.ts';
import { readRecordingId } from '../../shared/domain/recording-id.ts';
import type { AccountService } from '../account/account-service.ts';
import { basicAuth } from '../base/basic-auth.ts';
import type { Clock } from '../base/clock.ts';
import { dayMs } from '../base/durations.ts';
import type { Log } from '../base/log.ts';
import { madeAt } from '../base/made-at.ts';
import type { CallService } from '../calls/call-service.ts';
import type { ConfirmedTime } from '../exotel/confirmed-time.ts';
import type { AreaOf } from '../ipc/area.ts';
import { netFetch } from '../net/net-fetch.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import * as callsTable from '../storage/tables/calls.ts';
import { recordingsIn } from '../storage/tables/recordings.ts';
import { findCallOfSid, isSidOfAnother } from '../storage/tables/unfinished-calls.ts';
import type { RecordedCall } from './fetch-recording.ts';
import { RecordingRetention } from './recording-retention.ts';
import { RecordingService } from './recording-service.ts';
import { type FilesWithoutCall, RecordingsWithoutCall } from './recordings-without-call.ts';

export interface RecordingsOptions {
  db: Database;
  clock: Clock;
  /** Epoch milliseconds by Exotel's clock; null while no response has told. */
  providerNow: () => number | null;
  time: ConfirmedTime;
  log: Log;
  calls: CallService;
  account: AccountService;
  settings: SettingsService;
  dir: string;
  /** Shows folders, and files in them, in the system's file manager. */
  files: { open(folder: string): Promise<void>; reveal(file: string): void };
}

export interface Recordings extends AreaOf<'recordings'> {
  /** Where recordings are kept, and whether that can be used. */
  folder: RecordingService['folder'];
  /** Files the database does not name, so nobody can tell whose they are. */
  withoutCall(): FilesWithoutCall;
  /** Returns the saved file of a recording; null if there is none. */
  file(id: string): string | null;
  start(): Promise<void>;
  /**
   * Call it after the computer slept, or when another account, or free space, may have become
   * available.
   */
  wake(): void;
  /** Call it when a call is gone: nothing of its recording will be fetched any more. */
  forget(callId: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Connects recordings to their calls: which account may fetch them, when they are due, and what to
 * notify.
 */
export function composeRecordings(options: RecordingsOptions): Recordings {
  const { db, clock, log, calls, dir } = options;
  const table = recordingsIn(db);
  const service = createService(options, table);
  const withoutCall = new RecordingsWithoutCall({
    table,
    dir,
    clock,
    log,
    callOfSid: (sid) => findCallOfSid(db, sid),
    adopted: (callId) => calls.tell(callId),
  });
  const retention = createRetention(options, table, withoutCall);
  const parts = { service, withoutCall, retention };
  tellOfChanges(options, parts);
  followCalls(options, service);
  return {
    handlers: handlersOf(options, parts),
    events: { progress: service.onProgress },
    folder: service.folder,
    withoutCall: () => withoutCall.found,
    file: (id) => {
      const file = service.fileOf(id);
      if (file !== null) retention.opened(id);
      return file;
    },
    start: async () => {
      await service.start();
      await retention.start();
    },
    wake: () => service.resume(),
    forget: (callId) => service.forget(callId),
    stop: async () => {
      await Promise.all([service.stop(), retention.stop()]);
    },
  };
}

type Table = ReturnType<typeof recordingsIn>;

interface Parts {
  service: RecordingService;
  withoutCall: RecordingsWithoutCall;
  retention: RecordingRetention;
}

function createService(options: RecordingsOptions, table: Table): RecordingService {
  const { db, clock, providerNow, log, calls, account, settings, dir } = options;
  return new RecordingService({
    table,
    dir,
    fetch: netFetch,
    clock,
    log,
    random: Math.random,
    call: (callId) => recordedCall(options, callId),
    providerNow,
    account: async (callId) => {
      const call = callsTable.getFacts(db, callId);
      const access = call && (await account.credentialsFor(call));
      if (!access) return null;
      return { baseUrl: access.baseUrl, authorization: basicAuth(access) };
    },
    refresh: (callId) => calls.pollDetails(callId),
    automatic: () => settings.get().downloadRecordings === 'auto',
  });
}

function recordedCall({ db, account }: RecordingsOptions, callId: string): RecordedCall | null {
  const call = callsTable.getFacts(db, callId);
  if (!call?.sid) return null;
  return {
    sid: call.sid,
    get sharesSid() {
      return isSidOfAnother(db, this.sid, callId);
    },
    endedAt: endedByExotel(call),
    timeScale: call.practice ? 1 / account.practiceSpeed : 1,
  };
}

/** Returns when a call ended by Exotel's clock; null if nothing tells. */
function endedByExotel({ provider, endedAt, aheadMs }: CallFacts): number | null {
  if (provider?.endedAt) return provider.endedAt;
  return endedAt === null || aheadMs === null ? null : endedAt - aheadMs;
}

function createRetention(
  { db, clock, time, log, settings, dir }: RecordingsOptions,
  table: Table,
  withoutCall: RecordingsWithoutCall,
): RecordingRetention {
  return new RecordingRetention({
    table,
    withoutCall,
    dir,
    clock,
    time,
    madeAt: (callId) => {
      const call = callsTable.getFacts(db, callId);
      return call && madeAt(call.createdAt, call.aheadMs);
    },
    log,
    limits: () => {
      const { recordingsQuotaGb: quotaGb, recordingsKeepDays: keepDays } = settings.get();
      return {
        quotaBytes: quotaGb === null ? null : quotaGb * 1e9,
        keepMs: keepDays === null ? null : keepDays * dayMs,
      };
    },
  });
}

function tellOfChanges({ calls, time }: RecordingsOptions, { service, retention }: Parts): void {
  service.onChange((callId) => calls.tell(callId));
  service.onSaved(() => void retention.saved());
  time.confirmed.on(() => void retention.sweep());
  retention.onRemove((callId) => calls.tell(callId));
}

/**
 * Whether a call has recordings. One that comes in is recorded if its flow at Exotel says so, which
 * nobody knows here: it has those that were named.
 */
function isRecorded(call: CallFacts, urls: readonly string[]): boolean {
  if (call.direction === 'inbound') return call.outcome === 'completed' && urls.length > 0;
  return call.dial.record && (call.outcome === 'completed' || urls.length > 0);
}

/** A recording is due once its call has ended. */
function followCalls({ db, calls }: RecordingsOptions, service: RecordingService): void {
  calls.ended.on((call) => {
    if (isRecorded(call, [])) service.callEnded(call.id, []);
  });
  calls.recordingNamed.on(({ id, urls }) => service.callEnded(id, urls));
  // Only then does Exotel say that they talked; and what was planned at the end may not be on disk.
  calls.settled.on(({ id, urls }) => {
    const call = callsTable.getFacts(db, id);
    if (call && isRecorded(call, urls)) service.callEnded(id, urls);
  });
}

function handlersOf(
  { db, time, settings, dir, files }: RecordingsOptions,
  { service, withoutCall, retention }: Parts,
): Handlers['recordings'] {
  return {
    download: async ({ id }) => {
      // Being of an old call, it would be the first that a full quota removes.
      retention.opened(id);
      if (!(await retention.restoreOne(id))) await service.download(id);
      const call = callsTable.getCall(db, readRecordingId(id).callId);
      if (!call) throw new AppFailure('not_found');
      return call;
    },
    space: () => retention.space(),
    removed: () => ({ ...retention.removed(), time: time.standing }),
    restore: () => {
      settings.update({ recordingsKeepDays: null });
      return retention.restore();
    },
    withoutCall: () => withoutCall.found,
    removeWithoutCall: async () => {
      await withoutCall.remove();
      return withoutCall.found;
    },
    showFolder: async () => {
      await files.open(dir);
      return null;
    },
    reveal: async ({ id }) => {
      files.reveal(await service.existingFile(id));
      return null;
    },
  };
}
