import { join } from 'node:path';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import { insertCall } from '../../src/main/storage/tables/calls.ts';
import { recordedCall } from '../support/call-facts.ts';
import { expect, test } from './fixtures.ts';
import { answerOf, callDetails, goTo, historyRows } from './steps.ts';

test('more than a thousand calls are counted no further, and said so in both languages', async ({
  app,
}) => {
  await app.quit();
  const db = openConnection(join(app.userData, 'handset.db'));
  db.transaction(() => {
    for (let index = 0; index < 1_200; index += 1) {
      const id = `call-${index}`;
      const ended = { state: 'ended', outcome: 'completed', practice: true } as const;
      insertCall(db, recordedCall({ id, ...ended }), 0);
    }
    db.prepare('UPDATE calls SET wrapped = 1, settled = 1').run();
  })();
  db.close();
  await app.start();
  const { page } = app;
  await goTo(page, 'History');
  await expect(page.getByRole('status').getByText('1,000+ calls', { exact: true })).toBeVisible();
  await historyRows(page).first().click();
  const all = callDetails(page).getByRole('button', { name: 'All calls with this number' });
  await all.scrollIntoViewIfNeeded();
  await all.click();
  await expect(page.getByRole('searchbox')).toHaveValue('+919876543210');
  await expect(page.getByText('1,000+ calls', { exact: true })).toBeVisible();

  answerOf(await page.evaluate(() => handset.settings.update({ language: 'hi' })));
  await expect(page.getByText('1,000+ कॉल', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'इस नंबर की सारी कॉल' })).toBeVisible();
});
