import { test as base, expect } from './fixtures.ts';
import { type ExotelOnLoopback, goodAccount, startExotel } from './provider.ts';
import {
  answerOf,
  callButton,
  callHistory,
  dial,
  enterNumber,
  liveCard,
  newestCall,
  numberField,
} from './steps.ts';

/** Handset on a real account at a provider on loopback. */
const test = base.extend<{ exotel: ExotelOnLoopback }>({
  exotel: async ({ app }, use) => {
    const exotel = await startExotel();
    const draft = { ...goodAccount, region: 'custom', baseUrl: exotel.baseUrl } as const;
    answerOf(await app.page.evaluate((account) => handset.account.save(account), draft));
    await use(exotel);
    await exotel.close();
  },
});
test.use({ args: [] });

test('typed, and dialled by Enter: the request is as the API wants it', async ({ app, exotel }) => {
  const { page } = app;
  await numberField(page).pressSequentially('9876543210');
  await expect(page.getByText(/India · mobile/)).toBeVisible();
  await numberField(page).press('Enter');
  await expect(liveCard(page)).toHaveAttribute('data-state', 'accepted');
  const [post] = exotel.posts();
  expect(post?.path).toBe('/v3/accounts/acme1/calls');
  const body = JSON.parse(post?.body ?? '');
  expect(body).toEqual({
    from: { contact_uri: goodAccount.agentUri, state_management: true },
    to: { contact_uri: '+919876543210' },
    virtual_number: body.virtual_number,
    recording: { record: true, channels: 'dual', format: 'mp3' },
    max_time_limit: 14_400,
    attempt_time_out: 30,
    custom_field: body.custom_field,
  });
  expect(body.virtual_number).toMatch(/^(0|\+91)2241499102$/);
  expect(body.custom_field).toContain((await newestCall(page, false)).id);
});

test('two calls carry two custom fields; the record switch counts', async ({ app, exotel }) => {
  const { page } = app;
  await page.getByRole('switch', { name: 'Record' }).click();
  await dial(page, '98765 43210');
  await expect.poll(() => exotel.posts().length).toBe(1);
  exotel.endCalls();
  await expect.poll(async () => (await newestCall(page, false)).state).toBe('ended');
  await dial(page, '98765 43211');
  await expect.poll(() => exotel.posts().length).toBe(2);
  const [first, second] = exotel.posts().map(({ body }) => JSON.parse(body));
  expect(first.recording.record).toBe(false);
  expect(second.custom_field).not.toBe(first.custom_field);
});

test('by the keypad', async ({ app, exotel }) => {
  const { page } = app;
  const keypad = page.getByRole('group', { name: 'Keypad' });
  for (const digit of '9876543210') {
    await keypad.getByRole('button', { name: new RegExp(`^${digit}`) }).click();
  }
  await page.getByRole('button', { name: 'Delete last digit' }).click();
  await keypad.getByRole('button', { name: /^0/ }).click();
  await callButton(page).click();
  await expect.poll(() => exotel.posts().length).toBe(1);
  expect(JSON.parse(exotel.posts()[0]?.body ?? '').to.contact_uri).toBe('+919876543210');
});

test('by paste of what a human would read as a number', async ({ app, exotel }) => {
  const { page } = app;
  await app.desktop.setClipboard('tel:+91 (98765) 432-10');
  await numberField(page).focus();
  await numberField(page).evaluate((input) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'tel:+91 (98765) 432-10');
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    if (input.dispatchEvent(paste)) {
      document.execCommand('insertText', false, clipboardData.getData('text/plain'));
    }
  });
  await expect(page.getByText(/India · mobile/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(() => exotel.posts().length).toBe(1);
  expect(JSON.parse(exotel.posts()[0]?.body ?? '').to.contact_uri).toBe('+919876543210');
});

test('Enter held down, clicks doubled: one call', async ({ app, exotel }) => {
  const { page } = app;
  await numberField(page).fill('98765 43210');
  await expect(page.getByText(/India · mobile/)).toBeVisible();
  // Two presses within one turn of the event loop, while nothing has been answered.
  await numberField(page).evaluate((input) => {
    const enter = () =>
      input.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
      );
    enter();
    enter();
    input.closest('form')?.requestSubmit();
    input.closest('form')?.requestSubmit();
  });
  await numberField(page).press('Enter');
  await numberField(page).press('Enter');
  await expect.poll(async () => (await newestCall(page, false)).state).toBe('accepted');
  // Main refuses too, whoever asks.
  const again = await page.evaluate(() =>
    Promise.all(
      [1, 2, 3].map(() =>
        handset.dialing.offer({ number: '98765 43210', source: 'dialer', practice: false }),
      ),
    ),
  );
  expect(again.map((result) => result.ok)).toEqual([false, false, false]);
  expect(exotel.posts()).toHaveLength(1);
  expect(await callHistory(page, false)).toHaveLength(1);
});

test('an invalid number says so, and nothing is sent or kept', async ({ app, exotel }) => {
  const { page } = app;
  await enterNumber(page, '12345');
  await expect(page.getByText(/This number is not complete/)).toBeVisible();
  expect(await callHistory(page, false)).toEqual([]);
  expect(exotel.posts()).toEqual([]);
});

test('over a live call it asks first; “Dial anyway” dials', async ({ app, exotel }) => {
  const { page } = app;
  await dial(page, '98765 43210');
  await expect(liveCard(page)).toHaveAttribute('data-state', 'accepted');
  await enterNumber(page, '98765 43211');
  await expect(page.getByText(/Another call is still on your line/)).toBeVisible();
  expect(exotel.posts()).toHaveLength(1);
  await page.getByRole('button', { name: 'Dial anyway' }).click();
  await expect.poll(() => exotel.posts().length).toBe(2);
});

test('a refusal shows Exotel’s own code beside ours; the number may be dialled again', async ({
  app,
  exotel,
}) => {
  const { page } = app;
  await exotel.close();
  await dial(page, '98765 43210');
  await expect(liveCard(page)).toHaveAttribute('data-state', 'not_sent');
  await expect(liveCard(page).getByText(/could not reach Exotel/)).toBeVisible();
  const again = await page.evaluate(() =>
    handset.dialing.offer({ number: '98765 43210', source: 'dialer', practice: false }),
  );
  expect(again).toMatchObject({ ok: true, value: { state: 'not_sent' } });
});
