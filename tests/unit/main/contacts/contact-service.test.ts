import { expect, test } from 'vitest';
import { createContacts, understandNumber } from '../../../../src/main/contacts/contact-service.ts';
import { addCall, openBook } from '../../../support/book.ts';

function setUp() {
  const book = openBook();
  let told = 0;
  const contacts = createContacts({
    db: book.db,
    defaultCountry: () => 'IN',
    changed: () => {
      told += 1;
    },
  });
  const names = async (text: string) => (await contacts.list({ text })).map(({ name }) => name);
  return { book, contacts, names, told: () => told };
}

test('one contact per number: saving a known number changes its contact', async () => {
  const { contacts, told } = setUp();
  const first = await contacts.save({ name: 'Asha', number: '98765 43210', doNotCall: false });
  const second = await contacts.save({
    name: 'Asha Rao',
    number: '+919876543210',
    doNotCall: true,
  });
  expect(second).toEqual({ ...first, name: 'Asha Rao', doNotCall: true });
  expect(first).toMatchObject({ number: '+919876543210', display: '+91 98765 43210' });
  expect(await contacts.list({ text: '' })).toEqual([second]);
  expect(told()).toBe(2);
});

test('the list is by name, and searched by name and number', async () => {
  const { contacts, names } = setUp();
  await contacts.save({ name: 'vikas', number: '9876543211', doNotCall: false });
  await contacts.save({ name: 'Asha', number: '9876543210', doNotCall: false });
  await contacts.save({ name: '100% Fit', number: '02241499102', doNotCall: false });
  expect(await names('')).toEqual(['100% Fit', 'Asha', 'vikas']);
  expect(await names('AS')).toEqual(['Asha', 'vikas']);
  expect(await names('98765 43211')).toEqual(['vikas']);
  expect(await names('0987 65')).toEqual(['Asha', 'vikas']);
  expect(await names('%')).toEqual(['100% Fit']);
  expect(await names('nobody')).toEqual([]);
});

test('removing, once', async () => {
  const { contacts, names } = setUp();
  const { id } = await contacts.save({ name: 'Asha', number: '9876543210', doNotCall: false });
  await contacts.remove({ id });
  expect(await names('')).toEqual([]);
  expect(() => contacts.remove({ id })).toThrow('not_found');
});

test('what is no number is not saved', () => {
  const { contacts, told } = setUp();
  expect(() => contacts.save({ name: 'Asha', number: '12', doNotCall: false })).toThrow(
    'number_invalid',
  );
  expect(told()).toBe(0);
});

test('a number is understood with what the book knows of it', async () => {
  const { book, contacts } = setUp();
  const understand = (text: string) => understandNumber(book.db, text, 'IN', () => 'busy');
  expect(understand('98765 43210')).toMatchObject({
    e164: '+919876543210',
    name: null,
    lastCalledAt: null,
    doNotCall: false,
    practiceStory: 'busy',
  });
  await contacts.save({ name: 'Asha', number: '9876543210', doNotCall: true });
  addCall(book.db);
  const { createdAt } = addCall(book.db);
  expect(understand('0987 6543 210')).toMatchObject({
    name: 'Asha',
    lastCalledAt: createdAt,
    doNotCall: true,
  });
  expect(understand('987')).toMatchObject({ valid: false, name: null, practiceStory: null });
});
