import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import {
  callHistory,
  dial,
  expectOutcome,
  goTo,
  liveCard,
  newestCall,
  numberField,
  wrapUp,
} from './steps.ts';

test.use({ env: { HANDSET_PRACTICE_SPEED: '60' } });

const note = (page: Page) => wrapUp(page).getByRole('textbox', { name: 'Note' });
const chip = (page: Page, name: string) => wrapUp(page).getByRole('radio', { name, exact: true });
const done = (page: Page) => wrapUp(page).getByRole('button', { name: /^Done/ });
const filed = (page: Page) => page.getByRole('status').filter({ hasText: 'Filed' });
const resultOf = async (page: Page) => (await newestCall(page)).disposition;

/** A call that talked, its card in sight and the keys its own. */
async function talk(page: Page, number = '98765 40000'): Promise<void> {
  await dial(page, number);
  await expectOutcome(page, 'completed');
  await expect(liveCard(page)).toHaveAttribute('data-outcome', 'completed');
  await expect(liveCard(page)).toBeFocused();
}

/** Time stands still: keys come at once, however slow this computer is. */
async function stopClock(page: Page): Promise<void> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

test.describe('what Enter records', () => {
  test('out of the note by Tab, a digit and Enter: the result of the digit', async ({ app }) => {
    const { page } = app;
    await talk(page);
    await note(page).fill('Asks for Tuesday');
    await page.keyboard.press('Tab');
    await page.keyboard.press('2');
    await expect(chip(page, 'Call later')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(liveCard(page)).toBeHidden();
    expect(await newestCall(page)).toMatchObject({
      disposition: 'call_later',
      note: 'Asks for Tuesday',
    });
  });

  test('a clicked result and Enter: that result, and the card is closed', async ({ app }) => {
    const { page } = app;
    await talk(page);
    await chip(page, 'Interested').click();
    await expect(done(page)).toHaveText('Done · Interested Enter');
    await page.keyboard.press('Enter');
    await expect(liveCard(page)).toBeHidden();
    expect(await resultOf(page)).toBe('interested');
  });

  test('results are one stop for Tab: arrows move, Space chooses, a click takes back', async ({
    app,
  }) => {
    const { page } = app;
    await talk(page);
    await note(page).focus();
    await page.keyboard.press('Tab');
    await expect(chip(page, 'Interested')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(chip(page, 'No answer')).toBeFocused();
    expect(await resultOf(page)).toBeNull();
    await page.keyboard.press('Space');
    await expect(chip(page, 'No answer')).toBeChecked();
    await expectAccessible(page);
    await chip(page, 'No answer').click();
    await expect(chip(page, 'No answer')).not.toBeChecked();
    await expect.poll(() => resultOf(page)).toBeNull();
    await page.keyboard.press('Tab');
    await expect(done(page)).toBeFocused();
  });

  test('Ctrl and a digit file at once, out of the note too; Ctrl+Enter as the button says', async ({
    app,
  }) => {
    const { page } = app;
    await talk(page);
    await note(page).pressSequentially('Wants 12 seats');
    await page.keyboard.press('Control+1');
    await expect(filed(page)).toContainText('Filed: Interested');
    expect(await newestCall(page)).toMatchObject({
      disposition: 'interested',
      note: 'Wants 12 seats',
    });
    await talk(page, '98765 50000');
    await note(page).pressSequentially('2 children');
    await page.keyboard.press('Escape');
    await expect(liveCard(page)).toBeFocused();
    await note(page).focus();
    await page.keyboard.press('Control+Enter');
    await expect(filed(page)).toContainText('Filed without a result');
    expect(await newestCall(page)).toMatchObject({ disposition: null, note: '2 children' });
  });

  test('an unanswered call suggests its result, and records it with “Done” only', async ({
    app,
  }) => {
    const { page } = app;
    await dial(page, '98765 40002');
    await expectOutcome(page, 'customer_unanswered');
    await expect(done(page)).toHaveText('Done · No answer Enter');
    await expect(chip(page, 'No answer (suggested)')).not.toBeChecked();
    await expectAccessible(page);
    expect(await resultOf(page)).toBeNull();
    await page.keyboard.press('Enter');
    await expect(filed(page)).toContainText('Filed: No answer');
    expect(await resultOf(page)).toBe('no_answer');

    await dial(page, '98765 50002');
    await expectOutcome(page, 'customer_unanswered');
    await expect(done(page)).toHaveText(/No answer/);
    // The agent's own wins, however soon Enter follows.
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');
    await expect(filed(page)).toContainText('Filed: Call later');
    expect(await resultOf(page)).toBe('call_later');
  });
});

test.describe('a number typed behind a finished call', () => {
  test('goes into the field, and leaves no result and no mark', async ({ app }) => {
    const { page } = app;
    await talk(page);
    await stopClock(page);
    await page.keyboard.type('6234567890');
    await expect(numberField(page)).toBeFocused();
    await expect(numberField(page)).toHaveValue(/^62345 ?67890$/);
    await expect(liveCard(page)).toBeVisible();
    await expect
      .poll(() => newestCall(page))
      .toMatchObject({ disposition: null, doNotCall: false });
    // Enter and the digits are the number's now; Esc gives them back.
    await expect(done(page)).toHaveText('Done');
    await page.keyboard.press('Escape');
    await expect(numberField(page)).toHaveValue('');
    await expect(liveCard(page)).toBeFocused();
    await expect(done(page)).toHaveText('Done Enter');
  });

  test('takes the result back to what it was before', async ({ app }) => {
    const { page } = app;
    await talk(page);
    await chip(page, 'Interested').click();
    await liveCard(page).focus();
    await stopClock(page);
    await page.keyboard.type('2(');
    await expect(numberField(page)).toBeFocused();
    await expect(chip(page, 'Interested')).toBeChecked();
    await expect.poll(() => resultOf(page)).toBe('interested');
  });

  test('with time between them, digits are two choices', async ({ app }) => {
    const { page } = app;
    await talk(page);
    await stopClock(page);
    await page.keyboard.press('2');
    await page.clock.runFor(601);
    await page.keyboard.press('3');
    await expect(chip(page, 'No answer')).toBeChecked();
    await expect(numberField(page)).toHaveValue('');
    await expect.poll(() => resultOf(page)).toBe('no_answer');
  });

  test('a held digit is one choice, and no number', async ({ app }) => {
    const { page } = app;
    await talk(page);
    await stopClock(page);
    for (let times = 0; times < 4; times += 1) await page.keyboard.down('2');
    await page.keyboard.up('2');
    await expect(chip(page, 'Call later')).toBeChecked();
    await expect(numberField(page)).toHaveValue('');
    await expect.poll(() => resultOf(page)).toBe('call_later');
  });
});

test('a double click chooses, and does not take back', async ({ app }) => {
  const { page } = app;
  await talk(page);
  await chip(page, 'Interested').dblclick();
  await expect(chip(page, 'Interested')).toBeChecked();
  await expect.poll(() => resultOf(page)).toBe('interested');
  await chip(page, 'Interested').click();
  await expect.poll(() => resultOf(page)).toBeNull();
});

test.describe('taken back', () => {
  test('by Ctrl+Z or its button, to the result of before, until the next call is filed', async ({
    app,
  }) => {
    const { page } = app;
    await talk(page);
    await chip(page, 'Interested').click();
    await page.keyboard.press('Control+3');
    await expect(filed(page)).toContainText('Filed: No answer');
    await expect(numberField(page)).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect(liveCard(page)).toBeVisible();
    await expect(chip(page, 'Interested')).toBeChecked();
    expect(await resultOf(page)).toBe('interested');

    await page.keyboard.press('Enter');
    await expect(filed(page)).toContainText('Filed: Interested');
    const first = await newestCall(page);
    await dial(page, '98765 50001');
    await expectOutcome(page, 'agent_unanswered');
    await expect(filed(page)).toContainText(first.customerDisplay ?? '');
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect(liveCard(page)).toHaveAttribute('data-call-id', first.id);
    // The one it was taken from waits in the list.
    await expect(page.getByRole('region', { name: 'Other calls to finish' })).toContainText(
      '+91 98765 50001',
    );
  });
});

test.describe('several calls to finish', () => {
  test('none is lost: closing one closes no other, and a restart shows what is left', async ({
    app,
  }) => {
    const { page } = app;
    for (const ending of ['40001', '50001', '60001']) {
      await dial(page, `98765 ${ending}`);
      await expectOutcome(page, 'agent_unanswered');
    }
    const others = page.getByRole('region', { name: /calls to finish/i });
    await expect(others).toContainText('2 calls');
    await page.keyboard.press('Enter');
    await expect(liveCard(page)).toBeHidden();
    await expect(others.getByRole('listitem')).toHaveCount(2);
    await app.restart();
    const after = app.page.getByRole('region', { name: /calls to finish/i });
    await expect(liveCard(app.page)).toContainText('+91 98765 50001');
    await expect(after.getByRole('listitem')).toHaveCount(1);
    await after.getByRole('button', { name: 'Done: +91 98765 40001' }).click();
    await expect(after).toBeHidden();
    await expect(liveCard(app.page)).toContainText('+91 98765 50001');
  });

  test('who types a note is left alone, whatever the other calls do', async ({ app }) => {
    const { page } = app;
    await talk(page);
    const { id } = await newestCall(page);
    await dial(page, '98765 50000');
    await expect(liveCard(page)).not.toHaveAttribute('data-call-id', id);
    await page
      .getByRole('region', { name: 'Other calls to finish' })
      .getByRole('button', { name: /40000/ })
      .first()
      .click();
    await note(page).pressSequentially('She is ');
    await expectOutcome(page, 'completed');
    await note(page).pressSequentially('back on Monday');
    await expect(note(page)).toBeFocused();
    await expect(liveCard(page)).toHaveAttribute('data-call-id', id);
    await expect(note(page)).toHaveValue('She is back on Monday');
    await expect
      .poll(async () => (await callHistory(page)).find((call) => call.id === id)?.note)
      .toBe('She is back on Monday');
  });

  test('what rang nobody asks for no result, and is settled by dialling again', async ({ app }) => {
    const { page } = app;
    await dial(page, '98765 40005');
    await expectOutcome(page, 'rejected');
    await expect(wrapUp(page).getByRole('radiogroup')).toHaveCount(0);
    await page.getByRole('button', { name: 'Dial again' }).click();
    await expect.poll(async () => (await callHistory(page)).length).toBe(2);
    const { id } = await newestCall(page);
    await expect(liveCard(page)).toHaveAttribute('data-call-id', id);
    await expect(page.getByRole('region', { name: /calls to finish/i })).toHaveCount(0);
    await page.keyboard.press('Enter');
    await expect(liveCard(page)).toBeHidden();
  });

  test('a number on the register is not offered again', async ({ app }) => {
    const { page } = app;
    await dial(page, '98765 40006');
    await expectOutcome(page, 'rejected');
    await expect(done(page)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Dial again' })).toHaveCount(0);
  });
});

test('a call that is asked for is shown where it is filed, and once it is, in the history', async ({
  app,
}) => {
  const { page } = app;
  await talk(page);
  const { id } = await newestCall(page);
  const openCall = (callId: string) => handset.shell.openMain({ callId });
  await goTo(page, 'Settings');
  await page.evaluate(openCall, id);
  await expect(liveCard(page)).toHaveAttribute('data-call-id', id);
  await expect(liveCard(page)).toBeFocused();
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await expect(filed(page)).toContainText('Filed: Call later');
  await page.evaluate(openCall, id);
  await expect(page).toHaveURL(new RegExp(`history/${id}`));
});

test('note, results and “Done” are in sight in a small window', async ({ app }) => {
  const { page } = app;
  await talk(page);
  await goTo(page, 'Dial');
  for (const [width, height] of [
    [1180, 780],
    [380, 720],
  ] as const) {
    await app.resize(width, height);
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
    for (const part of [note(page), chip(page, 'Do not call'), done(page)])
      await expect(part).toBeInViewport({ ratio: 1 });
  }
});
