import { expect, test } from 'vitest';
import { createContactHandlers } from '../../../../src/main/contacts/contact-service.ts';
import { lookUpNumber } from '../../../../src/main/dialing/look-up-number.ts';
import { saveContact } from '../../../support/contacts.ts';
import { addCall, openTestDatabase } from '../../../support/test-database.ts';

const fresh = { id: null, replace: false };

function setUp(practice = false) {
  const database = openTestDatabase();
  let told = 0;
  const contacts = createContactHandlers({
    db: database.db,
    now: () => 7,
    defaultCountry: () => 'IN',
    isPractice: () => practice,
    changed: () => {
      told += 1;
    },
  });
  const list = (text = '') => contacts.list({ text, offset: 0, limit: 100 });
  const names = async (text: string) => (await list(text)).contacts.map(({ name }) => name);
  return { database, contacts, list, names, told: () => told };
}

test('one contact per number: another one is not overwritten without a word', async () => {
  const { contacts, list, told } = setUp();
  const asha = await contacts.save({ ...fresh, name: 'Asha', number: '98765 43210' });
  expect(asha).toMatchObject({ number: '+919876543210', display: '+91 98765 43210' });
  const bimal = { ...fresh, name: 'Bimal', number: '+919876543210' };
  expect(() => contacts.save(bimal)).toThrow(
    expect.objectContaining({
      code: 'contact_exists',
      params: { name: 'Asha', number: '+91 98765 43210' },
    }),
  );
  expect(await list()).toEqual({ contacts: [asha], total: 1 });
  expect(told()).toBe(1);
  const replaced = await contacts.save({ ...bimal, replace: true });
  expect(await list()).toEqual({ contacts: [replaced], total: 1 });
  expect(replaced.name).toBe('Bimal');
});

test('the list is by name, and searched by name and number', async () => {
  const { contacts, names } = setUp();
  await contacts.save({ ...fresh, name: 'vikas', number: '9876543211' });
  await contacts.save({ ...fresh, name: 'Asha', number: '9876543210' });
  await contacts.save({ ...fresh, name: '100% Fit', number: '02241499102' });
  expect(await names('')).toEqual(['100% Fit', 'Asha', 'vikas']);
  expect(await names('AS')).toEqual(['Asha', 'vikas']);
  expect(await names('98765 43211')).toEqual(['vikas']);
  expect(await names('0987 65')).toEqual(['Asha', 'vikas']);
  expect(await names('%')).toEqual(['100% Fit']);
  expect(await names('nobody')).toEqual([]);
});

test('removing, once', async () => {
  const { contacts, names } = setUp();
  const { id } = await contacts.save({ ...fresh, name: 'Asha', number: '9876543210' });
  await contacts.remove({ id: id ?? 0 });
  expect(await names('')).toEqual([]);
  expect(() => contacts.remove({ id: id ?? 0 })).toThrow('not_found');
});

test('what is no number, or no name, is not saved', () => {
  const { contacts, told } = setUp();
  expect(() => contacts.save({ ...fresh, name: 'Asha', number: '12' })).toThrow(
    'contact_number_invalid',
  );
  expect(() => contacts.save({ ...fresh, name: ' ', number: '9876543210' })).toThrow(
    'contact_name_empty',
  );
  expect(told()).toBe(0);
});

test('a number is understood with what its history knows of it', async () => {
  const { database } = setUp();
  const understand = (text: string, practice = false) =>
    lookUpNumber(database.db, text, { defaultCountry: 'IN', practice });
  const nothing = { name: null, lastCalledAt: null, doNotCall: false };
  const e164 = '+919876543210';
  expect(understand('98765 43210')).toMatchObject({ e164, ...nothing, practiceStory: null });
  saveContact(database.db, { name: 'Asha', number: e164, doNotCall: true });
  addCall(database.db);
  const { createdAt } = addCall(database.db);
  expect(understand('0987 6543 210')).toMatchObject({
    name: 'Asha',
    lastCalledAt: createdAt,
    doNotCall: true,
  });
  expect(understand('98765 43210', true)).toMatchObject({ e164, ...nothing });
  expect(understand('98765 40005', true).practiceStory).toBe('busy');
  expect(understand('987')).toMatchObject({ valid: false, name: null, practiceStory: null });
  expect(understand('98765 43210, 98765 43211').candidates).toMatchObject([
    { e164, name: 'Asha' },
    { e164: '+919876543211', name: null },
  ]);
});
