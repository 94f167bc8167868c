import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { pathsIn } from '../../../../src/main/base/paths.ts';
import { openConnection } from '../../../../src/main/storage/database/connection.ts';
import { getCall, listUnsettled } from '../../../../src/main/storage/tables/calls.ts';
import { findContact, pageContacts } from '../../../../src/main/storage/tables/contacts.ts';
import { hasLiveCall } from '../../../../src/main/storage/tables/dial-queries.ts';
import {
  addMark,
  findMark,
  removeMarks,
} from '../../../../src/main/storage/tables/do-not-call-marks.ts';
import { removePerson } from '../../../../src/main/storage/tables/erasure.ts';
import { adoptOddContacts } from '../../../../src/main/storage/tables/odd-history.ts';
import { oddThings } from '../../../../src/main/storage/tables/odd-things.ts';
import { listWithoutEnd } from '../../../../src/main/storage/tables/unfinished-calls.ts';
import { dialInput } from '../../../support/compose-calls.ts';
import { saveContact } from '../../../support/contacts.ts';
import { numberOf, tamper, writeFullDatabase } from '../../../support/odd-database.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { addCall } from '../../../support/test-database.ts';
import { startWholeApp } from '../../../support/whole-app.ts';

/** A `practice` that is neither 0 nor 1, or a `settled`. */
const odd = [null, -1, 2, 0.5, 'real', Buffer.from([0, 255])];
const number = '+919876543277';
const others = '+919876543278';

/** A database with a change in it that its tables forbid. */
function openTampered(prepare: (db: Database) => void, change: (db: Database) => void): Database {
  const file = join(tempFolder(), 'handset.db');
  const made = openConnection(file);
  prepare(made);
  made.close();
  tamper(file, change);
  const db = openConnection(file);
  onTestFinished(() => void db.close());
  return db;
}

const all = { text: '', digits: '' };
const listed = (db: Database, practice: boolean) =>
  pageContacts(db, { ...all, practice }, 0, 50).rows.map((row) => [row.number, row.doNotCall]);

describe.each(odd)('a do-not-call mark with %o as its history', (value) => {
  let db: Database;
  beforeEach(() => {
    db = openTampered(
      (database) => {
        for (const practice of [false, true]) {
          addCall(database, { customerNumber: number, practice, id: `call-${practice}` });
          saveContact(database, { name: 'Asha', number, practice });
        }
        addMark(database, { practice: false, number, at: 7, source: 'agent', callId: null });
      },
      (database) => database.prepare('UPDATE do_not_call SET practice = ?').run(value),
    );
  });

  test('holds in both, for the dial, for contacts and for calls', () => {
    for (const practice of [false, true]) {
      expect(findMark(db, practice, number)).toMatchObject({ at: 7, source: 'agent' });
      expect(findContact(db, practice, number)).toMatchObject({ doNotCall: true });
      expect(getCall(db, `call-${practice}`)).toMatchObject({ doNotCall: true });
      expect(listed(db, practice)).toEqual([[number, true]]);
    }
    db.prepare('DELETE FROM contacts').run();
    for (const practice of [false, true]) expect(listed(db, practice)).toEqual([[number, true]]);
  });

  test.each([false, true])('taken away where practice is %s, it stays in the other', (practice) => {
    removeMarks(db, practice, number);
    expect(findMark(db, practice, number)).toBeNull();
    expect(findMark(db, !practice, number)).toMatchObject({ at: 7 });
  });

  test('goes with its person', () => {
    removePerson(db, number, false);
    expect(db.prepare('SELECT count(*) FROM do_not_call').pluck().get()).toBe(0);
  });
});

test('when Handset starts, such a mark refuses the dial and such a contact is listed', async () => {
  const profile = join(tempFolder(), 'profile');
  const template = join(tempFolder(), 'handset.db');
  const { database } = pathsIn(profile);
  writeFullDatabase(template);
  mkdirSync(dirname(database), { recursive: true });
  copyFileSync(template, database);
  tamper(database, (db) => {
    db.exec("UPDATE do_not_call SET practice = 'x'; UPDATE contacts SET practice = 2");
  });
  const app = await startWholeApp(profile);
  onTestFinished(() => app.close());
  const posts = app.provider.posts;
  const dial = { ...dialInput(numberOf(0)), confirmed: ['live_call' as const] };
  expect(await refusalOf(app.calls.dial(dial))).toBe('do_not_call');
  expect(app.provider.posts).toBe(posts);
  expect(app.handlers.contacts.list({ text: 'asha 0', offset: 0, limit: 5 })).toMatchObject({
    contacts: [{ name: 'Asha 0' }],
  });
});

test('a mark of one history does not hold in the other', async () => {
  const db = openTampered(
    (database) => {
      addMark(database, { practice: true, number, at: 7, source: 'agent', callId: null });
      addCall(database, { customerNumber: number, id: 'real' });
    },
    () => {},
  );
  expect(findMark(db, false, number)).toBeNull();
  expect(getCall(db, 'real')).toMatchObject({ doNotCall: false });
  expect(listed(db, false)).toEqual([]);
  expect(listed(db, true)).toEqual([[number, true]]);
});

describe.each(odd)('a contact with %o as its history', (value) => {
  test('is a real one, and named in diagnostics', async () => {
    const db = openTampered(
      (database) => {
        addCall(database, { customerNumber: number, id: 'real' });
        saveContact(database, { name: 'Asha', number, practice: true });
        saveContact(database, { name: 'Ravi', number: others, practice: true });
      },
      (database) => {
        database.prepare('UPDATE contacts SET practice = ? WHERE number = ?').run(value, number);
      },
    );
    adoptOddContacts(db);
    expect(listed(db, false)).toEqual([[number, false]]);
    expect(listed(db, true)).toEqual([[others, false]]);
    expect(findContact(db, false, number)).toMatchObject({ name: 'Asha' });
    expect(getCall(db, 'real')).toMatchObject({ customerName: 'Asha' });
    expect(oddThings(db)).toContain('contacts 1: practice');
  });

  test('costs itself alone where the number has a real contact, and goes with its person', async () => {
    const db = openTampered(
      (database) => {
        saveContact(database, { name: 'Asha', number });
        saveContact(database, { name: 'Asha of before', number, practice: true });
      },
      (database) => {
        database.prepare('UPDATE contacts SET practice = ? WHERE practice = 1').run(value);
      },
    );
    adoptOddContacts(db);
    expect(findContact(db, false, number)).toMatchObject({ name: 'Asha' });
    expect(listed(db, false)).toEqual([[number, false]]);
    removePerson(db, number, false);
    expect(db.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(0);
  });
});

test.each(odd)('a call with %o as settled is followed, and is under way', async (value) => {
  const db = openTampered(
    (database) => {
      addCall(database, { id: 'open', state: 'accepted', outcome: null });
      addCall(database, {
        id: 'lost',
        sid: 'sid-lost',
        state: 'no_final_status',
        outcome: 'no_final_status',
      });
    },
    (database) => database.prepare('UPDATE calls SET settled = ?').run(value),
  );
  expect(listUnsettled(db).map(({ id }) => id)).toEqual(['open']);
  expect(listWithoutEnd(db, 5, 5)).toEqual(['lost']);
  expect(hasLiveCall(db, false)).toBe(true);
});
