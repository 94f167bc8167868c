import { expect, test } from 'vitest';
import { createContactHandlers } from '../../../../src/main/contacts/contact-service.ts';
import { LateNames } from '../../../../src/main/contacts/late-names.ts';
import { countCalls } from '../../../../src/main/storage/tables/call-history.ts';
import { removePerson } from '../../../../src/main/storage/tables/erasure.ts';
import { listTextTables, writeTexts } from '../../../../src/main/storage/tables/text-columns.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { addCall, openTestDatabase } from '../../../support/test-database.ts';

const number = '+919876543210';
const calls = 350;
const log = { info: () => {}, warn: () => {}, error: () => {} };

async function setUp() {
  const database = openTestDatabase();
  database.db.transaction(() => {
    for (let index = 0; index < calls; index += 1) addCall(database.db, { customerNumber: number });
  })();
  addCall(database.db, { customerNumber: number, practice: true });
  const contacts = createContactHandlers({
    db: database.db,
    now: () => 7,
    defaultCountry: () => 'IN',
    isPractice: () => false,
    changed: () => {},
  });
  const { id } = await contacts.save({ id: null, name: 'Asha Rao', number, replace: false });
  const clock = new FakeClock();
  const found = (text: string) =>
    countCalls(database.db, {
      text,
      outcomes: [],
      practice: false,
      recordedOnly: false,
      results: [],
    });
  const left = () => database.db.prepare('SELECT count(*) FROM names_due').pluck().get();
  return { database, contacts, id, clock, found, left };
}

test('a contact of many calls is named in slices, the newest calls at once', async () => {
  const { database, clock, found } = await setUp();
  expect(found('Asha')).toBe(100);
  const names = new LateNames({ db: database.db, clock, log });
  let told = 0;
  names.finished.on(() => {
    told += 1;
  });
  names.start();
  const seen = [];
  while (clock.waiting > 0) {
    await clock.advance(50);
    seen.push(found('Asha'));
  }
  expect(seen).toEqual([200, 300, 350, 350]);
  expect(told).toBe(1);
  names.start();
  await clock.advance(1_000);
  expect(told).toBe(1);
  names.dispose();
});

test('killed in between, the next start goes on; another name meanwhile is the one that is found', async () => {
  const { database, contacts, id, clock, found } = await setUp();
  const first = new LateNames({ db: database.db, clock, log });
  first.start();
  await clock.advance(50);
  first.dispose();
  await contacts.save({ id, name: 'Meera Iyer', number, replace: false });
  database.reopen();
  const second = new LateNames({ db: database.db, clock, log });
  second.start();
  await clock.advance(1_000);
  expect([found('Asha'), found('Meera')]).toEqual([0, calls]);
  second.dispose();
});

test('a database that cannot be written is tried again, and nothing is lost', async () => {
  const { database, clock, found, left } = await setUp();
  const names = new LateNames({ db: database.db, clock, log });
  database.db.pragma('query_only = 1');
  names.start();
  await clock.advance(50);
  expect(found('Asha')).toBe(100);
  database.db.pragma('query_only = 0');
  await clock.advance(61_000);
  expect([found('Asha'), left()]).toEqual([calls, 0]);
  names.dispose();
});

test('erasing waits for no slice: no name of before stays in the index', async () => {
  const { database, contacts, id, found, left } = await setUp();
  await contacts.save({ id, name: 'Meera, once 22499102', number, replace: false });
  removePerson(database.db, '+912222499102', false);
  expect([found('Asha'), found('Meera'), left()]).toEqual([0, calls, 0]);
  const table = listTextTables(database.db).find(({ name }) => name === 'contacts');
  if (!table || id === null) throw new Error('no contacts');
  const texts = { name: 'Meera', name_key: 'meera' };
  writeTexts(database.db, table, id, texts, (record) => record);
  expect([found('22499102'), found('Meera'), left()]).toEqual([0, calls, 0]);
});

test('erasing a person leaves nothing to be named', async () => {
  const { database, clock, left } = await setUp();
  expect(left()).toBe(1);
  removePerson(database.db, number, false);
  expect(left()).toBe(0);
  const names = new LateNames({ db: database.db, clock, log });
  names.start();
  await clock.advance(1_000);
  names.dispose();
});
