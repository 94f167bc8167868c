import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, expectAccessible, test } from './fixtures.ts';
import { dial, expectOutcome, newestCall } from './steps.ts';

test('a damaged book: set aside, said until put away, and the next call is kept', async ({
  app,
}) => {
  await app.quit();
  const book = join(app.userData, 'handset.db');
  writeFileSync(book, 'no database');
  await app.start();
  const notice = app.page.locator('[data-notice="book_emptied"]');
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
  const again = app.page.locator('[data-notice="book_emptied"]');
  await expect(again).toBeVisible();
  expect((await newestCall(app.page)).id).toBe(call.id);
  await again.getByRole('button').click();
  await expect(again).toHaveCount(0);
});
