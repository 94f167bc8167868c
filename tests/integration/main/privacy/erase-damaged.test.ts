import { readdirSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { expect, test } from 'vitest';
import { pathsIn } from '../../../../src/main/base/paths.ts';
import { getCall } from '../../../../src/main/storage/tables/calls.ts';
import { listCallsAfter, removeCalls } from '../../../../src/main/storage/tables/erasure.ts';
import { formsOf, scan } from '../../../support/byte-scan.ts';
import { documentIn } from '../../../support/document-in.ts';
import { tamper } from '../../../support/odd-database.ts';
import { person, profileTemplate, traces } from '../../../support/person.ts';
import { openPrivacyRig } from '../../../support/privacy-rig.ts';
import { addCall } from '../../../support/test-database.ts';

const copyProfile = profileTemplate();
const someone = { customerNumber: '+919810000002', customerDisplay: '+91 98100 00002' };

/** Writes what the CHECKs of the tables forbid, as a rotten disk may. */
function damage(db: Database, sql: string, ...values: unknown[]): void {
  db.pragma('ignore_check_constraints = ON');
  try {
    expect(db.prepare(sql).run(...values).changes).toBeGreaterThan(0);
  } finally {
    db.pragma('ignore_check_constraints = OFF');
  }
}

/** SQL: the place of the nth call, the oldest is the first. */
const nth = (n: number) => `(SELECT seq FROM calls ORDER BY seq LIMIT 1 OFFSET ${n - 1})`;
const idOfNth = (db: Database, n: number) =>
  `#${db
    .prepare(`SELECT ${nth(n)}`)
    .pluck()
    .get()}`;

/**
 * The profile opened, after `change` has written into the closed database what its tables forbid.
 */
async function openFilled(change?: (db: Database) => void) {
  const profile = copyProfile();
  if (change) tamper(pathsIn(profile).database, change);
  const rig = await openPrivacyRig(profile);
  const erase = () => rig.privacy.handlers.erase({ number: person.number, keepDoNotCall: false });
  return { profile, rig, db: rig.db, erase };
}

test.each(['{"id":"x","note":"98765 43210', 'also 098765-43210', '{"state":"+919876543210"}'])(
  'a call of somebody else with %s as its record loses the number, and stays',
  async (record) => {
    const { profile, db, erase } = await openFilled((database) =>
      database
        .prepare(
          `UPDATE calls SET facts = ?, note = 'her brother: 98765 43210' WHERE seq = ${nth(3)}`,
        )
        .run(record),
    );
    const before = getCall(db, idOfNth(db, 3));
    expect(await erase()).toMatchObject({ calls: 12, backedUp: true });
    expect(scan(profile, traces)).toEqual([]);
    expect(getCall(db, idOfNth(db, 3))).toMatchObject({
      id: before?.id,
      customerNumber: before?.customerNumber,
      note: 'her brother: •••',
      unreadable: expect.arrayContaining(['createdAt']),
    });
    expect(db.pragma('quick_check', { simple: true })).toBe('ok');
  },
);

test('documents and removed calls that are no JSON hold nothing any more', async () => {
  const { profile, rig, db, erase } = await openFilled();
  addCall(db, someone);
  addCall(db, { customerNumber: person.number });
  const newest = listCallsAfter(db, 0, 1_000).slice(-2);
  removeCalls(db, newest, 1);
  for (const number of [someone.customerNumber, person.number])
    damage(db, "UPDATE removed_calls SET rows = '[\"98765 43210' WHERE number = ?", number);
  damage(db, "INSERT INTO documents (key, value) VALUES ('odd', 'at 98765 43210')");
  expect(await rig.privacy.handlers.preview({ number: person.number })).toMatchObject({
    calls: 13,
  });
  await erase();
  expect(scan(profile, traces)).toEqual([]);
  expect(documentIn(db, 'odd')).toEqual({});
  expect(db.prepare('SELECT number, rows FROM removed_calls').all()).toEqual([
    { number: someone.customerNumber, rows: '{}' },
  ]);
});

test('a row that takes nothing at all goes', async () => {
  const { profile, db, erase } = await openFilled();
  const { id } = addCall(db, someone);
  damage(db, "INSERT INTO timeline VALUES (?, 7, 'sent', 'local', 'to 98765 43210')", id);
  db.exec(`CREATE TRIGGER rotten BEFORE UPDATE ON timeline WHEN old.at = 7
    BEGIN SELECT raise(ABORT, 'rotten'); END`);
  await erase();
  expect(scan(profile, traces)).toEqual([]);
  expect(db.prepare('SELECT at FROM timeline WHERE call_id = ?').pluck().all(id)).not.toContain(7);
});

test.each([
  ['nothing in place of its record', 'no JSON', ''],
  ['a number that is none', '{"customerNumber":[]}', 'constructor'],
])('a call with %s is erased by itself', async (_, record, number) => {
  const words = 'afraid of walruses';
  const { profile, rig, db } = await openFilled((database) => {
    database
      .prepare(`UPDATE calls SET facts = ?, customer_number = ?, note = ? WHERE seq = ${nth(11)}`)
      .run(record, number, words);
  });
  const call = getCall(db, idOfNth(db, 11));
  expect(call).toMatchObject({ note: words, unreadable: expect.anything() });
  const { recordings } = pathsIn(profile);
  expect(readdirSync(recordings)).toContain('sid-10.mp3');
  const calls = () => db.prepare('SELECT id FROM calls').pluck().all();
  const before = calls();
  const erased = await rig.privacy.handlers.eraseCall({ id: call?.id ?? '' });
  expect(erased).toEqual({ calls: 1, recordings: 1, backedUp: true });
  expect(calls()).toEqual(before.filter((id) => id !== call?.id));
  expect(rig.ended).toEqual([call?.id]);
  expect(readdirSync(recordings)).not.toContain('sid-10.mp3');
  expect(scan(profile, { words: formsOf(words) })).toEqual([]);
  await expect(rig.privacy.handlers.eraseCall({ id: call?.id ?? '' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('no single call is erased while one is on the line', async () => {
  const { rig, db } = await openFilled();
  addCall(db, { ...someone, state: 'accepted', outcome: null });
  await expect(rig.privacy.handlers.eraseCall({ id: idOfNth(db, 11) })).rejects.toMatchObject({
    code: 'erase_live_call',
  });
  expect(getCall(db, idOfNth(db, 11))).not.toBeNull();
});
