import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import { callDetails, dial, expectOutcome, goTo, historyRows, newestCall } from './steps.ts';

async function openProfiles(page: Page): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('tab', { name: 'Call profiles' }).click();
}

test('a profile is made, corrected, chosen for one call, and told in its details', async ({
  app,
}) => {
  const { page } = app;
  await expect(page.getByRole('combobox', { name: 'Call profile' })).toBeHidden();
  await openProfiles(page);
  await page.getByRole('button', { name: 'Duplicate Standard' }).click();
  const form = page.getByRole('form', { name: 'New profile' });
  await form.getByLabel('Name').fill('Campaign');
  await form.getByRole('switch', { name: 'Record calls' }).click();
  await form.getByLabel('Ring time of each phone').fill('5');
  await form.getByText('Status callbacks').click();
  await form.getByRole('button', { name: 'Add status callback' }).click();
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Save profile' }).click();
  // The first field at fault has the focus; nothing was kept.
  await expect(form.getByLabel('Ring time of each phone')).toBeFocused();
  await expect(form.getByText('Enter a whole number from 10 to 120.')).toBeVisible();
  await expect(form.getByText('Enter a whole address that starts with http://')).toBeVisible();
  await expectAccessible(page);
  await form.getByLabel('Ring time of each phone').fill('45');
  await form.getByLabel('Address').fill('https://hooks.example.com/end');
  await form.getByRole('button', { name: 'Save profile' }).click();
  await expect(
    page.getByText('not recorded · rings 45 s · up to 4 h · 1 status callback'),
  ).toBeVisible();

  await goTo(page, 'Dial');
  await expect(page.getByRole('switch', { name: 'Record' })).toBeChecked();
  await page.getByRole('combobox', { name: 'Call profile' }).click();
  await page.getByRole('option', { name: 'Campaign' }).click();
  await expect(page.getByRole('switch', { name: 'Record' })).not.toBeChecked();
  await dial(page, '98765 40005');
  await expectOutcome(page, 'rejected');
  expect(await newestCall(page)).toMatchObject({
    dial: { profileName: 'Campaign', record: false },
  });
  // It was for one call: the default is back.
  await expect(page.getByRole('combobox', { name: 'Call profile' })).toHaveText('Standard');

  await goTo(page, 'History');
  await historyRows(page).first().click();
  const details = callDetails(page);
  await details.getByText('Technical details · 1 unusual answer').click();
  await expect(details.getByText('error_data.code 10706')).toBeVisible();
  await expect(details.getByText('Campaign')).toBeVisible();
  await expectAccessible(page);
  await details.getByRole('button', { name: 'Copy Placing the call' }).click();
  await expect.poll(async () => (await app.desktop.state()).clipboard).toContain('10706');
});

test('the default cannot be deleted; another one can, after a question', async ({ app }) => {
  const { page } = app;
  await openProfiles(page);
  await page.getByRole('button', { name: 'Add profile' }).click();
  await page.getByRole('button', { name: 'Save profile' }).click();
  await page.getByRole('button', { name: 'Make default' }).click();
  await expect(page.getByRole('button', { name: 'Delete New profile' })).toBeHidden();
  await page.getByRole('button', { name: 'Delete Standard' }).click();
  await page.getByRole('button', { name: 'Delete profile' }).click();
  await expect(page.getByRole('button', { name: 'Edit Standard' })).toBeHidden();
  await app.restart();
  await openProfiles(app.page);
  await expect(app.page.getByRole('button', { name: 'Edit New profile' })).toBeVisible();
  await expect(app.page.getByRole('button', { name: 'Edit Standard' })).toBeHidden();
});
