import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { useAccountOfNobody } from './provider.ts';
import {
  callDetails,
  callHistory,
  dial,
  expectOutcome,
  fillHistory,
  goTo,
  historyRows,
  newestCall,
  typeAtOnce,
} from './steps.ts';

test.use({ env: { HANDSET_PRACTICE_SPEED: '60' } });

/** What a call back would call, and what the list has chosen. */
async function expectShown(page: Page, number: string): Promise<void> {
  await expect(callDetails(page).getByRole('heading', { level: 2 })).toHaveText(number);
  const chosen = historyRows(page).and(page.locator('[aria-selected="true"]'));
  await expect(chosen).toHaveCount(1);
  await expect(chosen).toContainText(number);
}

test('the details show what the list has chosen, whatever was shown before', async ({ app }) => {
  const { page } = app;
  await fillHistory(page);
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
  expect(await callHistory(page)).toHaveLength(3);
  await page.getByRole('button', { name: 'Clear search and filter' }).click();
  await expect(historyRows(page)).toHaveCount(3);
  await expect(callDetails(page).getByText('Choose a call')).toBeVisible();

  await historyRows(page).filter({ hasText: '98765 40000' }).click();
  await page.getByRole('button', { name: /^Filter by how it ended/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'You did not answer' }).click();
  await page.keyboard.press('Escape');
  await expectShown(page, '+91 98765 60001');
});

test('Enter opens what the last arrow key chose, however fast the keys come', async ({ app }) => {
  const { page } = app;
  await fillHistory(page);
  await goTo(page, 'History');
  const list = page.getByRole('listbox', { name: 'Calls' });
  await expect(list).toBeFocused();
  await expect(historyRows(page)).toHaveCount(3);
  // The second arrow comes in the moment in which the first one's call has opened, Enter at once.
  await list.evaluate((element) => {
    const press = (key: string) =>
      element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    const screen = element.closest('.history');
    const observer = new MutationObserver(() => {
      observer.disconnect();
      press('ArrowDown');
      queueMicrotask(() => press('Enter'));
    });
    observer.observe(screen ?? element, { attributes: true, attributeFilter: ['data-open'] });
    press('ArrowDown');
  });
  await expectShown(page, '+91 98765 50005');
  await page.keyboard.press('ArrowDown');
  await expectShown(page, '+91 98765 40000');
});

test('find and call back: Ctrl+K, text, Enter, C', async ({ app }) => {
  const { page } = app;
  await fillHistory(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('50005');
  await page.keyboard.press('Enter');
  await expectShown(page, '+91 98765 50005');
  await page.keyboard.press('c');
  await expect.poll(async () => (await callHistory(page)).length).toBe(4);
  expect((await newestCall(page)).customerNumber).toBe('+919876550005');
});

test('keys that come before the answer wait for it', async ({ app }) => {
  const { page } = app;
  await fillHistory(page);
  await goTo(page, 'History');
  await historyRows(page).filter({ hasText: '98765 40000' }).click();
  await page.keyboard.press('Control+k');
  await typeAtOnce(page, '50005', ['Enter', 'c']);
  await expect.poll(async () => (await callHistory(page)).length).toBe(4);
  expect((await newestCall(page)).customerNumber).toBe('+919876550005');
});

test('a call from elsewhere is brought into the list, whatever it was narrowed to', async ({
  app,
}) => {
  const { page } = app;
  await fillHistory(page);
  await goTo(page, 'History');
  const search = page.getByRole('searchbox', { name: 'Search calls' });
  await search.fill('50005');
  await expectShown(page, '+91 98765 50005');
  const oldest = (await callHistory(page)).at(-1);
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
  expect(await callHistory(page, true)).toHaveLength(1);
  expect(await callHistory(page, false)).toHaveLength(0);
});

test('side by side from 960 pixels; below, what is found shows as a list', async ({ app }) => {
  const { page } = app;
  await fillHistory(page);
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
