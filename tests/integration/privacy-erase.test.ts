import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openLog } from '../../src/main/base/log.ts';
import { pathsIn } from '../../src/main/base/paths.ts';
import { listBackups } from '../../src/main/storage/backups.ts';
import { pageCalls } from '../../src/main/storage/call-pages.ts';
import { setNote } from '../../src/main/storage/calls-table.ts';
import { findContact } from '../../src/main/storage/contacts-table.ts';
import { readLeftovers } from '../../src/main/storage/leftovers-document.ts';
import { findMark } from '../../src/main/storage/marks-table.ts';
import { addCall } from '../support/book.ts';
import { scan } from '../support/byte-scan.ts';
import { indexTombstones, othersRows, person, profileTemplate, traces } from '../support/person.ts';
import { openPrivacyRig } from '../support/privacy-rig.ts';
import { tempFolder } from '../support/temp-folder.ts';

const copyProfile = profileTemplate();

/** The profile opened again, with something of the person in the journal and in the log. */
async function openFilled() {
  const profile = copyProfile();
  const paths = pathsIn(profile);
  const rig = await openPrivacyRig(profile);
  const [call] = pageCalls(rig.db, { ...everything, text: person.number }, null, 1);
  // Written over at once: the journal still holds the one before.
  setNote(rig.db, call?.id ?? '', 'allergic to walnuts');
  setNote(rig.db, call?.id ?? '', `${person.name} is afraid of spiders`);
  openLog(paths.logs).warn('a recording did not come yet', { sid: call?.sid });
  return { profile, paths, rig, db: rig.db };
}
const everything = { text: '', outcomes: [], practice: false, recordedOnly: false, results: [] };

test('an erased person is in no byte of the profile; all others are as they were', async () => {
  const { profile, paths, rig, db } = await openFilled();
  const before = othersRows(db);
  const found = scan(profile, traces);
  for (const place of ['handset.db', 'handset.db-wal', 'backups/', 'damaged/', 'recordings/'])
    expect(found.join('\n'), 'the scan itself').toContain(place);
  for (const trace of Object.keys(traces))
    expect(found.join('\n'), 'the scan itself').toContain(`: ${trace}`);
  expect(found.join('\n')).toContain('main.log: sid');
  expect(indexTombstones(db)).toBeGreaterThan(0);

  const preview = await rig.privacy.handlers.preview({ number: '098765-43210' });
  expect(preview).toMatchObject({
    number: person.number,
    display: person.display,
    name: person.name,
    doNotCall: true,
    calls: 12,
    notes: 12,
    recordings: 12,
    damagedBooks: 1,
    mentionsTotal: 0,
  });
  const erased = await rig.privacy.handlers.erase({
    number: '(0) 98765 43210',
    keepDoNotCall: false,
  });
  expect(erased).toEqual({ calls: 12, recordings: 12, backedUp: true });
  expect(rig.ended).toHaveLength(12);

  expect(scan(profile, traces)).toEqual([]);
  expect(indexTombstones(db)).toBe(0);
  expect(othersRows(db)).toEqual(before);
  for (const practice of [false, true]) {
    expect(findContact(db, practice, person.number)).toBeNull();
    expect(findMark(db, practice, person.number)).toBeNull();
  }
  expect(readLeftovers(db)).toBeNull();
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(listBackups(paths.backups)).toHaveLength(1);
  expect(readdirSync(paths.recordings)).toHaveLength(30);
  expect(pageCalls(db, { ...everything, text: 'Asha' }, null, 10)).toHaveLength(4);
  expect(pageCalls(db, { ...everything, text: '98765 43210' }, null, 10)).toEqual([]);
  rig.close();
  expect(scan(profile, traces)).toEqual([]);
});

test('a do-not-call mark can stay: the number in the list, and nothing else', async () => {
  const { profile, rig, db } = await openFilled();
  await rig.privacy.handlers.erase({ number: person.number, keepDoNotCall: true });
  for (const practice of [false, true]) expect(findContact(db, practice, person.number)).toBeNull();
  expect(findMark(db, false, person.number)).toMatchObject({ source: 'agent' });
  const left = scan(profile, traces).map((line) => line.replace(/^.*: /, ''));
  expect(new Set(left)).toEqual(new Set(['number']));
});

test('a contact without the mark gets none by being erased', async () => {
  const { rig, db } = await openFilled();
  await rig.privacy.handlers.erase({ number: '+919810000001', keepDoNotCall: true });
  expect(findMark(db, false, '+919810000001')).toBeNull();
});

test('while a call is on the line nothing is erased', async () => {
  const { rig, db } = await openFilled();
  const other = { customerNumber: '+919810000002', outcome: null };
  const live = addCall(db, { ...other, state: 'accepted' });
  const erase = () => rig.privacy.handlers.erase({ number: person.number, keepDoNotCall: false });
  await expect(erase()).rejects.toMatchObject({ code: 'erase_live_call' });
  db.prepare('DELETE FROM calls WHERE id = ?').run(live.id);
  addCall(db, { ...other, state: 'sending', practice: true });
  await expect(erase()).rejects.toMatchObject({ code: 'erase_live_call' });
  expect((await rig.privacy.handlers.preview({ number: person.number })).calls).toBe(12);
});

test('what is no number is said to be none', async () => {
  const { handlers } = (await openPrivacyRig(tempFolder())).privacy;
  await expect(async () => handlers.preview({ number: '98765' })).rejects.toMatchObject({
    code: 'erase_number_invalid',
  });
});

test('notes of others that mention the number stay, and are shown', async () => {
  const { rig, db } = await openFilled();
  const notes = [
    'her brother has 98765 43210',
    '098765-43210?',
    '+91 (98765) 43-210',
    '९८७६५४३२१० in Devanagari',
  ];
  const calls = notes.map((note) => {
    const call = addCall(db, { customerNumber: '+919810000002' });
    setNote(db, call.id, note);
    return call;
  });
  const other = addCall(db, { customerNumber: '+919810000002' });
  setNote(db, other.id, '98765 43211, order 98765 and 43210');
  const { mentions, mentionsTotal } = await rig.privacy.handlers.preview({ number: person.number });
  expect(mentions.map(({ id }) => id)).toEqual(calls.map(({ id }) => id).reverse());
  expect(mentionsTotal).toBe(4);
  await rig.privacy.handlers.erase({ number: person.number, keepDoNotCall: false });
  expect((await rig.privacy.handlers.preview({ number: person.number })).mentionsTotal).toBe(4);
});
