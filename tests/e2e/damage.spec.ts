import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
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

test('a damaged database: set aside, said until put away, and the next call is kept', async ({
  app,
}) => {
  await app.quit();
  const database = join(app.userData, 'handset.db');
  writeFileSync(database, 'no database');
  await app.start();
  const notice = app.page.locator('[data-notice="database_emptied"]');
  await expect(notice).toContainText('there was no good backup');
  await expect(notice).toContainText(join(app.userData, 'damaged'));
  // Calls were lost: this is no mere advice.
  await expect(notice).toHaveAttribute('data-tone', 'failed');
  await expectAccessible(app.page);
  const damaged = join(app.userData, 'damaged');
  expect(readdirSync(damaged).map((name) => readFileSync(join(damaged, name), 'utf8'))).toEqual([
    'no database',
  ]);

  await dial(app.page, '98765 40000');
  await expectOutcome(app.page, 'completed');
  const call = await newestCall(app.page);
  await app.restart();
  const again = app.page.locator('[data-notice="database_emptied"]');
  await expect(again).toBeVisible();
  expect((await newestCall(app.page)).id).toBe(call.id);
  await again.getByRole('button').click();
  await expect(again).toHaveCount(0);
});

test('an odd row and odd documents: said, nothing else is lost, and it is not called again', async ({
  app,
}) => {
  await dial(app.page, '98765 40000');
  await expectOutcome(app.page, 'completed');
  await app.quit();
  const file = new SqliteDatabase(join(app.userData, 'handset.db'));
  file.exec(`
    UPDATE calls SET facts = json_set(facts, '$.legs', 'constructor', '$.createdAt', 1e300);
    INSERT OR REPLACE INTO documents (key, value) VALUES ('settings', '{"theme":"mauve"}');
    INSERT OR REPLACE INTO documents (key, value) VALUES ('profiles', '"constructor"')`);
  file.close();
  await app.start();
  const notice = app.page.locator('[data-notice="documents_reset"]');
  await expect(notice).toContainText('the call profiles and the settings');
  await goTo(app.page, 'History');
  const row = historyRows(app.page).first();
  await expect(row).toContainText('+91 98765 40000');
  await expect(row).toContainText('Can’t be read in full');
  await row.click();
  const details = callDetails(app.page);
  await expect(details).toContainText('It is left as it was found');
  await expect(details.getByRole('button', { name: 'Call back' })).toHaveCount(0);
  await expectAccessible(app.page);
  await app.page.keyboard.press('c');
  await expect(app.page.getByRole('region', { name: 'History' })).toContainText(
    'Nothing was dialled',
  );
  expect((await callHistory(app.page)).length).toBe(1);

  await notice.getByRole('button').click();
  await app.restart();
  await expect(app.page.locator('[data-notice]')).toHaveCount(0);
  await dial(app.page, '98765 40000');
  await expectOutcome(app.page, 'completed');
});

test('a call whose number cannot be read is erased by itself', async ({ app }) => {
  await dial(app.page, '98765 40000');
  await expectOutcome(app.page, 'completed');
  await dial(app.page, '98765 50005');
  await expectOutcome(app.page, 'rejected');
  await app.quit();
  const file = new SqliteDatabase(join(app.userData, 'handset.db'));
  file.exec(
    "UPDATE calls SET facts = json_set(facts, '$.customerNumber', '') WHERE seq = (SELECT min(seq) FROM calls)",
  );
  file.close();
  await app.start();
  await goTo(app.page, 'History');
  await historyRows(app.page).nth(1).click();
  const details = callDetails(app.page);
  await expect(details.getByRole('button', { name: 'Erase this person…' })).toHaveCount(0);
  await details.getByRole('button', { name: 'Erase this call…' }).click();
  const dialog = app.page.getByRole('alertdialog', { name: 'Erase this call?' });
  await expect(dialog).toContainText('other calls stay');
  await expectAccessible(app.page);
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  const group = app.page.getByRole('region', { name: 'Erase a person' });
  await expect(group.getByText(/^Erased: 1 call and /)).toBeVisible();
  expect((await callHistory(app.page)).map(({ customerNumber }) => customerNumber)).toEqual([
    '+919876550005',
  ]);
});
