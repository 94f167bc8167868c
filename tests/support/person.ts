import { randomBytes } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll } from 'vitest';
import { pathsIn } from '../../src/main/base/paths.ts';
import { backUp } from '../../src/main/storage/database/backups.ts';
import { openDatabase } from '../../src/main/storage/database/open-database.ts';
import { setNote, updateCall } from '../../src/main/storage/tables/calls.ts';
import { writeDocument } from '../../src/main/storage/tables/documents.ts';
import { newRecordingRow, saveRecording } from '../../src/main/storage/tables/recordings.ts';
import { addUnexpected } from '../../src/main/storage/tables/unexpected-responses.ts';
import { setResult } from '../../src/main/storage/tables/wrap-ups.ts';
import type { OutboundFacts, ProviderFacts } from '../../src/shared/domain/call.ts';
import { defaultProfile } from '../../src/shared/domain/call-profile-rules.ts';
import { formsOf } from './byte-scan.ts';
import { callLeg, changedFacts } from './call-facts.ts';
import { saveContact } from './contacts.ts';
import { databasePlace } from './database-place.ts';
import { seededRandom } from './seeded-random.ts';
import { tempFolder } from './temp-folder.ts';
import { addCall } from './test-database.ts';

/** A person who wants to be forgotten. */
export const person = {
  number: '+919876543210',
  display: '+91 98765 43210',
  name: 'Quxzarine Vjhøm',
};

const recordingMark = 'QUXZARINE-SPEAKS-HERE';

/** What must no longer be found of the person. */
export const traces: Record<string, Buffer[]> = {
  number: ['919876543210', '9876543210', '९८७६५४३२१०'].flatMap(formsOf),
  'number for the eye': [
    '98765 43210',
    '98765-43210',
    '987 654 3210',
    '(98765) 43-210',
    '९८७६५ ४३२१०',
  ].flatMap(formsOf),
  name: ['Quxzarine', 'quxzarine', 'Vjhøm'].flatMap(formsOf),
  note: formsOf('afraid of spiders'),
  reason: formsOf('begged for a call'),
  'note from before': formsOf('allergic to walnuts'),
  sid: formsOf('sid-of-the-person'),
  'leg’s sid': formsOf('leg-of-the-person'),
  'odd answer': formsOf('odd answer of the person'),
  recording: formsOf(recordingMark),
};

const words = ['quote', 'renewal', 'invoice', 'demo', 'refund', 'upgrade', 'delivery', 'address'];

/**
 * Creates such a profile once for a file of tests. Returns a function that copies it for one test.
 */
export function profileTemplate(): () => string {
  const template = mkdtempSync(join(tmpdir(), 'handset-person-'));
  beforeAll(() => makeProfile(template));
  afterAll(() => rmSync(template, { recursive: true, force: true }));
  return () => {
    const profile = tempFolder();
    cpSync(template, profile, { recursive: true, preserveTimestamps: true });
    return profile;
  };
}

/**
 * Creates a closed profile with 300 calls, 12 of them with the person, two backups and a damaged
 * database.
 */
async function makeProfile(profile: string): Promise<void> {
  const { backups, damaged } = pathsIn(profile);
  const place = databasePlace(profile);
  const database = await openDatabase(place);
  fillDatabase(database.db, profile);
  for (const day of [1, 2]) await backUp({ ...place, now: () => Date.UTC(2026, 0, day) });
  database.close(true);
  mkdirSync(damaged);
  copyFileSync(
    join(backups, 'handset-2026-01-01T00-00-00.000Z.db'),
    join(damaged, 'handset-2026-01-01T00-00-00.000Z.db'),
  );
}

function fillDatabase(db: Database, profile: string): void {
  const random = seededRandom(7);
  // Like a database that was written before deleted bytes were overwritten.
  db.pragma('secure_delete = OFF');
  const fill = db.transaction((from: number) => {
    for (let index = from; index < from + 50; index += 1)
      addOne(db, pathsIn(profile).recordings, index, random);
  });
  for (let from = 0; from < 300; from += 50) fill(from);
  db.pragma('secure_delete = ON');
}

function addOne(db: Database, recordings: string, index: number, random: () => number): void {
  const theirs = index % 25 === 3;
  const number = theirs ? person.number : `+9198100${String(index % 80).padStart(5, '0')}`;
  const sid = theirs ? `sid-of-the-person-${index}` : `sid-${index}`;
  const call = addCall(db, {
    customerNumber: number,
    customerDisplay: theirs ? person.display : number,
    doNotCallReason: theirs ? 'begged for a call' : null,
  });
  const leg = callLeg('customer', 'completed', {
    sid: theirs ? `leg-of-the-person-${index}` : `leg-${index}`,
    contactUri: number,
    name: theirs ? person.name : null,
  });
  updateCall(db, { ...call, sid, legs: [leg] }, [
    { at: call.createdAt, kind: 'accepted', basis: 'observed', detail: `${sid} to ${number}` },
  ]);
  if (theirs) addOddAnswer(db, call.id);
  if (theirs) setNote(db, call.id, 'allergic to walnuts');
  const filler = Array.from({ length: Math.floor(random() * 40) }, () => {
    return words[Math.floor(random() * words.length)];
  });
  setNote(
    db,
    call.id,
    theirs
      ? `${person.name}, afraid of spiders, also at 098765 43210 or 987-654-3210 ${filler.join(' ')}`
      : filler.join(' '),
  );
  if (random() < 0.5) giveResult(db, call.id, theirs ? 'interested' : 'no_answer');
  if (theirs || index % 10 === 0) addRecording(db, recordings, call.id, sid, theirs);
  if (index === 150) nameThem(db);
  if (index === mentioning) mentionThem(db, call, sid);
}

/** A call of somebody else that has the person's number in everything but its own number. */
const mentioning = 201;
export const mentioningSid = `sid-${mentioning}`;

function mentionThem(db: Database, call: OutboundFacts, sid: string): void {
  const { display, number } = person;
  const legs = [
    callLeg('customer', 'no-answer', { contactUri: call.customerNumber }),
    callLeg('customer', 'completed', { contactUri: number, name: 'second phone' }),
  ];
  const provider = { ...blankProvider, customField: `order for 098765-43210` };
  const hoursReason = 'asked for it at ९८७६५ ४३२१०';
  updateCall(db, { ...changedFacts(call, { hoursReason }), sid, legs, provider }, [
    { at: call.createdAt, kind: 'customer_dialled', basis: 'observed', detail: `to ${display}` },
  ]);
  setNote(db, call.id, `her sister: (98765) 43-210, or ९८७६५४३२१०`);
  const body = `{"to":919876543210,"from":"tel:%2B91%2098765%2043210"}`;
  addUnexpected(db, call.id, { at: 1, question: 'legs', httpStatus: 200, oddity: 'to', body });
  saveContact(db, { name: `Sister of ${display}`, number: call.customerNumber });
  writeDocument(db, 'profiles', {
    defaultId: 'a',
    profiles: [{ id: 'a', profile: { ...defaultProfile, customText: `ask ${number}` } }],
  });
}

const blankProvider: ProviderFacts = {
  direction: null,
  virtualNumber: null,
  createdAt: null,
  updatedAt: null,
  startedAt: null,
  endedAt: null,
  totalSeconds: null,
  appId: null,
  appName: null,
  digits: null,
  customField: null,
};

function giveResult(db: Database, callId: string, id: string): void {
  setResult(db, callId, { id, marksDoNotCall: false, at: 1 });
}

function addOddAnswer(db: Database, callId: string): void {
  const body = '{"note":"odd answer of the person"}';
  addUnexpected(db, callId, { at: 1, question: 'details', httpStatus: 200, oddity: 'note', body });
}

function nameThem(db: Database): void {
  saveContact(db, { name: person.name, number: person.number, doNotCall: true });
  const named = `${person.name} 098765 43210`;
  saveContact(db, { name: named, number: person.number, practice: true, doNotCall: true });
  saveContact(db, { name: 'Asha Rao', number: '+919810000001' });
  saveContact(db, { name: 'Dev Rao', number: '+919810000002', doNotCall: true });
}

function addRecording(
  db: Database,
  dir: string,
  callId: string,
  sid: string,
  theirs: boolean,
): void {
  mkdirSync(dir, { recursive: true });
  const bytes = Buffer.concat([Buffer.from(theirs ? recordingMark : 'ID3'), randomBytes(500)]);
  const fileName = `${sid}.mp3`;
  writeFileSync(join(dir, fileName), bytes);
  if (theirs) writeFileSync(join(dir, `${fileName}.part-0a1b2c`), bytes);
  const url = `https://recordings.example/${sid}.mp3`;
  saveRecording(db, { ...newRecordingRow(callId), state: 'saved', url, fileName, updatedAt: 1 });
}

/**
 * Returns everything in the database that is not the person's and does not mention them, byte for
 * byte.
 */
export function othersRows(db: Database): unknown {
  const rows = (sql: string) => db.prepare(sql).raw().all(person.number);
  const other = `facts ->> 'sid' IS NOT '${mentioningSid}'`;
  const theirs = `(SELECT id FROM calls WHERE customer_number = ? OR NOT (${other}))`;
  return {
    calls: rows(`SELECT * FROM calls WHERE customer_number <> ? AND ${other} ORDER BY seq`),
    timeline: rows(`SELECT * FROM timeline WHERE call_id NOT IN ${theirs} ORDER BY rowid`),
    recordings: rows(`SELECT * FROM recordings WHERE call_id NOT IN ${theirs} ORDER BY call_id`),
    contacts: rows(
      "SELECT * FROM contacts WHERE number <> ? AND name NOT LIKE 'Sister of%' ORDER BY id",
    ),
    marks: rows('SELECT * FROM do_not_call WHERE number <> ? ORDER BY rowid'),
  };
}

/**
 * Counts entries of the search index that are only marked as removed. They have rows of their own,
 * identified by a bit of the id: FTS5_TOMBSTONE_ROWID in
 * https://sqlite.org/src/file/ext/fts5/fts5_index.c
 */
export function indexTombstones(db: Database): number {
  return db
    .prepare('SELECT count(*) FROM call_search_data WHERE (id >> 37) >= 65536')
    .pluck()
    .get() as number;
}
