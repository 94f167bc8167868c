import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pathsIn } from '../../../../src/main/base/paths.ts';
import { databaseHealth } from '../../../../src/main/storage/database/health.ts';
import { countCalls, pageCalls } from '../../../../src/main/storage/tables/call-history.ts';
import { setNote } from '../../../../src/main/storage/tables/calls.ts';
import { listCallsAfter, removeCalls } from '../../../../src/main/storage/tables/erasure.ts';
import { addMissed } from '../../../../src/main/storage/tables/missed-calls.ts';
import { readLeftovers } from '../../../../src/main/storage/tables/pending-cleanup.ts';
import { newRecordingRow, saveRecording } from '../../../../src/main/storage/tables/recordings.ts';
import { hangingTables, restoreCalls } from '../../../../src/main/storage/tables/removed-calls.ts';
import { addUnexpected } from '../../../../src/main/storage/tables/unexpected-responses.ts';
import { setResult } from '../../../../src/main/storage/tables/wrap-ups.ts';
import { formsOf, scan } from '../../../support/byte-scan.ts';
import type { FactChanges } from '../../../support/call-facts.ts';
import { saveContact } from '../../../support/contacts.ts';
import { hearTime } from '../../../support/hear-time.ts';
import { patience } from '../../../support/patience.ts';
import { indexTombstones } from '../../../support/person.ts';
import { openPrivacyRig, type PrivacyRig } from '../../../support/privacy-rig.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { addCall } from '../../../support/test-database.ts';

const day = 24 * 3_600_000;
const week = 7 * day;

function daysOld(rig: PrivacyRig, days: number, changes: FactChanges = {}): string {
  return addCall(rig.db, { createdAt: rig.clock.now() - days * day, ...changes }).id;
}

function idsOf({ db }: PrivacyRig): unknown[] {
  return db.prepare('SELECT id FROM calls ORDER BY seq').pluck().all();
}

test('older calls whose story is over go, at the start and daily; the rest stays', async () => {
  const profile = tempFolder();
  const rig = await openPrivacyRig(profile);
  const { recordings } = pathsIn(profile);
  saveContact(rig.db, { name: 'Asha Rao', number: '+919876543210', doNotCall: true });
  const old = daysOld(rig, 31, { sid: 'sid-old' });
  writeFileSync(join(recordings, 'sid-old.mp3'), 'ID3');
  writeFileSync(join(recordings, 'sid-old2.mp3'), 'ID3');
  saveRecording(rig.db, { ...newRecordingRow(old), state: 'saved', fileName: 'sid-old.mp3' });
  const told = daysOld(rig, 31, { state: 'unknown', outcome: 'unknown', verdict: 'rang' });
  const stays = [
    daysOld(rig, 31, { state: 'accepted', outcome: null }),
    daysOld(rig, 31, { state: 'unknown', outcome: 'unknown' }),
    daysOld(rig, 30),
  ];
  const tomorrow = daysOld(rig, 29);
  await rig.privacy.start();
  expect(idsOf(rig)).toEqual([old, told, ...stays, tomorrow]);

  rig.keepCallsDays = 30;
  let news = 0;
  rig.privacy.removed.on(() => {
    news += 1;
  });
  await rig.privacy.retentionChanged();
  expect(idsOf(rig)).toEqual([...stays, tomorrow]);
  expect(rig.ended).toEqual([old, told]);
  expect(news).toBe(1);
  expect(readdirSync(recordings)).toEqual(['removed', 'sid-old2.mp3']);
  expect(readLeftovers(rig.db)).toBeNull();
  expect(rig.db.prepare('SELECT count(*) FROM timeline').pluck().get()).toBe(4);
  expect(rig.db.prepare('SELECT name FROM contacts').pluck().get()).toBe('Asha Rao');

  expect(await rig.privacy.handlers.countOlder({ days: 7 })).toEqual({ calls: 2 });
  const kept = stays.slice(0, 2);
  await rig.clock.advance(day);
  await expect.poll(() => idsOf(rig), patience).toEqual([...kept, tomorrow]);
  await expect.poll(() => readLeftovers(rig.db), patience).toBeNull();
  await expect.poll(() => rig.clock.waiting, patience).toBe(2);
  await rig.clock.advance(day);
  await expect.poll(() => idsOf(rig), patience).toEqual(kept);
  await expect.poll(() => rig.clock.waiting, patience).toBe(2);
});

test('a week after retention has removed it, it is in no byte of the open database', async () => {
  const profile = tempFolder();
  const rig = await openPrivacyRig(profile);
  const random = seededRandom(11);
  const fill = rig.db.transaction(() => {
    for (let index = 0; index < 1_500; index += 1) {
      const old = index < 700;
      const id = daysOld(rig, old ? 40 : 2, {
        customerNumber: old ? '+919876543210' : '+919810000001',
        customerDisplay: old ? '+91 98765 43210' : '+91 98100 00001',
        sid: `${old ? 'sid-old' : 'sid-new'}-${index}`,
      });
      const words = 'quote renewal '.repeat(Math.floor(random() * 30));
      for (let edit = 0; edit < 2; edit += 1)
        setNote(rig.db, id, `${edit} ${old ? 'afraid of spiders' : 'likes tea'} ${words}`);
    }
  });
  fill();
  const traces = {
    number: formsOf('919876543210'),
    display: formsOf('98765 43210'),
    note: formsOf('afraid of spiders'),
    sid: formsOf('sid-old'),
  };
  expect(scan(profile, traces).join()).toContain('handset.db-wal: note');
  rig.keepCallsDays = 30;
  await rig.privacy.start();
  expect(idsOf(rig)).toHaveLength(800);
  expect(indexTombstones(rig.db)).toBe(0);
  await rig.clock.advance(week);
  await rig.privacy.retentionChanged();
  expect(scan(profile, traces).join()).toContain('handset.db: note');
  await rig.clock.advance(1);
  await rig.privacy.retentionChanged();
  expect(scan(profile, traces)).toEqual([]);
  expect(indexTombstones(rig.db)).toBe(0);
  expect(databaseHealth(rig.db.name).quickCheck).toBe('ok');
  // SQLite's check takes what this connection remembers of the index for true, though another has
  // merged it since; whoever searches it looks first.
  rig.db.prepare("SELECT 1 FROM call_search WHERE call_search MATCH 'any' LIMIT 1").get();
  expect(rig.db.pragma('integrity_check', { simple: true })).toBe('ok');
});

test('an end of Handset between two steps is made up for at the next start', async () => {
  const profile = tempFolder();
  const { recordings } = pathsIn(profile);
  const first = await openPrivacyRig(profile);
  daysOld(first, 40, { sid: 'sid-old' });
  removeCalls(first.db, listCallsAfter(first.db, 0, 10), first.clock.now());
  first.close();
  mkdirSync(recordings, { recursive: true });
  writeFileSync(join(recordings, 'sid-old.mp3.part'), 'ID3');
  const second = await openPrivacyRig(profile);
  expect(readLeftovers(second.db)).toEqual({ sids: [], erase: false });
  await second.privacy.start();
  expect(existsSync(join(recordings, 'sid-old.mp3.part'))).toBe(false);
  expect(existsSync(join(recordings, 'removed', 'sid-old.mp3.part'))).toBe(true);
  expect(readLeftovers(second.db)).toBeNull();
});

describe('a wrong clock', () => {
  const jumps = [-3_650, -200, -2, 2, 200, 300, 364, 400, 1_826].map((days) => days * day);

  test.each(jumps)('set by %d ms removes nothing, heard or not', async (ms) => {
    for (const heard of [true, false]) {
      const rig = await openPrivacyRig(tempFolder(), { heard });
      rig.keepCallsDays = 90;
      const calls = [100, 91, 60, 1].map((age) => daysOld(rig, age));
      rig.clock.jump(ms);
      await rig.privacy.start();
      // Not sent, as the certificate seems to have expired: it confirms no time.
      const call = addCall(rig.db, { state: 'not_sent', createdAt: rig.clock.now() });
      await rig.privacy.retentionChanged();
      await rig.clock.advance(day);
      await rig.privacy.retentionChanged();
      expect(idsOf(rig)).toEqual([...calls, call.id]);
      expect(await rig.privacy.handlers.removedCalls({})).toEqual({
        calls: 0,
        at: null,
        time: heard ? 'apart' : 'unheard',
      });
    }
  });

  test('that is set right lets go what is old, and no more', async () => {
    const rig = await openPrivacyRig(tempFolder());
    rig.keepCallsDays = 90;
    const old = daysOld(rig, 91);
    const young = daysOld(rig, 60);
    rig.clock.jump(300 * day);
    await rig.privacy.start();
    expect(idsOf(rig)).toEqual([old, young]);
    rig.clock.jump(-300 * day);
    await rig.privacy.retentionChanged();
    expect(idsOf(rig)).toEqual([young]);
  });

  test('of Exotel’s own removes nothing while this computer’s is right', async () => {
    const rig = await openPrivacyRig(tempFolder(), { heard: false });
    rig.keepCallsDays = 90;
    const young = daysOld(rig, 60);
    hearTime(rig.provider, rig.clock, 1_826 * day);
    await rig.privacy.retentionChanged();
    expect(idsOf(rig)).toEqual([young]);
  });

  test('at the dial makes no call old', async () => {
    const rig = await openPrivacyRig(tempFolder());
    rig.keepCallsDays = 90;
    const calls = [
      // Before Handset, and in times to come.
      daysOld(rig, 20_000),
      daysOld(rig, -400),
      daysOld(rig, 10),
      // A clock that was behind: what Exotel told of it, and what the calls before tell.
      daysOld(rig, 200, { aheadMs: -200 * day }),
      daysOld(rig, 200, { state: 'not_sent' }),
      // What Exotel told makes no call older either.
      daysOld(rig, 10, { aheadMs: 400 * day }),
    ];
    await rig.privacy.start();
    expect(idsOf(rig)).toEqual(calls);
  });
});

test('the time confirmed later on lets old calls go', async () => {
  const rig = await openPrivacyRig(tempFolder(), { heard: false });
  rig.keepCallsDays = 30;
  const old = daysOld(rig, 400);
  await rig.privacy.start();
  expect(idsOf(rig)).toEqual([old]);
  hearTime(rig.provider, rig.clock);
  await rig.privacy.retentionChanged();
  expect(idsOf(rig)).toEqual([]);
});

/** Everything in the database that is shown, byte for byte. */
function databaseOf({ db }: PrivacyRig): unknown {
  const all = (table: string, order: string) =>
    db.prepare(`SELECT * FROM ${table} ORDER BY ${order}`).all();
  return [
    all('calls', 'seq'),
    ...[...hangingTables, 'do_not_call'].map((table) => all(table, 'call_id, rowid')),
  ];
}

/** A call with everything that a call can have, and one beside it that stays. */
async function withOldCall() {
  const profile = tempFolder();
  const rig = await openPrivacyRig(profile);
  // No backups by the way.
  rig.care.dispose();
  const { recordings } = pathsIn(profile);
  const old = daysOld(rig, 40, { sid: 'sid-old' });
  addUnexpected(rig.db, old, {
    at: 1,
    question: 'legs',
    httpStatus: 200,
    oddity: 'odd',
    body: '{}',
  });
  setNote(rig.db, old, 'afraid of spiders');
  setResult(rig.db, old, { id: 'do_not_call', marksDoNotCall: true, at: rig.clock.now() });
  writeFileSync(join(recordings, 'sid-old.mp3'), 'ID3 old');
  saveRecording(rig.db, { ...newRecordingRow(old), state: 'saved', fileName: 'sid-old.mp3' });
  const young = daysOld(rig, 2, { sid: 'sid-young' });
  writeFileSync(join(recordings, 'sid-young.mp3'), 'ID3 young');
  return { profile, rig, recordings, old, young };
}

const filter = { outcomes: [], practice: false, recordedOnly: false, results: [] };

test('what was removed is found nowhere, and comes back as it was for a week', async () => {
  const { rig, recordings, young } = await withOldCall();
  const before = databaseOf(rig);
  const found = (text: string) => pageCalls(rig.db, { ...filter, text }, null, 10).length;
  expect(found('spiders')).toBe(1);
  rig.keepCallsDays = 30;
  await rig.privacy.retentionChanged();
  const removedAt = rig.clock.now();
  expect(idsOf(rig)).toEqual([young]);
  expect(found('spiders')).toBe(0);
  expect(countCalls(rig.db, { ...filter, text: '' })).toBe(1);
  const { handlers } = rig.privacy;
  const standing = { calls: 1, at: removedAt, time: 'confirmed' };
  expect(await handlers.removedCalls({})).toEqual(standing);
  await rig.clock.advance(week);
  await rig.privacy.retentionChanged();
  expect(await handlers.removedCalls({})).toEqual(standing);
  expect(readFileSync(join(recordings, 'removed', 'sid-old.mp3'), 'utf8')).toBe('ID3 old');

  let news = 0;
  rig.privacy.removed.on(() => {
    news += 1;
  });
  expect(await handlers.restoreCalls({})).toEqual({ calls: 1 });
  expect(news).toBe(1);
  expect(databaseOf(rig)).toEqual(before);
  expect(found('spiders')).toBe(1);
  expect(readdirSync(recordings).sort()).toEqual(['removed', 'sid-old.mp3', 'sid-young.mp3']);
  expect(readFileSync(join(recordings, 'sid-old.mp3'), 'utf8')).toBe('ID3 old');
  // Else it would go again at once.
  expect(rig.keepCallsDays).toBeNull();
  expect(await handlers.removedCalls({})).toEqual({ calls: 0, at: null, time: 'confirmed' });
});

test('after a week it is gone, file and all', async () => {
  const { rig, recordings } = await withOldCall();
  rig.keepCallsDays = 30;
  await rig.privacy.retentionChanged();
  await rig.clock.advance(week + 1);
  await rig.privacy.retentionChanged();
  expect(await rig.privacy.handlers.removedCalls({})).toMatchObject({ calls: 0 });
  expect(readdirSync(join(recordings, 'removed'))).toEqual([]);
  expect(await rig.privacy.handlers.restoreCalls({})).toEqual({ calls: 0 });
});

test('no jump of a clock ends that week', async () => {
  const { rig } = await withOldCall();
  rig.keepCallsDays = 30;
  await rig.privacy.retentionChanged();
  for (const ms of [8 * day, -20 * day, 400 * day]) {
    rig.clock.jump(ms);
    await rig.privacy.retentionChanged();
    expect(await rig.privacy.handlers.removedCalls({})).toMatchObject({ calls: 1 });
  }
});

test('a file is put where the database has its call, whenever Handset ended', async () => {
  const { profile, rig, recordings } = await withOldCall();
  rig.keepCallsDays = 30;
  await rig.privacy.retentionChanged();
  restoreCalls(rig.db, 0, 10);
  rig.close();
  const second = await openPrivacyRig(profile);
  await second.privacy.start();
  expect(existsSync(join(recordings, 'sid-old.mp3'))).toBe(true);
  expect(readdirSync(join(recordings, 'removed'))).toEqual([]);
});

test('a removed call that cannot be read costs itself alone', async () => {
  const rig = await openPrivacyRig(tempFolder());
  const [odd, ...others] = [42, 41, 40].map((age) => daysOld(rig, age));
  rig.keepCallsDays = 30;
  await rig.privacy.start();
  rig.db.prepare("UPDATE removed_calls SET rows = '{}' WHERE rows ->> '$.call.id' = ?").run(odd);
  expect(await rig.privacy.handlers.restoreCalls({})).toEqual({ calls: 2 });
  expect(idsOf(rig)).toEqual(others);
  expect(await rig.privacy.handlers.removedCalls({})).toMatchObject({ calls: 1 });
});

test('an erasure reaches what could still be restored', async () => {
  const { profile, rig, recordings, old } = await withOldCall();
  const number = '+919876512345';
  const theirs = daysOld(rig, 40, { sid: 'sid-theirs', customerNumber: number });
  setNote(rig.db, theirs, 'allergic to walnuts');
  writeFileSync(join(recordings, 'sid-theirs.mp3'), 'ID3 theirs');
  saveRecording(rig.db, { ...newRecordingRow(theirs), state: 'saved', fileName: 'sid-theirs.mp3' });
  const traces = {
    number: formsOf('9876512345'),
    note: formsOf('allergic to walnuts'),
    recording: formsOf('ID3 theirs'),
  };
  rig.keepCallsDays = 30;
  await rig.privacy.retentionChanged();
  expect(scan(profile, traces)).not.toEqual([]);
  const preview = await rig.privacy.handlers.preview({ number });
  expect(preview).toMatchObject({ calls: 1, notes: 1, recordings: 1 });
  const erased = await rig.privacy.handlers.erase({ number, keepDoNotCall: false });
  expect(erased).toMatchObject({ calls: 1, recordings: 1 });
  expect(scan(profile, traces)).toEqual([]);
  expect(await rig.privacy.handlers.restoreCalls({})).toEqual({ calls: 1 });
  expect(idsOf(rig)).toContain(old);
});

test('everything that is deleted with a call is kept with it', async () => {
  const { db } = await openPrivacyRig(tempFolder());
  const tables = db
    .prepare(
      `SELECT DISTINCT tables.name FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name) AS keys
       WHERE tables.type = 'table' AND keys."table" = 'calls' AND keys.on_delete = 'CASCADE'`,
    )
    .pluck()
    .all();
  expect(tables.toSorted()).toEqual([...hangingTables].toSorted());
});

test('the floor’s missed calls go with calls of their age, and after a month in any case', async () => {
  const rig = await openPrivacyRig(tempFolder());
  const missed = (sid: string, days: number) =>
    addMissed(rig.db, {
      sid,
      floor: 'f1',
      number: '+919876543210',
      caller: '09876543210',
      called: '02241499102',
      queue: 'sales',
      queueName: null,
      why: 'no_answer',
      at: rig.clock.now() - days * day,
    });
  for (const days of [1, 8, 29, 31]) missed(`sid-${days}`, days);
  const sids = () => rig.db.prepare('SELECT sid FROM missed_calls ORDER BY at').pluck().all();
  await rig.privacy.start();
  expect(sids()).toEqual(['sid-29', 'sid-8', 'sid-1']);
  rig.keepCallsDays = 7;
  await rig.privacy.retentionChanged();
  expect(sids()).toEqual(['sid-1']);
});

test('without a reliable time none of the floor’s missed calls goes', async () => {
  const rig = await openPrivacyRig(tempFolder(), { heard: false });
  addMissed(rig.db, {
    sid: 'sid-1',
    floor: 'f1',
    number: null,
    caller: null,
    called: '',
    queue: 'sales',
    queueName: null,
    why: 'no_answer',
    at: 0,
  });
  await rig.privacy.start();
  expect(rig.db.prepare('SELECT count(*) FROM missed_calls').pluck().get()).toBe(1);
});
