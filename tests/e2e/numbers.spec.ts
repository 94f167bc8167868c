import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { answerOf, callButton, callHistory, newestCall, numberField } from './steps.ts';

const [asha, ravi] = ['+919876543210', '+919876543211'];

/** As a browser hands over what is pasted: with its lines. */
async function paste(field: Locator, text: string): Promise<void> {
  await field.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

test('two lines stay two numbers: one is chosen by the keyboard, then called', async ({ app }) => {
  const { page } = app;
  const field = numberField(page);
  await field.focus();
  await paste(field, '98765 43210\n98765 43211\n');
  await expect(field).toHaveValue('98765 43210 | 98765 43211');
  const choice = page.getByRole('group', { name: 'Which number?' });
  await expect(choice.getByRole('button')).toHaveText(['+91 98765 43210', '+91 98765 43211']);
  // Enter asks nothing of Exotel while it is open which one is meant.
  await field.press('Enter');
  await expect(page.getByText(/several phone numbers in this text/)).toBeVisible();
  expect(await callHistory(page)).toEqual([]);
  await choice.getByRole('button', { name: '+91 98765 43211' }).focus();
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('+91 98765 43211');
  await expect(field).toBeFocused();
  await expect(choice).toBeHidden();
  await field.press('Enter');
  await expect.poll(async () => (await callHistory(page)).length).toBe(1);
  expect(await newestCall(page)).toMatchObject({ customerNumber: ravi });
});

test('the field says what it sees, and why it is not dialled', async ({ app }) => {
  const { page } = app;
  const said = page.locator('#dial-understood');
  for (const [text, words] of [
    ['98765 4321', 'Not complete yet'],
    ['98765 43210 5', 'Too many digits for one number'],
    ['112', 'Emergency number: use your own phone'],
    ['139', 'Short service number: use your own phone'],
    ['*121#', 'A code, not a number'],
    ['1-800-FLOWERS', 'Written with letters: type the digits'],
    ['9.87654E+09', 'Shortened by a spreadsheet: digits are lost'],
    ['1800 123 4567 12', 'Can be read in more than one way'],
    ['Asha', 'No phone number in this text'],
    ['022 2498 7711 ext. 123', 'India · landline · ext. 123: press it once they answer'],
  ] as const) {
    await numberField(page).fill(text);
    await expect(said).toContainText(words);
  }
  await expect(callButton(page)).toBeEnabled();
});

test('the shortcut asks which of several numbers is meant; nothing counts down', async ({
  app,
}) => {
  const { page, desktop } = app;
  await desktop.setClipboard('Mobile 98765 43210, office 98765 43211');
  await desktop.pressHotkey('CommandOrControl+Shift+D');
  const pending = async () => answerOf(await page.evaluate(() => handset.dialing.desk({}))).waiting;
  await expect
    .poll(async () => (await pending())?.choices.map(({ e164 }) => e164))
    .toEqual([asha, ravi]);
  const asked = await pending();
  expect(asked).toMatchObject({ number: null, dialAt: null });
  await page.evaluate(
    ([id, number]) => handset.dialing.choose({ id: id ?? '', number: number ?? '' }),
    [asked?.id, ravi],
  );
  await expect.poll(async () => (await pending())?.number).toBe(ravi);
  expect(await pending()).toMatchObject({ dialAt: null, choices: [] });
  expect(await callHistory(page)).toEqual([]);
});

test('nothing of a clipboard without a number is shown to the room', async ({ app }) => {
  const { page, desktop } = app;
  await desktop.setClipboard('Your OTP is 482913');
  await desktop.pressHotkey('CommandOrControl+Shift+D');
  const told = page.getByText(/has no phone number in it \(18 characters long\)/);
  await expect(told).toBeVisible();
  const { notifications } = await desktop.state();
  expect(JSON.stringify(notifications)).not.toMatch(/482913|OTP/);
  await expect(page.locator('body')).not.toContainText('482913');
});
