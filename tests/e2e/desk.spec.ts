import type { Locator, Page } from '@playwright/test';
import { readingTimeMs } from '../../src/shared/domain/dial-questions.ts';
import { callAnswer } from '../support/exotel-answers.ts';
import type { Reply } from '../support/loopback-provider.ts';
import { test as base, expect, expectAccessible, type Handset } from './fixtures.ts';
import { type ExotelOnLoopback, goodAccount, startExotel } from './provider.ts';
import { expectMini, expectWhole, hotkey, offer, set, windowState } from './small-window.ts';
import {
  answerOf,
  callButton,
  dial,
  enterNumber,
  goTo,
  liveCard,
  newestCall,
  numberField,
  reasonField,
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

const lineBusy = /Another call is still on your line/;

/** What the dialer asks. */
const question = (page: Page): Locator => page.locator('.dial-question');

/** A call that goes on: whatever is dialled next is asked about. */
async function beOnACall({ page }: Handset): Promise<void> {
  await dial(page, '98765 43210');
  await expect(liveCard(page)).toHaveAttribute('data-state', 'accepted');
}

async function openMini(app: Handset): Promise<Page> {
  answerOf(await app.page.evaluate(() => handset.shell.setMini({ open: true })));
  return app.miniWindow();
}

/** What the newest POST asked for. */
function lastRequest(exotel: ExotelOnLoopback): unknown {
  return JSON.parse(exotel.posts().at(-1)?.body ?? '');
}

/** What is pressed before it could be read means nothing. */
async function pressUntilGone(button: Locator): Promise<void> {
  await expect(async () => {
    if (await button.isVisible()) await button.press('Enter', { timeout: 1_000 });
    await expect(button).toBeHidden({ timeout: 100 });
  }).toPass();
}

test('what the small window is asked, the dialer asks too; the answer there dials once', async ({
  app,
  exotel,
}) => {
  const { page } = app;
  await beOnACall(app);
  await set(page, { hotkeyMode: 'ask' });
  const mini = await offer(app, '98765 43211');
  await expect(page.getByText(lineBusy)).toHaveCount(0);
  await mini.getByRole('button', { name: /^Dial now/ }).click();
  await expect(mini.getByText(lineBusy)).toBeVisible();
  await expect(page.getByText(lineBusy)).toBeVisible();
  // Whom it is about; the field is the agent's own, and so are the keys.
  await expect(question(page)).toContainText('+91 98765 43211');
  await expect(numberField(page)).toHaveValue('');
  await expect(liveCard(page)).toBeFocused();
  await expectAccessible(page);
  await pressUntilGone(page.getByRole('button', { name: 'Dial anyway' }));
  await expect.poll(() => exotel.posts().length).toBe(2);
  await expect(mini.getByText(lineBusy)).toBeHidden();
  expect(lastRequest(exotel)).toMatchObject({ to: { contact_uri: '+919876543211' } });
});

test('what the dialer is asked, an open small window asks too; the answer there clears the field', async ({
  app,
  exotel,
}) => {
  const { page } = app;
  await beOnACall(app);
  const mini = await openMini(app);
  await page.getByRole('switch', { name: 'Record' }).click();
  await enterNumber(page, '98765 43211');
  await expect(page.getByText(lineBusy)).toBeVisible();
  await expect(mini.getByText(lineBusy)).toBeVisible();
  await expect(mini.getByText('+91 98765 43211')).toBeVisible();
  await expectWhole(mini);
  await mini.getByRole('button', { name: /^Dial anyway/ }).click();
  await expect.poll(() => exotel.posts().length).toBe(2);
  await expect(page.getByText(lineBusy)).toBeHidden();
  await expect(mini.getByText(lineBusy)).toBeHidden();
  await expect(numberField(page)).toHaveValue('');
  // As it was chosen for that call, and for no further one.
  expect(lastRequest(exotel)).toMatchObject({ recording: { record: false } });
  await expect(page.getByRole('switch', { name: 'Record' })).toBeChecked();
});

test('an Enter that was under way in the small window answers nothing', async ({ app, exotel }) => {
  const { page } = app;
  await beOnACall(app);
  const mini = await openMini(app);
  const pressed = mini.evaluate(
    () =>
      new Promise<void>((resolve) => {
        // In the very moment in which the question stands there.
        const seen = new MutationObserver(() => {
          if (!document.querySelector('.mini-question')) return;
          seen.disconnect();
          window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
          resolve();
        });
        seen.observe(document.body, { childList: true, subtree: true });
      }),
  );
  await enterNumber(page, '98765 43211');
  await pressed;
  await expect(mini.getByText(lineBusy)).toBeVisible();
  await mini.getByRole('button', { name: /^Cancel/ }).click();
  await expect(page.getByText(lineBusy)).toBeHidden();
  expect(exotel.posts()).toHaveLength(1);
});

test('let be in one window, it is off in the other; another number takes its place', async ({
  app,
  exotel,
}) => {
  const { page } = app;
  await beOnACall(app);
  const mini = await openMini(app);
  await enterNumber(page, '98765 43211');
  await mini.getByRole('button', { name: /^Cancel/ }).click();
  await expect(page.getByText(lineBusy)).toBeHidden();
  await expect(numberField(page)).toHaveValue('98765 43211');
  await numberField(page).press('Enter');
  await expect(mini.getByText(lineBusy)).toBeVisible();
  await numberField(page).pressSequentially('2');
  await expect(mini.getByText(lineBusy)).toBeHidden();
  await expect(page.getByText(lineBusy)).toBeHidden();
  await set(page, { hotkeyMode: 'ask' });
  await enterNumber(page, '98765 43211');
  await expect(mini.getByText(lineBusy)).toBeVisible();
  await offer(app, '98765 43212');
  await expect(mini.getByText('+91 98765 43212')).toBeVisible();
  await expect(page.getByText(lineBusy)).toBeHidden();
  expect(exotel.posts()).toHaveLength(1);
});

test('what the small window asks outlives what is typed in the main one', async ({
  app,
  exotel,
}) => {
  const { page } = app;
  await beOnACall(app);
  await set(page, { hotkeyMode: 'ask' });
  const mini = await offer(app, '98765 43211');
  await mini.getByRole('button', { name: /^Dial now/ }).click();
  await expect(question(page)).toContainText('+91 98765 43211');
  await numberField(page).pressSequentially('98765 43212');
  await expect(numberField(page)).toHaveValue('98765 43212');
  await expect(mini.getByText(lineBusy)).toBeVisible();
  await expect(question(page)).toContainText('+91 98765 43211');
  await expectAccessible(page);
  await pressUntilGone(mini.getByRole('button', { name: /^Dial anyway/ }));
  await expect.poll(() => exotel.posts().length).toBe(2);
  expect(lastRequest(exotel)).toMatchObject({ to: { contact_uri: '+919876543211' } });
  await expect(numberField(page)).toHaveValue('98765 43212');
});

test('Enter in the field means the number there, whatever is asked about another', async ({
  app,
  exotel,
}) => {
  const { page } = app;
  await beOnACall(app);
  await numberField(page).fill('98765 43212');
  await set(page, { hotkeyMode: 'ask' });
  const mini = await offer(app, '98765 43211');
  await mini.getByRole('button', { name: /^Dial now/ }).click();
  await expect(question(page)).toContainText('+91 98765 43211');
  await expect(callButton(page)).toBeEnabled();
  await numberField(page).press('Enter');
  await expect(question(page)).not.toContainText('+91 98765 43211');
  await expect(page.getByText(lineBusy)).toBeVisible();
  const { waiting } = answerOf(await page.evaluate(() => handset.dialing.desk({})));
  expect(waiting).toMatchObject({ number: '+919876543212', source: 'dialer' });
  expect(exotel.posts()).toHaveLength(1);
});

test('a reason is given in the main window: the small one leads there', async ({ app, exotel }) => {
  const { page } = app;
  const mark = { number: '+919876543211', on: true };
  answerOf(await page.evaluate((each) => handset.contacts.setDoNotCall(each), mark));
  const mini = await openMini(app);
  await enterNumber(page, '98765 43211');
  await expect(mini.getByText('This number is marked do-not-call.')).toBeVisible();
  await goTo(page, 'Dial');
  await app.desktop.leaveApp();
  await mini.getByRole('button', { name: /^Write the reason/ }).click();
  await expect.poll(async () => (await windowState(app, false))?.focused).toBe(true);
  expect(exotel.posts()).toEqual([]);
  await reasonField(page).fill('She asked for it');
  await page.keyboard.press('Enter');
  await expect.poll(() => exotel.posts().length).toBe(1);
  await expect(mini.getByText('This number is marked do-not-call.')).toBeHidden();
  await expectMini(app, 'visible');
  expect(JSON.stringify(await newestCall(page, false))).toContain('She asked for it');
});

test('what is still being typed elsewhere when a reason is asked for dials nobody', async ({
  app,
  exotel,
}) => {
  const { page } = app;
  const mark = { number: '+919876543211', on: true };
  answerOf(await page.evaluate((each) => handset.contacts.setDoNotCall(each), mark));
  await set(page, { hotkeyMode: 'at_once' });
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await app.desktop.leaveApp();
  await app.desktop.setClipboard('98765 43211');
  await app.desktop.pressHotkey(hotkey);
  await expect(reasonField(page)).toBeFocused();
  await expect.poll(async () => (await windowState(app, false))?.focused).toBe(true);
  // In the middle of a line, with never enough time between two keys to have read the question.
  for (const word of ['Hello ', 'Ravi,', 'the price is 200']) {
    await page.clock.runFor(readingTimeMs - 1);
    await page.keyboard.type(word);
    await page.keyboard.press('Enter');
    await expect(reasonField(page)).toHaveValue('');
  }
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await reasonField(page).focus();
  expect(exotel.posts()).toEqual([]);
  await page.clock.runFor(readingTimeMs);
  // The window comes forward only now.
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.keyboard.type('pieces');
  await expect(reasonField(page)).toHaveValue('');
  await page.clock.runFor(readingTimeMs);
  await page.keyboard.type('Sheasked');
  for (let typed = 8; typed > 0; typed--) await page.keyboard.press('Backspace');
  // Begun here, it goes on at the agent's own pace.
  await page.keyboard.type('She asked for it');
  await page.keyboard.press('Enter');
  await expect.poll(() => exotel.posts().length).toBe(1);
  expect(await newestCall(page, false)).toMatchObject({
    dial: { source: 'hotkey', doNotCallReason: 'She asked for it' },
  });
});

test('what waits for one account is off when another one is set up, real as both are', async ({
  app,
  exotel,
}) => {
  const { page } = app;
  await set(page, { hotkeyMode: 'ask' });
  const waiting = async () => answerOf(await page.evaluate(() => handset.dialing.desk({}))).waiting;
  const save = async (changes: Partial<typeof goodAccount>): Promise<void> => {
    const draft = {
      ...goodAccount,
      region: 'custom',
      baseUrl: exotel.baseUrl,
      ...changes,
    } as const;
    answerOf(await page.evaluate((account) => handset.account.save(account), draft));
  };
  await offer(app, '98765 43211');
  await expectMini(app, 'visible');
  // The agent's phone is another, the account the same.
  await save({ agentUri: '+919800000002' });
  expect(await waiting()).toMatchObject({ number: '+919876543211' });
  await save({ accountSid: 'acme2' });
  expect(await waiting()).toBeNull();
  await expectMini(app, 'hidden');
  expect(exotel.posts()).toEqual([]);
});

test('another number, dialled while one is being placed: said, and not dialled', async ({
  app,
  exotel,
}) => {
  const { page } = app;
  const { promise, resolve } = Promise.withResolvers<Reply>();
  exotel.answerPostsWith(promise);
  await enterNumber(page, '98765 43210');
  await expect(page.getByRole('button', { name: 'Placing…' })).toBeVisible();
  const said = page.getByText('Another call was still being placed.');
  // The same number once more is a doubled key.
  await page.keyboard.press('Enter');
  await numberField(page).fill('98765 43211');
  await expect(callButton(page)).toBeEnabled();
  await expect(said).toHaveCount(0);
  await numberField(page).press('Enter');
  await expect(said).toBeVisible();
  resolve(callAnswer());
  await expect(liveCard(page)).toHaveAttribute('data-state', 'accepted');
  await expect(numberField(page)).toHaveValue('98765 43211');
  expect(exotel.posts()).toHaveLength(1);
});

test('a question outlives the page that showed it', async ({ app, exotel }) => {
  await beOnACall(app);
  await enterNumber(app.page, '98765 43211');
  await expect(app.page.getByText(lineBusy)).toBeVisible();
  const cdp = await app.page.context().newCDPSession(app.page);
  // It gives no answer that could be waited for.
  void cdp.send('Page.crash').catch(() => {});
  await app.newPage();
  await expect(app.page.getByText(lineBusy)).toBeVisible();
  await expect(question(app.page)).toContainText('+91 98765 43211');
  await app.page.getByRole('button', { name: 'Dial anyway' }).click();
  await expect.poll(() => exotel.posts().length).toBe(2);
});
