import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { AccountService } from '../../../../src/main/account/account-service.ts';
import { Emitter } from '../../../../src/main/base/emitter.ts';
import type { CallService } from '../../../../src/main/calls/call-service.ts';
import { ConfirmedTime } from '../../../../src/main/exotel/confirmed-time.ts';
import { ProviderTime } from '../../../../src/main/exotel/provider-time.ts';
import { composeRecordings } from '../../../../src/main/recordings/compose-recordings.ts';
import { SettingsService } from '../../../../src/main/settings/settings-service.ts';
import { openConnection } from '../../../../src/main/storage/database/connection.ts';
import { insertCall } from '../../../../src/main/storage/tables/calls.ts';
import {
  findRecording,
  newRecordingRow,
  saveRecording,
} from '../../../../src/main/storage/tables/recordings.ts';
import type { Call } from '../../../../src/shared/domain/call.ts';
import { anArrival } from '../../../support/a-call.ts';
import type { FactChanges } from '../../../support/call-facts.ts';
import { inboundCall, recordedCall } from '../../../support/call-facts.ts';
import { silentLog } from '../../../support/database-place.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { hearTime } from '../../../support/hear-time.ts';
import { patience } from '../../../support/patience.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

vi.mock('electron', () => ({ shell: {}, net: {} }));

const dayMs = 24 * 3_600_000;

/** Recordings as the app composes them, with the calls that a test adds. */
function composed() {
  const folder = tempFolder();
  const dir = join(folder, 'recordings');
  const db = openConnection(join(folder, 'handset.db'));
  const clock = new FakeClock();
  const settings = new SettingsService(db);
  const ended = new Emitter<Call>();
  const settled = new Emitter<{ id: string; urls: string[] }>();
  const recordingNamed = new Emitter<{ id: string; urls: string[] }>();
  const tell = (): void => {};
  const calls = { ended, settled, recordingNamed, tell, pollDetails: async () => [] };
  const account = { practiceSpeed: 1, credentialsFor: async () => null };
  const provider = new ProviderTime(clock);
  const recordings = composeRecordings({
    db,
    clock,
    providerNow: () => null,
    time: new ConfirmedTime(clock, provider),
    log: silentLog,
    calls: calls as unknown as CallService,
    account: account as unknown as AccountService,
    settings,
    dir,
    files: { open: async () => {}, reveal: () => {} },
  });
  onTestFinished(async () => {
    await recordings.stop();
    db.close();
  });
  const add = (facts: FactChanges): string => {
    const call = recordedCall({ state: 'ended', record: true, sid: 'sid-1', ...facts });
    insertCall(db, call, 0);
    return call.id;
  };
  return { db, dir, clock, provider, settings, ended, settled, recordingNamed, recordings, add };
}

test('what Exotel names is fetched, whatever it says of the call’s end', async () => {
  const { db, settled, add, clock, settings } = composed();
  settings.update({ downloadRecordings: 'on_demand' });
  const id = add({ outcome: 'other' });
  settled.emit({ id, urls: [] });
  expect(findRecording(db, id)).toBeNull();
  settled.emit({ id, urls: ['https://recordings.exotel.com/a.mp3'] });
  await clock.advance(0);
  expect(findRecording(db, id)).toMatchObject({
    state: 'available',
    url: 'https://recordings.exotel.com/a.mp3',
  });
});

test('a customer’s call has the recordings that were named, and only if this agent took it', async () => {
  const { db, ended, settled, recordingNamed, clock, settings } = composed();
  settings.update({ downloadRecordings: 'on_demand' });
  const urls = ['https://recordings.exotel.com/a.mp3'];
  const mine = anArrival();
  const theirs = anArrival({ id: 'in-2', sid: 'sid-in-2', outcome: 'answered_elsewhere' });
  for (const call of [mine, theirs]) {
    insertCall(db, inboundCall({ id: call.id, sid: call.sid, outcome: call.outcome }), 0);
    ended.emit(call);
    settled.emit({ id: call.id, urls: [] });
    expect(findRecording(db, call.id)).toBeNull();
  }
  settled.emit({ id: theirs.id, urls });
  recordingNamed.emit({ id: mine.id, urls });
  await clock.advance(0);
  expect(findRecording(db, theirs.id)).toBeNull();
  expect(findRecording(db, mine.id)).toMatchObject({ state: 'available', url: urls[0] });
});

test('what is too old goes once the time is confirmed, comes back when asked for, and what no call names is found', async () => {
  const { db, dir, clock, provider, settings, recordings, add } = composed();
  settings.update({ recordingsKeepDays: 7 });
  const id = add({ outcome: 'completed', createdAt: clock.now() - 9 * dayMs });
  mkdirSync(dir);
  writeFileSync(join(dir, 'sid-1.mp3'), Buffer.alloc(500));
  writeFileSync(join(dir, 'lost.mp3'), Buffer.alloc(300));
  const saved = { state: 'saved', fileName: 'sid-1.mp3', bytesTotal: 500 } as const;
  saveRecording(db, { ...newRecordingRow(id), ...saved, updatedAt: clock.now() - 8 * dayMs });
  await recordings.start();
  const { handlers } = recordings;
  expect(findRecording(db, id)).toMatchObject({ state: 'saved' });
  expect(await handlers.removed({})).toEqual({ recordings: 0, at: null, time: 'unheard' });
  hearTime(provider, clock);
  await expect.poll(() => findRecording(db, id)?.state, patience).toBe('removed');
  expect(await handlers.removed({})).toMatchObject({ recordings: 1, time: 'confirmed' });
  expect(existsSync(join(dir, 'sid-1.mp3'))).toBe(true);
  expect((await handlers.download({ id })).recording.state).toBe('saved');
  await recordings.start();
  settings.update({ recordingsKeepDays: 7 });
  expect(await handlers.restore({})).toEqual({ recordings: 0 });
  expect(settings.get().recordingsKeepDays).toBeNull();
  expect(recordings.withoutCall()).toEqual({ files: 1, bytes: 300 });
});

test('a file whose call is in the database is given back to it', async () => {
  const { db, dir, recordings, add } = composed();
  const id = add({ outcome: 'completed' });
  mkdirSync(dir);
  writeFileSync(join(dir, 'sid-1.wav'), Buffer.alloc(500));
  await recordings.start();
  expect(findRecording(db, id)).toMatchObject({ state: 'saved', fileName: 'sid-1.wav' });
  expect(recordings.withoutCall()).toEqual({ files: 0, bytes: 0 });
});
