import { expect, type Handset, test } from './fixtures.ts';
import { answerOf, callHistory, goTo } from './steps.ts';

const hotkey = 'CommandOrControl+Shift+D';

// The double's own desktop: a real one cannot be told to refuse the keyboard.
test.skip(Boolean(process.env['HANDSET_ELECTRON']), 'a real compositor does as it likes');
test.use({ env: { HANDSET_DOUBLE_DESKTOP: 'wayland', HANDSET_PRACTICE_SPEED: '60' } });

async function windowState({ desktop }: Handset, mini: boolean) {
  const { windows } = await desktop.state();
  return windows.find(({ url }) => url.includes('window=mini') === mini);
}

async function pending({ page }: Handset) {
  return answerOf(await page.evaluate(() => handset.dialing.desk({}))).waiting;
}

async function set({ page }: Handset, patch: Parameters<typeof handset.settings.update>[0]) {
  answerOf(await page.evaluate((change) => handset.settings.update(change), patch));
}

test('the window appears, though a hidden one gets no frame', async ({ app }) => {
  await expect.poll(async () => (await windowState(app, false))?.visible).toBe(true);
});

test('the hotkey dials what is on the clipboard now, never what was copied before', async ({
  app,
}) => {
  await set(app, { countdownSeconds: 10 });
  await app.desktop.focusWindow((await windowState(app, false))?.id ?? 0);
  await app.desktop.setClipboard('98765 43210');
  await app.desktop.leaveApp();
  await app.desktop.setClipboard('98765 43211');
  await app.desktop.letWindowsFocus(true);
  await app.desktop.pressHotkey(hotkey);
  await expect.poll(async () => (await pending(app))?.number).toBe('+919876543211');
  expect(await pending(app)).toMatchObject({ countdownMs: 10_000 });
  expect(await callHistory(app.page)).toEqual([]);
});

test('a small window that gets no keyboard reads nothing: Handset asks in its own', async ({
  app,
}) => {
  await set(app, { hotkeyMode: 'at_once' });
  await app.desktop.focusWindow((await windowState(app, false))?.id ?? 0);
  await app.desktop.setClipboard('98765 43210');
  await app.desktop.leaveApp();
  await app.desktop.setClipboard('98765 43211');
  await app.desktop.pressHotkey(hotkey);
  await expect(app.page.getByText(/did not let Handset read the clipboard/)).toBeVisible();
  await expect.poll(async () => (await windowState(app, true))?.visible).toBe(false);
  expect(await pending(app)).toBeNull();
  expect(await callHistory(app.page)).toEqual([]);
});

test('a number from the tray waits for Enter where its window may be behind others', async ({
  app,
}) => {
  await set(app, { countdownSeconds: 1 });
  await app.desktop.letWindowsFocus(true);
  await app.desktop.setClipboard('98765 40002');
  await app.desktop.pressHotkey(hotkey);
  await expect.poll(async () => (await callHistory(app.page)).length).toBe(1);
  await app.desktop.letWindowsFocus(false);
  await app.desktop.leaveApp();
  const recent = () => app.desktop.state().then(({ tray }) => tray?.menu ?? []);
  await expect
    .poll(async () => (await recent()).map(({ label }) => label))
    .toContain('+91 98765 40002');
  await app.desktop.clickTrayMenu('+91 98765 40002');
  await expect.poll(async () => (await pending(app))?.number).toBe('+919876540002');
  expect(await pending(app)).toMatchObject({ dialAt: null, countdownMs: null });
});

test('a shortcut that was changed or switched off dials nothing, though it is still delivered', async ({
  app,
}) => {
  await app.desktop.letWindowsFocus(true);
  await app.desktop.setClipboard('98765 43210');
  await set(app, { hotkey: 'CommandOrControl+Shift+L' });
  await app.desktop.pressHotkey(hotkey);
  await set(app, { hotkeyEnabled: false });
  await app.desktop.pressHotkey('CommandOrControl+Shift+L');
  // Whatever came of a press would have come before this answer.
  await goTo(app.page, 'Settings');
  expect(await pending(app)).toBeNull();
  expect(await windowState(app, true)).toBeUndefined();
  await set(app, { hotkeyEnabled: true });
  await app.desktop.pressHotkey('CommandOrControl+Shift+L');
  await expect.poll(async () => (await pending(app))?.number).toBe('+919876543210');
});
