import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { RecordedCall } from '../../src/main/recordings/fetch-recording.ts';
import {
  RecordingService,
  type RecordingServiceOptions,
} from '../../src/main/recordings/recording-service.ts';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import {
  findRecording,
  listUnfinishedRecordings,
  type RecordingRow,
  saveRecording,
} from '../../src/main/storage/tables/recordings.ts';
import { FakeClock } from './fake-clock.ts';
import { type Play, type RecordingHost, startRecordingHost } from './recording-host.ts';
import { steadyFetch } from './steady-fetch.ts';
import { tempFolder } from './temp-folder.ts';

export interface RecordingRig {
  db: Database;
  /** Folder of recordings. */
  dir: string;
  host: RecordingHost;
  clock: FakeClock;
  service: RecordingService;
  /** Starts another service after the first has stopped. */
  restart(): Promise<RecordingService>;
  /** The addresses that Exotel gives when asked. */
  named: string[];
  /** How often it was asked. */
  asked: number;
  call: RecordedCall;
  /** The time by Exotel's clock; null if nothing tells. */
  providerNow: number | null;
  url: string;
  row(id?: string): RecordingRow | null;
  /** Resolves once the row fits, after as many changes as it takes. */
  until(fits: (row: RecordingRow) => boolean, id?: string): Promise<RecordingRow>;
  /** Lets time pass to the row's next attempt, until it fits. */
  pass(fits: (row: RecordingRow) => boolean, id?: string): Promise<RecordingRow>;
}

/**
 * Sets up recordings of call `c1` with the sid `sid-1`: a real database, real files, a host on raw
 * sockets.
 */
export async function recordingRig(
  play: Play,
  more: Partial<RecordingServiceOptions> = {},
): Promise<RecordingRig> {
  const folder = mkdtempSync(join(tempFolder(), 'rig-'));
  const db = openConnection(join(folder, 'handset.db'));
  addCall(db, 'c1');
  const host = await startRecordingHost(play);
  const clock = new FakeClock();
  const dir = join(folder, 'recordings');
  const make = () =>
    new RecordingService({
      table: {
        find: (id) => findRecording(db, id),
        listUnfinished: () => listUnfinishedRecordings(db),
        save: (row) => saveRecording(db, row),
      },
      dir,
      fetch: steadyFetch,
      clock,
      providerNow: () => rig.providerNow,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      random: () => 0,
      call: () => rig.call,
      account: async () => ({ baseUrl: host.origin, authorization: 'Basic eDp5' }),
      refresh: async () => {
        rig.asked += 1;
        return rig.named;
      },
      automatic: () => true,
      ...more,
    });
  let seen = Promise.withResolvers<void>();
  async function start(): Promise<RecordingService> {
    const service = make();
    service.onChange(() => {
      seen.resolve();
      seen = Promise.withResolvers<void>();
    });
    await service.start();
    return service;
  }
  let service = await start();
  const row = (id = 'c1'): RecordingRow | null => findRecording(db, id);
  const until: RecordingRig['until'] = async (fits, id) => {
    for (;;) {
      const now = row(id);
      if (now && fits(now)) return now;
      await seen.promise;
    }
  };
  const rig: RecordingRig = {
    db,
    dir,
    host,
    clock,
    service,
    async restart() {
      service = await start();
      return service;
    },
    named: [],
    asked: 0,
    call: { sid: 'sid-1', sharesSid: false, endedAt: null, timeScale: 1 },
    providerNow: null,
    url: `${host.origin}/r.mp3`,
    row,
    until,
    async pass(fits, id) {
      for (;;) {
        const now = await until(({ state }) => state !== 'downloading', id);
        if (fits(now)) return now;
        if (now.nextTryAt === null) {
          await clock.advance(0);
          if (row(id)?.state === now.state) return now;
        } else {
          await clock.advance(Math.max(0, now.nextTryAt - clock.now()));
          await until((next) => next.updatedAt !== now.updatedAt || next.state !== now.state, id);
        }
      }
    },
  };
  onTestFinished(async () => {
    await service.stop();
    await host.close();
    db.close();
  });
  return rig;
}

export function addCall(db: Database, id: string): void {
  db.prepare('INSERT INTO calls (id, facts, booted_at) VALUES (?, ?, 0)').run(
    id,
    JSON.stringify({ practice: false, state: 'ended', customerNumber: '+919876500000' }),
  );
}
