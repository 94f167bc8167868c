import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { addContact } from '../../src/main/storage/tables/contacts.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import {
  answerOf,
  callHistory,
  dial,
  expectOutcome,
  goTo,
  newestCall,
  numberField,
  typeAtOnce,
} from './steps.ts';

test.use({ env: { HANDSET_PRACTICE_SPEED: '60' } });

async function save(page: Page, name: string, number: string): Promise<void> {
  const input = { id: null, name, number, replace: false };
  answerOf(await page.evaluate((contact) => handset.contacts.save(contact), input));
}

async function mark(page: Page, number: string): Promise<void> {
  answerOf(
    await page.evaluate((n) => handset.contacts.setDoNotCall({ number: n, on: true }), number),
  );
}

async function known(page: Page, number: string) {
  const found = answerOf(await page.evaluate((n) => handset.contacts.find({ number: n }), number));
  return { name: found.contact?.name ?? null, marked: found.mark !== null };
}

const rows = (page: Page): Locator =>
  page.getByRole('list', { name: 'Contacts' }).getByRole('listitem');
const dialog = (page: Page): Locator => page.getByRole('dialog');
const search = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search contacts' });

test('thousands: few rows exist, a search answers at each key, every row can be come to', async ({
  app,
}) => {
  await app.quit();
  const db = new Database(join(app.userData, 'handset.db'));
  db.transaction(() => {
    for (let index = 0; index < 3000; index += 1) {
      const name = `Person ${String(index).padStart(4, '0')}`;
      addContact(db, { practice: true, name, number: `+9198200${10_000 + index}` });
    }
  })();
  db.close();
  await app.start();
  const { page } = app;
  await goTo(page, 'Contacts');
  await expect(page.getByText('3,000 contacts')).toBeVisible();
  await expect(rows(page).first()).toContainText('Person 0000');
  expect(await rows(page).count()).toBeLessThan(120);
  await page.keyboard.press('End');
  await expect(rows(page).last()).toContainText('Person 2999');
  expect(await rows(page).count()).toBeLessThan(120);

  await page.keyboard.press('Control+k');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('person 1234');
  await expect(page.getByText('1 contact', { exact: true })).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(rows(page).getByRole('button', { name: /^Person 1234/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('textbox', { name: 'Name' })).toHaveValue('Person 1234');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expect(page.getByText('3,000 contacts')).toBeVisible();
});

test('find and call: Ctrl+K, text, Enter, C', async ({ app }) => {
  const { page } = app;
  await save(page, 'Asha Rao', '98765 40005');
  await save(page, 'Bimal Sen', '98765 50006');
  await goTo(page, 'Contacts');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('bimal');
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).getByRole('button', { name: /^Bimal Sen/ })).toBeFocused();
  await page.keyboard.press('c');
  await expect.poll(async () => (await callHistory(page)).length).toBe(1);
  expect((await newestCall(page)).customerNumber).toBe('+919876550006');
});

test('keys that come before the answer are the find’s, not those of who was there before', async ({
  app,
}) => {
  const { page } = app;
  await save(page, 'Asha Rao', '98765 40005');
  await save(page, 'Bimal Sen', '98765 50006');
  await goTo(page, 'Contacts');
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press('Control+k');
  await typeAtOnce(page, 'bimal', ['Enter', 'c']);
  await expect.poll(async () => (await callHistory(page)).length).toBe(1);
  expect((await newestCall(page)).customerNumber).toBe('+919876550006');
});

test('Enter where nothing is searched takes nothing from who goes on typing', async ({ app }) => {
  const { page } = app;
  // Handset listens to keys.
  await expect(numberField(page)).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('bimal');
  await expect(page.getByRole('searchbox')).toHaveValue('bimal');
});

test('arrow keys move through the list, and a row tells all that matters', async ({ app }) => {
  const { page } = app;
  await dial(page, '98765 40002');
  await expectOutcome(page, 'customer_unanswered');
  await save(page, 'Asha Rao', '98765 40002');
  await save(page, 'Bimal Sen', '98765 50006');
  await mark(page, '+919876550006');
  await goTo(page, 'Contacts');
  const asha = rows(page).getByRole('button', { name: /^Asha Rao/ });
  const bimal = rows(page).getByRole('button', { name: /^Bimal Sen/ });
  await expect(asha).toBeFocused();
  await expect(asha).toContainText(/\+91 98765 40002.*Last called today, \d+:\d\d [ap]m/);
  await expect(bimal).toContainText(/\+91 98765 50006.*Do not call.*Never called/);
  await page.keyboard.press('ArrowDown');
  await expect(bimal).toBeFocused();
  await page.keyboard.press('Home');
  await expect(asha).toBeFocused();
  await expectAccessible(page);
});

test('the form begins at the name, and says what is missing in Handset’s own words', async ({
  app,
}) => {
  const { page } = app;
  await goTo(page, 'Contacts');
  await page.getByRole('button', { name: 'Add contact' }).click();
  const name = dialog(page).getByRole('textbox', { name: 'Name' });
  const number = dialog(page).getByRole('textbox', { name: 'Number' });
  await expect(name).toBeFocused();
  await name.press('Enter');
  await expect(dialog(page).getByText('Enter a name.')).toBeVisible();
  await expect(name).toBeFocused();
  await name.fill('Asha');
  await name.press('Enter');
  await expect(dialog(page).getByText('Enter a phone number.')).toBeVisible();
  await expect(number).toBeFocused();
  await number.fill('12345');
  await number.press('Enter');
  await expect(number).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog(page)).not.toContainText('dialled');
  await expectAccessible(page);
  await number.fill('98765 40000');
  await number.press('Enter');
  await expect(rows(page)).toHaveCount(1);
});

test('the form speaks Hindi', async ({ app }) => {
  const { page } = app;
  answerOf(await page.evaluate(() => handset.settings.update({ language: 'hi' })));
  await page.getByRole('navigation').getByRole('link', { name: 'संपर्क' }).click();
  await page.getByRole('button', { name: 'संपर्क जोड़ें' }).click();
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByText('नाम लिखें।')).toBeVisible();
});

test('a number that is somebody’s already: the agent decides who keeps it', async ({ app }) => {
  const { page } = app;
  await save(page, 'Asha', '98765 40000');
  await mark(page, '+919876540000');
  await goTo(page, 'Contacts');
  await page.getByRole('button', { name: 'Add contact' }).click();
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('Bimal');
  await dialog(page).getByRole('textbox', { name: 'Number' }).fill('098765-40000');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('+91 98765 40000 already belongs to Asha.');
  await expect(question).toContainText('Replace Asha with Bimal?');
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(await known(page, '+919876540000')).toEqual({ name: 'Asha', marked: true });
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await question.getByRole('button', { name: 'Replace Asha' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText('Bimal');
  expect(await known(page, '+919876540000')).toEqual({ name: 'Bimal', marked: true });
});

test('editing a number moves the contact, and no mark is lost on the way', async ({ app }) => {
  const { page } = app;
  await save(page, 'Bimal', '98765 50000');
  await save(page, 'Chitra', '98765 40001');
  await mark(page, '+919876540001');
  await goTo(page, 'Contacts');
  await rows(page).filter({ hasText: 'Bimal' }).getByRole('button', { name: 'Edit Bimal' }).click();
  await dialog(page).getByRole('textbox', { name: 'Number' }).fill('98765 40001');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Replace Chitra' }).click();
  await expect(rows(page)).toHaveCount(1);
  expect(await known(page, '+919876540001')).toEqual({ name: 'Bimal', marked: true });
  expect(await known(page, '+919876550000')).toEqual({ name: null, marked: false });

  await page.getByRole('button', { name: 'Edit Bimal' }).click();
  await dialog(page).getByRole('textbox', { name: 'Number' }).fill('98765 60000');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(rows(page)).toHaveCount(2);
  expect(await known(page, '+919876560000')).toEqual({ name: 'Bimal', marked: true });
  expect(await known(page, '+919876540001')).toEqual({ name: null, marked: true });
});

test('a marked number without a name is listed; taking the mark away asks', async ({ app }) => {
  const { page } = app;
  await mark(page, '+919876540001');
  await goTo(page, 'Contacts');
  await expect(rows(page).first()).toContainText(/\+91 98765 40001.*No name.*Do not call/);
  await rows(page).first().getByRole('button', { name: '+91 98765 40001 No name' }).click();
  const mark1 = dialog(page).getByRole('switch', { name: 'Do not call' });
  await mark1.click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Allow calls to +91 98765 40001?');
  await expect(question).toContainText('You marked it “do not call” (today).');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(mark1).toBeChecked();
  await mark1.click();
  await question.getByRole('button', { name: 'Take the mark away' }).click();
  await expect(mark1).not.toBeChecked();
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('No contacts yet')).toBeVisible();
  expect(await known(page, '+919876540001')).toEqual({ name: null, marked: false });
});

test('removing asks, and says that the mark stays', async ({ app }) => {
  const { page } = app;
  await save(page, 'Chitra', '98765 40001');
  await mark(page, '+919876540001');
  await goTo(page, 'Contacts');
  await page.getByRole('button', { name: 'Remove Chitra' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('+91 98765 40001 stays marked “do not call”.');
  await question.getByRole('button', { name: 'Remove' }).click();
  await expect(rows(page).first()).toContainText('No name');
  expect(await known(page, '+919876540001')).toEqual({ name: null, marked: true });
});
