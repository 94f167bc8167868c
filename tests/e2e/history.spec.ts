import { expect, test } from './fixtures.ts';
import {
  callDetails,
  callHistory,
  dial,
  expectOutcome,
  fillHistory,
  goTo,
  historyRows,
  newestCall,
  wrapUp,
} from './steps.ts';

test.use({ env: { HANDSET_PRACTICE_SPEED: '60' } });

test('newest first; found by number in any format, by note, by outcome', async ({ app }) => {
  const { page } = app;
  await fillHistory(page);
  expect(await callHistory(page, true)).toHaveLength(3);
  expect(await callHistory(page, false)).toEqual([]);
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
  await fillHistory(page);
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
  await expect(detail.getByText(/^Talked \d+:\d\d$/)).toBeVisible();
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
  await expect.poll(async () => (await callHistory(app.page)).length).toBe(2);
  expect(await newestCall(app.page)).toMatchObject({
    customerNumber: call.customerNumber,
    dial: { source: 'history' },
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
  await expect.poll(async () => (await callHistory(page)).length).toBe(3);
  expect((await newestCall(page)).customerNumber).toBe('+919876540005');
});

test('who types keeps the keys when the history opens', async ({ app }) => {
  const { page } = app;
  await fillHistory(page);
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
