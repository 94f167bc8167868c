import { pathsIn } from '../../src/main/base/paths.ts';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import { listCallsAfter, removeCalls } from '../../src/main/storage/tables/erasure.ts';
import { formsOf, scan } from '../support/byte-scan.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import {
  callDetails,
  callHistory,
  dial,
  expectOutcome,
  goTo,
  historyRows,
  newestCall,
} from './steps.ts';

/** The double's browser keeps tabs with their fields for its next start; Electron has no such thing. */
const ofTheDouble = /^double-chromium-\d+\/Default\/Sessions\//;

test.use({ env: { HANDSET_PRACTICE_SPEED: '60' } });

test('a person is erased from the whole profile, after Handset has said what goes', async ({
  app,
}) => {
  const { page } = app;
  await dial(page, '98765 40000');
  await expectOutcome(page, 'completed');
  await expect
    .poll(async () => (await newestCall(page)).recording.state, { timeout: 20_000 })
    .toBe('saved');
  const call = await newestCall(page);
  await dial(page, '98765 50005');
  await expectOutcome(page, 'rejected');

  await goTo(page, 'History');
  await historyRows(page).nth(1).click();
  const detail = callDetails(page);
  await detail.getByRole('button', { name: 'Name this number' }).click();
  await detail.getByRole('textbox', { name: /^Name for/ }).fill('Quxzarine Rao');
  await detail.getByRole('button', { name: 'Save' }).click();
  await detail.getByRole('textbox', { name: 'Note' }).fill('afraid of spiders');
  await expect.poll(async () => (await callHistory(page))[1]?.note).toBe('afraid of spiders');
  await detail.getByRole('button', { name: 'Erase this person…' }).click();

  const group = page.getByRole('region', { name: 'Erase a person' });
  await expect(group.getByText('Quxzarine Rao')).toBeVisible();
  await expectAccessible(page);
  await group.getByRole('button', { name: 'Erase…' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Erase Quxzarine Rao?' });
  await expect(dialog).toContainText('1 call, 1 note and 1 recording go for good');
  const traces = {
    number: ['9876540000', '98765 40000'].flatMap(formsOf),
    name: formsOf('Quxzarine'),
    note: formsOf('afraid of spiders'),
    sid: formsOf(call.sid ?? ''),
  };
  const found = () => scan(app.userData, traces).filter((line) => !ofTheDouble.test(line));
  expect(found().join()).toContain('handset.db');
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await expect(group.getByText(/^Erased: 1 call and 1 recording/)).toBeVisible();

  expect((await callHistory(page)).map(({ customerNumber }) => customerNumber)).toEqual([
    '+919876550005',
  ]);
  await goTo(page, 'History');
  await expect(historyRows(page)).toHaveCount(1);
  await goTo(page, 'Contacts');
  await expect(page.getByText('Quxzarine')).toHaveCount(0);
  expect(found()).toEqual([]);
  await app.quit();
  expect(found()).toEqual([]);
  await app.start();
  expect(await callHistory(app.page)).toHaveLength(1);
});

test('keeping calls for a time asks before it removes', async ({ app }) => {
  const { page } = app;
  await dial(page, '98765 50005');
  await expectOutcome(page, 'rejected');
  await goTo(page, 'Settings');
  await page.getByRole('tab', { name: 'Privacy' }).click();
  const keep = page.getByRole('combobox', { name: 'Keep calls' });
  await keep.click();
  await page.getByRole('option', { name: '90 days' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Keep calls for 90 days only?' });
  await expect(dialog).toContainText('No call is older than that yet');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(keep).toHaveText('For ever');
  await keep.click();
  await page.getByRole('option', { name: '90 days' }).click();
  await dialog.getByRole('button', { name: 'Remove older calls' }).click();
  await expect(keep).toHaveText('90 days');
  const waits = /^Nothing is removed because of its age until Handset knows the time at Exotel/;
  await expect(page.getByText(waits)).toBeVisible();
  await expectAccessible(page);
  await app.restart();
  expect(await callHistory(app.page)).toHaveLength(1);
});

test('what went for its age is restored from the settings', async ({ app }) => {
  await dial(app.page, '98765 50005');
  await expectOutcome(app.page, 'rejected');
  const [call] = await callHistory(app.page);
  await app.quit();
  const db = openConnection(pathsIn(app.userData).database);
  removeCalls(db, listCallsAfter(db, 0, 10), Date.now());
  db.close();
  await app.start();
  expect(await callHistory(app.page)).toHaveLength(0);
  const { page } = app;
  await page.evaluate(() => handset.settings.update({ keepCallsDays: 30 }));
  await goTo(page, 'Settings');
  await page.getByRole('tab', { name: 'Privacy' }).click();
  const group = page.getByRole('region', { name: 'Privacy' });
  await expect(group.getByText(/^1 call was removed, the latest: /)).toBeVisible();
  await expectAccessible(page);
  await group.getByRole('button', { name: 'Restore' }).click();
  await expect(group.getByRole('status')).toHaveText(
    '1 call is back. Calls are kept for ever now.',
  );
  await expect(page.getByRole('combobox', { name: 'Keep calls' })).toHaveText('For ever');
  expect(await callHistory(page)).toEqual([call]);
});
