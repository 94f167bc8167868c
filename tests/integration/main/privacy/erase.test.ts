import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openLog } from '../../../../src/main/base/log.ts';
import { pathsIn } from '../../../../src/main/base/paths.ts';
import { listBackups } from '../../../../src/main/storage/database/backups.ts';
import { pageCalls } from '../../../../src/main/storage/tables/call-history.ts';
import { getCall, listTimeline, setNote } from '../../../../src/main/storage/tables/calls.ts';
import { findContact } from '../../../../src/main/storage/tables/contacts.ts';
import { findMark } from '../../../../src/main/storage/tables/do-not-call-marks.ts';
import { readLeftovers } from '../../../../src/main/storage/tables/pending-cleanup.ts';
import {
  findRecording,
  newRecordingRow,
  type RecordingRow,
  saveRecording,
} from '../../../../src/main/storage/tables/recordings.ts';
import { listAnswers } from '../../../../src/main/storage/tables/unexpected-responses.ts';
import { scan } from '../../../support/byte-scan.ts';
import { documentIn } from '../../../support/document-in.ts';
import {
  indexTombstones,
  mentioningSid,
  othersRows,
  person,
  profileTemplate,
  traces,
} from '../../../support/person.ts';
import { openPrivacyRig } from '../../../support/privacy-rig.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { addCall } from '../../../support/test-database.ts';

const copyProfile = profileTemplate();

/** The profile opened again, with something of the person in the journal and in the log. */
async function openFilled() {
  const profile = copyProfile();
  const paths = pathsIn(profile);
  const rig = await openPrivacyRig(profile);
  const calls = pageCalls(rig.db, { ...everything, text: person.number }, null, 9);
  const call = calls.find(({ customerNumber }) => customerNumber === person.number);
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
    damagedDatabases: 1,
    recordingsWithoutCall: 0,
    mentionsTotal: 3,
  });
  expect(preview.mentions).toMatchObject([{ sid: mentioningSid }]);
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

const someone = { customerNumber: '+919810000002', customerDisplay: '+91 98100 00002' };

test('an own number of the account is not erased: calling goes on with it', async () => {
  const { handlers } = (await openPrivacyRig(tempFolder())).privacy;
  for (const number of ['+91 90000 00001', '022-4149 9102']) {
    const own = { code: 'erase_own_number' };
    await expect(async () => handlers.preview({ number })).rejects.toMatchObject(own);
    await expect(async () =>
      handlers.erase({ number, keepDoNotCall: false }),
    ).rejects.toMatchObject(own);
  }
});

test('what mentions the number loses it, and nothing else', async () => {
  const { rig, db } = await openFilled();
  await rig.privacy.handlers.erase({ number: person.number, keepDoNotCall: false });
  const [call] = pageCalls(db, { ...everything, text: mentioningSid }, null, 10);
  expect(call).toMatchObject({
    customerNumber: '+919810000041',
    customerName: 'Sister of •••',
    note: 'her sister: (•••, or •••',
    legs: [{ contactUri: '+919810000041' }, { contactUri: '•••', name: 'second phone' }],
    provider: { customField: 'order for •••' },
    dial: { hoursReason: 'asked for it at •••' },
  });
  const id = call?.id ?? '';
  expect(listTimeline(db, id).map(({ detail }) => detail)).toContain('to •••');
  expect(listAnswers(db, id)).toMatchObject([{ body: '{"to":null,"from":"tel:%2B•••"}' }]);
  expect(documentIn(db, 'profiles')).toMatchObject({
    profiles: [{ profile: { customText: 'ask •••' } }],
  });
  for (const text of ['sister', 'her sister', '•••'])
    expect([text, pageCalls(db, { ...everything, text }, null, 10).map((each) => each.id)]).toEqual(
      [text, expect.arrayContaining([id])],
    );
  expect(await rig.privacy.handlers.preview({ number: person.number })).toMatchObject({
    calls: 0,
    mentions: [],
    mentionsTotal: 0,
  });
});

test('calls that mention the number are shown first, however it is written', async () => {
  const { rig, db } = await openFilled();
  const notes = [
    'her brother has 98765 43210',
    '098765-43210?',
    '+91 (98765) 43-210',
    '९८७६५४३२१० in Devanagari',
    '௯௮௭௬௫ ௪௩௨௧௦ in Tamil',
    'tel:%2B919876543210',
  ];
  const calls = notes.map((note) => {
    const call = addCall(db, someone);
    setNote(db, call.id, note);
    return call;
  });
  const other = addCall(db, someone);
  setNote(db, other.id, '98765 43211, order 98765 and 43210, no 19876543210');
  const { mentions, mentionsTotal } = await rig.privacy.handlers.preview({ number: person.number });
  expect(mentions.map(({ id }) => id)).toEqual(
    calls
      .map(({ id }) => id)
      .slice(1)
      .reverse(),
  );
  // With those that the database had before: a call, a contact and a call profile.
  expect(mentionsTotal).toBe(notes.length + 3);
});

test('a note that is written while the database is read loses the number too', async () => {
  const { profile, rig, db } = await openFilled();
  const before = addCall(db, someone);
  const erased = rig.privacy.handlers.erase({ number: person.number, keepDoNotCall: false });
  rig.privacy.removed.on(() => setNote(db, before.id, 'also at 98765 43210'));
  await erased;
  expect(getCall(db, before.id)?.note).toBe('also at •••');
  expect(scan(profile, traces)).toEqual([]);
});

test('a call that begins while the database is read stops the erasure', async () => {
  const { rig, db } = await openFilled();
  const erased = rig.privacy.handlers.erase({ number: person.number, keepDoNotCall: false });
  addCall(db, { ...someone, outcome: null, state: 'accepted' });
  await expect(erased).rejects.toMatchObject({ code: 'erase_live_call' });
  expect((await rig.privacy.handlers.preview({ number: person.number })).calls).toBe(12);
});

describe('two calls that Exotel gave one sid', () => {
  const sid = 'ONE-sid-of-Two';
  async function setUp(recording: Partial<RecordingRow>) {
    const { paths, rig, db } = await openFilled();
    addCall(db, { customerNumber: person.number, sid });
    const other = addCall(db, { ...someone, sid });
    saveRecording(db, { ...newRecordingRow(other.id), ...recording });
    for (const name of [`${sid}.mp3`, `${sid}.mp3.part`, `${sid}.mp3.part.json`])
      writeFileSync(join(paths.recordings, name), 'ID3');
    const before = findRecording(db, other.id);
    await rig.privacy.handlers.erase({ number: person.number, keepDoNotCall: false });
    expect(getCall(db, other.id)).toMatchObject({ sid });
    expect(findRecording(db, other.id)).toEqual(before);
    return readdirSync(paths.recordings)
      .filter((name) => name.startsWith(sid))
      .sort();
  }

  test('the file of the one that stays, stays', async () => {
    expect(await setUp({ state: 'saved', fileName: `${sid}.mp3` })).toEqual([`${sid}.mp3`]);
  });

  test('so does what has come of it', async () => {
    expect(await setUp({ state: 'downloading' })).toEqual([
      `${sid}.mp3.part`,
      `${sid}.mp3.part.json`,
    ]);
  });
});
