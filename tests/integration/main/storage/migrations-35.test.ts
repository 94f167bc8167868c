import { expect, test } from 'vitest';
import { migrate } from '../../../../src/main/storage/database/migrate.ts';
import { migrations } from '../../../../src/main/storage/migrations/index.ts';
import { pageContacts } from '../../../../src/main/storage/tables/contacts.ts';
import { addOldCall, findsIn, openOldDatabase } from '../../../support/old-database.ts';

test('35: what was written before is found in any spelling', () => {
  const db = openOldDatabase(31);
  const addContact = db.prepare(
    'INSERT INTO contacts (practice, number, name, name_key) VALUES (0, ?, ?, ?)',
  );
  // The keys of before: composed, and with their nukta.
  addContact.run('+919876543210', 'ज़ाकिर हुसैन', 'ज\u093cाकिर हुसैन');
  addContact.run('+912241499102', 'Đặng', 'đang');
  const zakir = addOldCall(db, { note: 'brother: 080-4718 9999', sid: 'AB12cd' });
  const dang = addOldCall(db, {
    customerNumber: '+912241499102',
    note: 'Größe XL',
    disposition: 'Köln',
  });
  const practice = addOldCall(db, { practice: true, note: 'geübt' });
  migrate(db, migrations);
  const found = {
    '\u095bाकिर': [zakir.id],
    जाकिर: [zakir.id],
    '8047189999': [zakir.id],
    AB12CD: [zakir.id],
    '09876543210': [zakir.id],
    GROSSE: [dang.id],
    dang: [dang.id],
    koln: [dang.id],
    '=köln=': [dang.id],
    geubt: [],
  };
  for (const [text, ids] of Object.entries(found))
    expect([text, findsIn(db, text)]).toEqual([text, ids]);
  expect(findsIn(db, 'geubt', true)).toEqual([practice.id]);
  for (const text of ['\u095bाकिर', 'dang'])
    expect(pageContacts(db, { practice: false, text, digits: '' }, 0, 10).total).toBe(1);
  expect(db.prepare('SELECT count(*) FROM call_search').pluck().get()).toBe(3);
});

test('35: an index that does not fit its rows is made anew', () => {
  const db = openOldDatabase(31);
  const call = addOldCall(db, { note: 'walnuts' });
  db.exec("DELETE FROM call_search; INSERT INTO call_search (rowid, text) VALUES (77, 'ghost')");
  migrate(db, migrations);
  expect(findsIn(db, 'walnut')).toEqual([call.id]);
  expect(findsIn(db, 'ghost')).toEqual([]);
  expect(db.prepare('SELECT rowid FROM call_search').pluck().all()).toEqual([1]);
});
