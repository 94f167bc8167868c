import { expect, test } from 'vitest';
import { createContactHandlers } from '../../../../src/main/contacts/contact-service.ts';
import { saveContact } from '../../../support/contacts.ts';
import { openTestDatabase } from '../../../support/test-database.ts';

function setUp() {
  const { db } = openTestDatabase();
  const contacts = createContactHandlers({
    db,
    now: () => 7,
    defaultCountry: () => 'IN',
    isPractice: () => false,
    changed: () => {},
  });
  const page = (offset: number, limit: number, text = '') => contacts.list({ text, offset, limit });
  const names = async (text: string) =>
    (await page(0, 100, text)).contacts.map(({ name, number }) => name || number);
  return { db, contacts, page, names };
}

test('pages hold everybody once: by name, then the numbers that are only marked', async () => {
  const { db, contacts, page } = setUp();
  const people = ['Zoya', 'asha', 'Meera', 'Ravi', 'Dev'];
  people.forEach((name, index) => {
    saveContact(db, { name, number: `+91987654321${index}` });
  });
  saveContact(db, { name: 'A story', number: '+919876543210', practice: true });
  for (const number of ['+919876543219', '+919876543218', '+919876543214'])
    await contacts.setDoNotCall({ number, on: true });
  const all = (await page(0, 100)).contacts;
  expect(
    all.map(({ id, name, number, doNotCall }) => [id !== null, name || number, doNotCall]),
  ).toEqual([
    [true, 'asha', false],
    [true, 'Dev', true],
    [true, 'Meera', false],
    [true, 'Ravi', false],
    [true, 'Zoya', false],
    [false, '+919876543218', true],
    [false, '+919876543219', true],
  ]);
  for (const limit of [1, 2, 3, 5, 6]) {
    const seen = [];
    for (let offset = 0; offset < 9; offset += limit) {
      const { contacts: part, total } = await page(offset, limit);
      expect(total).toBe(7);
      seen.push(...part);
    }
    expect(seen).toEqual(all);
  }
});

test('names are found in any case and spelling of any script, numbers in any format', async () => {
  const { db, contacts, names } = setUp();
  const people = ['José ÁLVAREZ', 'ЖАННА', 'ΟΔΥΣΣΕΑΣ', 'फ़ैज़ अहमद', 'Åsa'];
  people.forEach((name, index) => {
    saveContact(db, { name, number: `+91987654321${index}` });
  });
  await contacts.setDoNotCall({ number: '+912241499102', on: true });
  expect(await names('jose')).toEqual(['José ÁLVAREZ']);
  expect(await names('álvarez')).toEqual(['José ÁLVAREZ']);
  expect(await names('жанна')).toEqual(['ЖАННА']);
  expect(await names('οδυσσ')).toEqual(['ΟΔΥΣΣΕΑΣ']);
  // Each letter with its dot as one sign, and as two.
  expect(await names('\u095eै\u095b')).toEqual(['फ़ैज़ अहमद']);
  expect(await names('\u092b\u093cै\u091c\u093c')).toEqual(['फ़ैज़ अहमद']);
  expect(await names('0987 654-3213')).toEqual(['फ़ैज़ अहमद']);
  expect(await names('022 4149')).toEqual(['+912241499102']);
  expect(await names('asa 2241')).toEqual([]);
});
