import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pathsIn } from '../../src/main/base/paths.ts';
import { bookHealth } from '../../src/main/storage/book-health.ts';
import { setNote } from '../../src/main/storage/calls-table.ts';
import { readLeftovers } from '../../src/main/storage/leftovers-document.ts';
import { newRecordingRow, saveRecording } from '../../src/main/storage/recordings-table.ts';
import { listCallsAfter, removeCalls } from '../../src/main/storage/removal.ts';
import type { CallFacts } from '../../src/shared/domain/call.ts';
import { addCall } from '../support/book.ts';
import { formsOf, scan } from '../support/byte-scan.ts';
import { saveContact } from '../support/contacts.ts';
import { patience } from '../support/patience.ts';
import { indexTombstones } from '../support/person.ts';
import { openPrivacyRig, type PrivacyRig } from '../support/privacy-rig.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { tempFolder } from '../support/temp-folder.ts';

const day = 24 * 3_600_000;

function daysOld(rig: PrivacyRig, days: number, changes: Partial<CallFacts> = {}): string {
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
  expect(readdirSync(recordings)).toEqual(['sid-old2.mp3']);
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

test('what retention has removed is in no byte of the open book', async () => {
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
  expect(scan(profile, traces)).toEqual([]);
  expect(indexTombstones(rig.db)).toBe(0);
  expect(bookHealth(rig.db.name).quickCheck).toBe('ok');
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
  removeCalls(first.db, listCallsAfter(first.db, 0, 10));
  first.close();
  mkdirSync(recordings, { recursive: true });
  writeFileSync(join(recordings, 'sid-old.mp3.part'), 'ID3');
  const second = await openPrivacyRig(profile);
  expect(readLeftovers(second.db)).toEqual({ sids: ['sid-old'], erase: false });
  await second.privacy.start();
  expect(existsSync(join(recordings, 'sid-old.mp3.part'))).toBe(false);
  expect(readLeftovers(second.db)).toBeNull();
});

test('a clock that is years ahead removes nothing; the next call shows that it is right', async () => {
  const rig = await openPrivacyRig(tempFolder());
  rig.keepCallsDays = 30;
  const old = daysOld(rig, 400);
  await rig.privacy.start();
  expect(idsOf(rig)).toEqual([old]);
  const fresh = daysOld(rig, 0);
  await rig.clock.advance(day);
  await expect.poll(() => idsOf(rig), patience).toEqual([fresh]);
});
