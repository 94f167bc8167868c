import type { Page } from '@playwright/test';
import { test as base, expect, type Handset } from './fixtures.ts';
import { type ExotelOnLoopback, goodAccount, startExotel } from './provider.ts';
import { expectMini, expectWhole, offer, set, windowState } from './small-window.ts';
import { answerOf, callHistory, liveCard, newestCall, wrapUp } from './steps.ts';

/** A real account at a provider on loopback, whose calls end when the test says so. */
const test = base.extend<{ exotel: ExotelOnLoopback }>({
  exotel: async ({ app }, use) => {
    const exotel = await startExotel();
    const draft = { ...goodAccount, region: 'custom', baseUrl: exotel.baseUrl } as const;
    answerOf(await app.page.evaluate((account) => handset.account.save(account), draft));
    await set(app.page, { countdownSeconds: 10 });
    await use(exotel);
    await exotel.close();
  },
});
test.use({ args: [] });

const number = '98765 43210';

/** Dials by the hotkey, and answers with the small window while the call is under way. */
async function dialByHotkey(app: Handset): Promise<Page> {
  const mini = await offer(app, number);
  await mini.getByRole('button', { name: /^Dial now/ }).click();
  await expect(mini.locator('button[data-state="accepted"]')).toBeVisible();
  return mini;
}

async function current(page: Page): Promise<string[]> {
  return answerOf(await page.evaluate(() => handset.calls.current({}))).map(({ id }) => id);
}

/** Both have hung up, and Handset looks; answers with the call's id. */
async function endCall({ page }: Handset, exotel: ExotelOnLoopback): Promise<string> {
  exotel.endCalls();
  const { id } = await newestCall(page, false);
  answerOf(await page.evaluate((call) => handset.calls.pollNow({ id: call }), id));
  await expect.poll(async () => (await newestCall(page, false)).state).toBe('ended');
  return id;
}

async function notifications(app: Handset) {
  return (await app.desktop.state()).notifications;
}

test('whoever works elsewhere keeps the keyboard, sees the wrap-up and is notified', async ({
  app,
  exotel,
}) => {
  const mini = await dialByHotkey(app);
  await app.desktop.leaveApp();
  await endCall(app, exotel);
  await expect(mini.getByRole('heading', { name: 'Ended · talked 0:59' })).toBeVisible();
  await expectWhole(mini);
  expect(await windowState(app, true)).toMatchObject({ visible: true, focused: false });
  expect(await notifications(app)).toMatchObject([
    { title: 'Talked', body: '+91 98765 43210 · 0:59 talked. Click for note and result.' },
  ]);
});

test('whoever has the small window before them keeps its keyboard, and needs no notification', async ({
  app,
  exotel,
}) => {
  const mini = await dialByHotkey(app);
  await endCall(app, exotel);
  await expect(mini.getByRole('button', { name: /^Done/ })).toBeVisible();
  expect(await windowState(app, true)).toMatchObject({ visible: true, focused: true });
  expect(await notifications(app)).toEqual([]);
});

test('whoever is in the main window wraps it up there, and is not notified', async ({
  app,
  exotel,
}) => {
  await dialByHotkey(app);
  await app.desktop.focusWindow((await windowState(app, false))?.id ?? 0);
  await endCall(app, exotel);
  await expectMini(app, 'hidden');
  await expect(wrapUp(app.page).getByRole('button', { name: /^Done/ })).toBeVisible();
  expect(await notifications(app)).toEqual([]);
});

test('the notification leads to that wrap-up, in sight and ready for its keys', async ({
  app,
  exotel,
}) => {
  const mini = await dialByHotkey(app);
  await mini.keyboard.press('Escape');
  await expectMini(app, 'hidden');
  await app.desktop.leaveApp();
  await app.page.getByRole('link', { name: 'Settings', exact: true }).click();
  const id = await endCall(app, exotel);
  await expect.poll(() => notifications(app)).toHaveLength(1);
  // A banner that has timed out waits in the system's list, and is clicked there.
  await app.desktop.timeOutNotification(0);
  await app.desktop.clickNotification(0);
  await expect(liveCard(app.page)).toHaveAttribute('data-call-id', id);
  await expect.poll(async () => (await windowState(app, false))?.focused).toBe(true);
  await expect(liveCard(app.page)).toBeFocused();
  const note = wrapUp(app.page).getByRole('textbox', { name: 'Note' });
  const result = wrapUp(app.page).getByRole('radio', { name: 'Call later' });
  for (const part of [note, result]) await expect(part).toBeInViewport({ ratio: 1 });
  await app.page.keyboard.press('2');
  await expect(result).toBeChecked();
  await app.page.keyboard.press('Enter');
  await expect.poll(() => current(app.page)).toEqual([]);
  expect(await newestCall(app.page, false)).toMatchObject({ disposition: 'call_later' });
});

test('once it is filed, the notification leads to what was kept of it', async ({ app, exotel }) => {
  const mini = await dialByHotkey(app);
  await app.desktop.leaveApp();
  const id = await endCall(app, exotel);
  await expect.poll(() => notifications(app)).toHaveLength(1);
  await expect(mini.getByRole('button', { name: /^Done/ })).toBeVisible();
  await mini.keyboard.press('Enter');
  await expect.poll(() => current(app.page)).toEqual([]);
  await app.desktop.clickNotification(0);
  await expect(app.page).toHaveURL(new RegExp(`history/${id}`));
});

test('a system that shows no notification loses nothing', async ({ app, exotel }) => {
  await app.desktop.failNotifications('not signed');
  const mini = await dialByHotkey(app);
  await app.desktop.leaveApp();
  await endCall(app, exotel);
  await expect(mini.getByRole('button', { name: /^Done/ })).toBeVisible();
  expect(await current(app.page)).toHaveLength(1);
});

test('the tray leads to the wrap-up as well', async ({ app, exotel }) => {
  const mini = await dialByHotkey(app);
  await mini.keyboard.press('Escape');
  const id = await endCall(app, exotel);
  const entry = async () => (await app.desktop.state()).tray?.menu[0]?.label ?? '';
  await expect.poll(entry).toContain('Talked');
  await app.desktop.clickTrayMenu(await entry());
  await expect(liveCard(app.page)).toHaveAttribute('data-call-id', id);
  await expect(liveCard(app.page)).toBeFocused();
});

test('Enter while it goes on opens it in the main window, and the small one goes', async ({
  app,
  exotel,
}) => {
  const mini = await dialByHotkey(app);
  await mini.keyboard.press('Enter');
  await expect(liveCard(app.page)).toBeFocused();
  await expect.poll(async () => (await windowState(app, false))?.focused).toBe(true);
  await expectMini(app, 'hidden');
  await endCall(app, exotel);
});

test('a question after a countdown stands there whole; the call under it comes back', async ({
  app,
  exotel,
}) => {
  const mini = await dialByHotkey(app);
  await expectWhole(mini);
  await set(app.page, { countdownSeconds: 1 });
  await offer(app, '98765 43211');
  await expect(mini.getByRole('alert')).toContainText('Another call is still on your line');
  await expect(mini.getByRole('button', { name: /^Dial anyway/ })).toBeVisible();
  await expectWhole(mini);
  expect(exotel.posts()).toHaveLength(1);
  expect(await callHistory(app.page, false)).toHaveLength(1);
  await mini.keyboard.press('Escape');
  await expect(mini.locator('button[data-state="accepted"]')).toBeVisible();
  await expectWhole(mini);
});
