import type { Page } from '@playwright/test';
import { practiceNumber } from '../../src/shared/domain/practice-story.ts';
import { expect, type Handset, test } from './fixtures.ts';
import { answerOf, callHistory, dial, expectOutcome, liveCard, newestCall } from './steps.ts';

const hotkey = 'CommandOrControl+Shift+D';

async function pendingNumber(page: Page): Promise<string | null> {
  const desk = answerOf(await page.evaluate(() => handset.dialing.desk({})));
  return desk.waiting?.number ?? null;
}

async function pressHotkeyOn(app: Handset, clipboard: string): Promise<void> {
  await app.desktop.setClipboard(clipboard);
  await app.desktop.pressHotkey(hotkey);
}

async function windowState(app: Handset, mini: boolean) {
  const { windows } = await app.desktop.state();
  return windows.find(({ url }) => url.includes('window=mini') === mini);
}

/** Long enough that the countdown never ends by itself. */
async function setCountdown(page: Page, countdownSeconds: number): Promise<void> {
  answerOf(await page.evaluate((patch) => handset.settings.update(patch), { countdownSeconds }));
}

test.describe('the hotkey dials the number on the clipboard', () => {
  test('after a countdown that the small window shows', async ({ app }) => {
    await setCountdown(app.page, 1);
    await pressHotkeyOn(app, 'Call me: 98765-43210');
    const mini = await app.miniWindow();
    await expect(mini.getByText('+91 98765 43210')).toBeVisible();
    await expect.poll(async () => (await callHistory(app.page)).length).toBe(1);
    expect(await newestCall(app.page)).toMatchObject({
      customerNumber: '+919876543210',
      dial: { source: 'hotkey' },
    });
  });

  test('at once by Enter', async ({ app }) => {
    await setCountdown(app.page, 10);
    await pressHotkeyOn(app, '98765 43210');
    const mini = await app.miniWindow();
    await expect(mini.getByRole('button', { name: /^Dial now/ })).toBeVisible();
    expect(await windowState(app, true)).toMatchObject({ visible: true, focused: true });
    expect(await callHistory(app.page)).toEqual([]);
    await mini.keyboard.press('Enter');
    await expect.poll(async () => (await callHistory(app.page)).length).toBe(1);
    expect(await pendingNumber(app.page)).toBeNull();
  });

  test('and not at all by Esc', async ({ app }) => {
    await setCountdown(app.page, 10);
    await pressHotkeyOn(app, '98765 43210');
    const mini = await app.miniWindow();
    await expect(mini.getByRole('button', { name: /^Cancel/ })).toBeVisible();
    await mini.keyboard.press('Escape');
    await expect.poll(() => pendingNumber(app.page)).toBeNull();
    await expect.poll(async () => (await windowState(app, true))?.visible).toBe(false);
    expect(await callHistory(app.page)).toEqual([]);
  });

  test('a second press with another number replaces the first', async ({ app }) => {
    await setCountdown(app.page, 10);
    await pressHotkeyOn(app, '98765 43210');
    await pressHotkeyOn(app, '+44 20 7946 0958');
    await expect.poll(() => pendingNumber(app.page)).toBe('+442079460958');
    const mini = await app.miniWindow();
    await expect(mini.getByText('+44 20 7946 0958')).toBeVisible();
    expect(await callHistory(app.page)).toEqual([]);
  });
});

test('a clipboard without a number: says so, and repeats nothing of it', async ({ app }) => {
  await pressHotkeyOn(app, 'Dear Asha, see you at noon');
  await expect(app.page.getByText(/has no phone number in it/)).toBeVisible();
  const { notifications } = await app.desktop.state();
  expect(notifications.map(({ title }) => title).join()).toContain('has no phone number in it');
  expect(JSON.stringify(notifications)).not.toContain('Asha');
  expect(await callHistory(app.page)).toEqual([]);
});

test('an empty clipboard says so', async ({ app }) => {
  await pressHotkeyOn(app, '');
  await expect.poll(async () => (await app.desktop.state()).notifications).toHaveLength(1);
  expect(await pendingNumber(app.page)).toBeNull();
});

test('a hotkey that another program has: a notice with the next step, gone when it is free', async ({
  app,
}) => {
  const update = (patch: { hotkeyEnabled?: boolean; hotkey?: string }) =>
    app.page.evaluate((change) => handset.settings.update(change), patch);
  answerOf(await update({ hotkeyEnabled: false }));
  await app.desktop.takeHotkey(hotkey);
  answerOf(await update({ hotkeyEnabled: true }));
  await expect(
    app.page.getByText(/Another program already uses (Ctrl\+Shift\+D|⌘⇧D),/),
  ).toBeVisible();
  await expect(app.page.getByText(/Choose another shortcut/)).toBeVisible();
  expect((await app.desktop.state()).hotkeys).toEqual([]);
  answerOf(await update({ hotkey: 'CommandOrControl+Shift+L' }));
  await expect(app.page.getByText(/Another program already uses/)).toBeHidden();
  expect((await app.desktop.state()).hotkeys).toEqual(['CommandOrControl+Shift+L']);
});

for (const [chosen, code] of [
  ['CommandOrControl+Shift+K', 'hotkey_taken'],
  ['Q', 'hotkey_invalid'],
] as const) {
  test(`${code}: ${chosen} is refused, and the old shortcut stays`, async ({ app }) => {
    await app.desktop.takeHotkey('CommandOrControl+Shift+K');
    const refused = await app.page.evaluate(
      (accelerator) => handset.settings.update({ hotkey: accelerator }),
      chosen,
    );
    expect(refused).toMatchObject({ ok: false, error: { code } });
    expect((await app.desktop.state()).hotkeys).toEqual([hotkey]);
    const kept = await app.page.evaluate(() => handset.settings.get({}));
    expect(answerOf(kept).hotkey).toBe(hotkey);
  });
}

test('a countdown stays in sight when the call under it ends', async ({ app }) => {
  await dial(app.page, '98765 40005');
  await setCountdown(app.page, 10);
  await dial(app.page, '98765 40000');
  await pressHotkeyOn(app, '98765 43211');
  const mini = await app.miniWindow();
  await expectOutcome(app.page, 'completed');
  await expect(mini.getByRole('button', { name: /^Dial now/ })).toBeVisible();
  expect((await app.desktop.state()).windows.filter(({ visible }) => visible)).toHaveLength(2);
  await mini.keyboard.press('Escape');
});

test.describe('the tray', () => {
  test('shows the state, and dials the clipboard', async ({ app }) => {
    await expect.poll(async () => (await app.desktop.state()).tray?.icon).toMatch(/practice/);
    await setCountdown(app.page, 10);
    await app.desktop.setClipboard('98765 43210');
    await app.desktop.clickTrayMenu('Dial number from clipboard');
    await expect.poll(() => pendingNumber(app.page)).toBe('+919876543210');
  });

  test('lists the recent numbers, and asks for a dial by a click', async ({ app }) => {
    await setCountdown(app.page, 10);
    await dial(app.page, practiceNumber('customer_unanswered'));
    await expectOutcome(app.page, 'customer_unanswered');
    const { tray } = await app.desktop.state();
    expect(tray?.menu.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Recent numbers', '+44 7700 900002', 'Open Handset', 'Quit Handset']),
    );
    await app.desktop.clickTrayMenu('+44 7700 900002');
    await expect.poll(() => pendingNumber(app.page)).toBe('+447700900002');
  });

  test('quits', async ({ app }) => {
    // The app may be gone before it can answer.
    await app.desktop.clickTrayMenu('Quit Handset').catch(() => {});
    const runs = () =>
      app.desktop.state().then(
        () => true,
        () => false,
      );
    await expect.poll(runs).toBe(false);
  });
});

test('a call’s end is told to whoever is elsewhere; the click opens that call', async ({ app }) => {
  // It takes the keyboard once, when it is first shown.
  await expect.poll(async () => (await windowState(app, false))?.focused).toBe(true);
  await app.desktop.leaveApp();
  await dial(app.page, practiceNumber('agent_unanswered'));
  const call = await expectOutcome(app.page, 'agent_unanswered');
  await expect.poll(async () => (await app.desktop.state()).notifications.length).toBe(1);
  const [notification] = (await app.desktop.state()).notifications;
  expect(notification).toMatchObject({
    title: 'Practice · You did not answer',
    body: '+44 7700 900001. Click for note and result.',
  });
  await app.desktop.clickNotification(0);
  // Where it is filed.
  await expect(liveCard(app.page)).toHaveAttribute('data-call-id', call.id);
});

test('closing keeps Handset in the tray, said once', async ({ app }) => {
  // Closed by hand means closed after it has been seen.
  await expect.poll(async () => (await windowState(app, false))?.visible).toBe(true);
  const main = await windowState(app, false);
  await app.desktop.closeWindow(main?.id ?? 0);
  await expect.poll(async () => (await windowState(app, false))?.visible).toBe(false);
  await expect
    .poll(async () => (await app.desktop.state()).notifications.map(({ title }) => title))
    .toEqual(['Handset is still here']);
  await app.desktop.clickTrayMenu('Open Handset');
  await expect.poll(async () => (await windowState(app, false))?.visible).toBe(true);
  await app.desktop.closeWindow(main?.id ?? 0);
  await expect.poll(async () => (await windowState(app, false))?.visible).toBe(false);
  expect((await app.desktop.state()).notifications).toHaveLength(1);
});

test.describe('a second start', () => {
  test('brings the first one forward', async ({ app }) => {
    const main = await windowState(app, false);
    await app.desktop.closeWindow(main?.id ?? 0);
    await app.startAgain([]);
    await expect
      .poll(async () => windowState(app, false))
      .toMatchObject({ visible: true, focused: true });
  });

  test('hands over its link, which asks before anything is dialled', async ({ app }) => {
    await setCountdown(app.page, 1);
    await app.startAgain(['tel:+919876543210']);
    await expect.poll(() => pendingNumber(app.page)).toBe('+919876543210');
    const desk = answerOf(await app.page.evaluate(() => handset.dialing.desk({})));
    expect(desk.waiting).toMatchObject({ dialAt: null, countdownMs: null });
    const mini = await app.miniWindow();
    // What comes before the number could be read was meant for something else.
    await expect(async () => {
      await mini.getByRole('button', { name: /^Dial/ }).click({ timeout: 1_000 });
      expect(await pendingNumber(app.page)).toBeNull();
    }).toPass();
    await expect.poll(async () => (await callHistory(app.page)).length).toBe(1);
    expect(await newestCall(app.page)).toMatchObject({ dial: { source: 'link' } });
  });

  test('a link that is no number dials nothing', async ({ app }) => {
    await app.startAgain(['tel:*#06#']);
    await expect.poll(async () => (await app.desktop.state()).notifications).toHaveLength(1);
    expect(await pendingNumber(app.page)).toBeNull();
    expect(await callHistory(app.page)).toEqual([]);
  });
});

test('the small window follows a live call, and main sleeps and wakes with the computer', async ({
  app,
}) => {
  await setCountdown(app.page, 10);
  await pressHotkeyOn(app, '98765 43210');
  const mini = await app.miniWindow();
  await app.desktop.closeWindow((await windowState(app, false))?.id ?? 0);
  await mini.keyboard.press('Enter');
  await expect(mini.getByText('+91 98765 43210')).toBeVisible();
  await app.desktop.power('suspend');
  await app.desktop.power('resume');
  await expectOutcome(app.page, 'completed');
  await expect(liveCard(app.page)).toHaveAttribute('data-outcome', 'completed');
});
