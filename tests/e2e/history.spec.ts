import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { useAccountOfNobody } from './provider.ts';
import {
  book,
  callDetails,
  dial,
  expectOutcome,
  goTo,
  historyRows,
  newestCall,
  wrapUp,
} from './steps.ts';

test.use({ env: { HANDSET_PRACTICE_SPEED: '60' } });

/** Three calls, oldest first: talked, refused, not answered by the agent. */
async function fillBook(page: Page): Promise<void> {
  await dial(page, '98765 40000');
  await expectOutcome(page, 'completed');
  await dial(page, '98765 50005');
  await expectOutcome(page, 'rejected');
  await dial(page, '98765 60001');
  await expectOutcome(page, 'agent_unanswered');
}

test('newest first; found by number in any format, by note, by outcome', async ({ app }) => {
  const { page } = app;
  await fillBook(page);
  expect(await book(page, true)).toHaveLength(3);
  expect(await book(page, false)).toEqual([]);
  await wrapUp(page).getByRole('textbox', { name: 'Note' }).fill('Wants the blue sofa');
  await expect(wrapUp(page).getByText('Saved', { exact: true })).toBeVisible();

  await goTo(page, 'History');
  const rows = historyRows(page);
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText('+91 98765 60001');
  await expect(rows.nth(1)).toContainText('+91 98765 50005');
  await expect(rows.nth(2)).toContainText('+91 98765 40000');

  const search = page.getByRole('searchbox', { name: 'Search calls' });
  for (const [text, number] of [
    ['098765-40000', '+91 98765 40000'],
    ['+91 (98765) 50 005', '+91 98765 50005'],
    ['50005', '+91 98765 50005'],
    ['blue sof', '+91 98765 60001'],
  ] as const) {
    await search.fill(text);
    await expect(rows).toHaveCount(1);
    await expect(rows.first()).toContainText(number);
  }
  await search.fill('nobody of this name');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await search.fill('');
  await expect(rows).toHaveCount(3);

  await page.getByRole('button', { name: /^Filter by how it ended/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Refused' }).click();
  await page.keyboard.press('Escape');
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText('+91 98765 50005');
});

test('the search stands with what it found; elsewhere a new one begins', async ({ app }) => {
  const { page } = app;
  await fillBook(page);
  await goTo(page, 'History');
  const search = page.getByRole('searchbox', { name: 'Search calls' });
  await search.fill('50005');
  await expect(historyRows(page)).toHaveCount(1);
  await goTo(page, 'Settings');
  await expect(search).toHaveValue('');
  await search.press('Escape');
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await goTo(page, 'History');
  await expect(search).toHaveValue('50005');
  await expect(historyRows(page)).toHaveCount(1);
  await goTo(page, 'Dial');
  await search.pressSequentially('60001');
  await expect(search).toHaveValue('60001');
  await expect(historyRows(page)).toHaveCount(1);
  await expect(historyRows(page).first()).toContainText('+91 98765 60001');
});

test('the detail tells how it went, keeps note and result, and calls back', async ({ app }) => {
  const { page } = app;
  await dial(page, '98765 40000');
  const call = await expectOutcome(page, 'completed');
  await goTo(page, 'History');
  await historyRows(page).first().click();
  const detail = callDetails(page);
  await expect(detail.getByText('+91 98765 40000').first()).toBeVisible();
  await expect(detail.getByText(/^Talked \d+ s$/)).toBeVisible();
  await expect(detail.getByText('Customer’s phone was called').first()).toBeVisible();
  await expect(detail.getByText(/^You talked for \d+ s$/)).toBeVisible();
  // What support asks for is closed until it is asked for.
  const sid = detail.getByText(call.sid ?? 'no sid').first();
  await expect(sid).toBeHidden();
  await detail.getByText('Technical details').click();
  await expect(sid).toBeVisible();
  await expect(detail.getByText('Exotel accepted the call')).toBeVisible();
  await expect(detail.getByText('worked out from times').first()).toBeVisible();

  await detail.getByRole('textbox', { name: 'Note' }).fill('Send the offer on Monday');
  await expect.poll(async () => (await newestCall(page)).note).toBe('Send the offer on Monday');
  await detail.getByRole('radio', { name: 'Interested', exact: true }).click();
  await expect.poll(async () => (await newestCall(page)).disposition).toBe('interested');

  await app.restart();
  expect(await newestCall(app.page)).toMatchObject({
    note: 'Send the offer on Monday',
    disposition: 'interested',
  });
  await goTo(app.page, 'History');
  await historyRows(app.page).first().click();
  await app.page.getByRole('button', { name: 'Call back' }).click();
  await expect.poll(async () => (await book(app.page)).length).toBe(2);
  expect(await newestCall(app.page)).toMatchObject({
    customerNumber: call.customerNumber,
    source: 'history',
  });
});

test('by keyboard alone: the list has the keys; arrows move, Enter opens, C calls back', async ({
  app,
}) => {
  const { page } = app;
  await dial(page, '98765 40005');
  await expectOutcome(page, 'rejected');
  await dial(page, '98765 50006');
  await expectOutcome(page, 'rejected');
  await goTo(page, 'History');
  await expect(historyRows(page)).toHaveCount(2);
  await expect(page.getByRole('listbox', { name: 'Calls' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(callDetails(page)).toContainText('98765 40005');
  await page.keyboard.press('Home');
  await expect(callDetails(page)).toContainText('98765 50006');
  await page.keyboard.press('PageDown');
  await expect(callDetails(page)).toContainText('98765 40005');
  await page.keyboard.press('c');
  await expect.poll(async () => (await book(page)).length).toBe(3);
  expect((await newestCall(page)).customerNumber).toBe('+919876540005');
});

test('who types keeps the keys when the history opens', async ({ app }) => {
  const { page } = app;
  await fillBook(page);
  const search = page.getByRole('searchbox', { name: 'Search calls' });
  await search.pressSequentially('98765 5');
  await expect(historyRows(page)).toHaveCount(1);
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('98765 5');
});

test('a number gets a name, which every list then shows', async ({ app }) => {
  const { page } = app;
  await dial(page, '98765 40005');
  await expectOutcome(page, 'rejected');
  await goTo(page, 'History');
  await historyRows(page).first().click();
  await page.getByRole('button', { name: 'Name this number' }).click();
  await page.getByRole('textbox', { name: /^Name for/ }).fill('Asha Rao');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(historyRows(page).first()).toContainText('Asha Rao');
  await page.getByRole('searchbox', { name: 'Search calls' }).fill('asha');
  await expect(historyRows(page)).toHaveCount(1);
  await goTo(page, 'Contacts');
  await expect(page.getByText('Asha Rao').first()).toBeVisible();
});

/** What a call back would call, and what the list has chosen. */
async function expectShown(page: Page, number: string): Promise<void> {
  await expect(callDetails(page).getByRole('heading', { level: 2 })).toHaveText(number);
  const chosen = historyRows(page).and(page.locator('[aria-selected="true"]'));
  await expect(chosen).toHaveCount(1);
  await expect(chosen).toContainText(number);
}

test('the details show what the list has chosen, whatever was shown before', async ({ app }) => {
  const { page } = app;
  await fillBook(page);
  await goTo(page, 'History');
  await historyRows(page).filter({ hasText: '98765 40000' }).click();
  await expectShown(page, '+91 98765 40000');
  const search = page.getByRole('searchbox', { name: 'Search calls' });

  await search.fill('50005');
  await expectShown(page, '+91 98765 50005');
  await search.fill('nobody of this name');
  await expect(callDetails(page).getByText('No call to show')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Call back' })).toHaveCount(0);
  await search.press('Enter');
  await page.keyboard.press('c');
  expect(await book(page)).toHaveLength(3);
  await page.getByRole('button', { name: 'Clear search and filter' }).click();
  await expect(historyRows(page)).toHaveCount(3);
  await expect(callDetails(page).getByText('Choose a call')).toBeVisible();

  await historyRows(page).filter({ hasText: '98765 40000' }).click();
  await page.getByRole('button', { name: /^Filter by how it ended/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'You did not answer' }).click();
  await page.keyboard.press('Escape');
  await expectShown(page, '+91 98765 60001');
});

test('find and call back: Ctrl+K, text, Enter, C', async ({ app }) => {
  const { page } = app;
  await fillBook(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('50005');
  await page.keyboard.press('Enter');
  await expectShown(page, '+91 98765 50005');
  await page.keyboard.press('c');
  await expect.poll(async () => (await book(page)).length).toBe(4);
  expect((await newestCall(page)).customerNumber).toBe('+919876550005');
});

test('keys that come before the answer wait for it', async ({ app }) => {
  const { page } = app;
  await fillBook(page);
  await goTo(page, 'History');
  await historyRows(page).filter({ hasText: '98765 40000' }).click();
  await page.keyboard.press('Control+k');
  // No time between the keys for the list to change.
  await page.evaluate(() => {
    const search = document.querySelector<HTMLInputElement>('input[type="search"]');
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    write?.call(search, '50005');
    search?.dispatchEvent(new Event('input', { bubbles: true }));
    for (const key of ['Enter', 'c']) {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    }
  });
  await expect.poll(async () => (await book(page)).length).toBe(4);
  expect((await newestCall(page)).customerNumber).toBe('+919876550005');
});

test('a call from elsewhere is brought into the list, whatever it was narrowed to', async ({
  app,
}) => {
  const { page } = app;
  await fillBook(page);
  await goTo(page, 'History');
  const search = page.getByRole('searchbox', { name: 'Search calls' });
  await search.fill('50005');
  await expectShown(page, '+91 98765 50005');
  const oldest = (await book(page)).at(-1);
  await page.evaluate((id) => {
    location.hash = `#/history/${id}`;
  }, oldest?.id);
  await expectShown(page, '+91 98765 40000');
  await expect(search).toHaveValue('');
});

test('a practice call is not called again on a real account, by button or key', async ({ app }) => {
  const { page } = app;
  await dial(page, '98765 40005');
  await expectOutcome(page, 'rejected');
  await useAccountOfNobody(app);
  await goTo(page, 'History');
  await page.getByRole('radio', { name: 'Practice calls' }).click();
  await historyRows(page).first().click();
  const detail = callDetails(page);
  await expect(detail.getByText(/^This is a practice call\./)).toBeVisible();
  await expect(detail.getByRole('button', { name: 'Call back' })).toHaveCount(0);
  // Its name and its mark would be those of the real account.
  await expect(detail.getByRole('switch', { name: 'Do not call' })).toHaveCount(0);
  await page.keyboard.press('c');
  await expect(page.getByRole('region', { name: 'History' }).getByRole('alert')).toContainText(
    'This is a practice call.',
  );
  expect(await book(page, true)).toHaveLength(1);
  expect(await book(page, false)).toHaveLength(0);
});

test('side by side from 960 pixels; below, what is found shows as a list', async ({ app }) => {
  const { page } = app;
  await fillBook(page);
  await goTo(page, 'History');
  await app.resize(1040, 800);
  await historyRows(page).first().click();
  await expect(callDetails(page)).toBeVisible();
  await expect(historyRows(page).first()).toBeVisible();
  await app.resize(700, 800);
  await expect(callDetails(page)).toBeVisible();
  await expect(historyRows(page).first()).toBeHidden();
  const search = page.getByRole('searchbox', { name: 'Search calls' });
  await search.fill('40000');
  await expect(callDetails(page)).toBeHidden();
  await expect(historyRows(page)).toHaveCount(1);
  await search.press('Enter');
  await page.keyboard.press('Enter');
  await expect(callDetails(page)).toContainText('98765 40000');
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await expect(page.getByRole('listbox', { name: 'Calls' })).toBeFocused();
});

test('what an agent needs first stands first; erasing stands apart', async ({ app }) => {
  const { page } = app;
  await dial(page, '98765 40000');
  await expectOutcome(page, 'completed');
  await goTo(page, 'History');
  await historyRows(page).first().click();
  const detail = callDetails(page);
  await expect(detail.getByRole('heading', { level: 3 }).last()).toHaveText('Erase');
  const order = [
    detail.getByRole('button', { name: 'Call back' }),
    detail.getByRole('radiogroup'),
    detail.getByRole('textbox', { name: 'Note' }),
    detail.getByRole('switch', { name: 'Do not call' }),
    detail.getByRole('heading', { name: 'How it went' }),
    detail.getByText('Technical details'),
    detail.getByRole('button', { name: 'Erase this person…' }),
  ];
  const tops = await Promise.all(order.map(async (each) => (await each.boundingBox())?.y ?? 0));
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  await expect(detail).not.toContainText(/inferred|computed|legs/i);
});
