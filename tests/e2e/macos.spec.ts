import { expect, type Handset, test } from './fixtures.ts';
import { offer, set, windowState } from './small-window.ts';
import { answerOf, callHistory, goTo } from './steps.ts';

const env = { HANDSET_DOUBLE_DESKTOP: 'macos', HANDSET_PRACTICE_SPEED: '60' };
const installed = { ...env, HANDSET_DOUBLE_PACKAGED: '1' };

// The double's own desktop: what only macOS does can be seen on every system.
test.skip(Boolean(process.env['HANDSET_ELECTRON']), 'a real system is what it is');
test.use({ env });

async function pendingNumber(app: Handset): Promise<string | null> {
  const desk = answerOf(await app.page.evaluate(() => handset.dialing.desk({})));
  return desk.waiting?.number ?? null;
}

async function mainIsVisible(app: Handset): Promise<boolean | undefined> {
  return (await windowState(app, false))?.visible;
}

test.describe('a link', () => {
  test.use({ env: { ...env, HANDSET_DOUBLE_OPEN_URL: 'tel:+919876540001' } });

  test('that Handset is started for waits to be dialled, and so does the next', async ({ app }) => {
    await set(app.page, { countdownSeconds: 10 });
    await expect.poll(() => pendingNumber(app)).toBe('+919876540001');
    await app.desktop.closeWindow((await windowState(app, false))?.id ?? 0);
    await app.desktop.openUrl('tel:+919876540002');
    await expect.poll(() => pendingNumber(app)).toBe('+919876540002');
    await expect.poll(() => mainIsVisible(app)).toBe(true);
    expect(await callHistory(app.page)).toEqual([]);
  });
});

test('closed, it stays: the menu bar opens its menu, and the Dock brings the window back', async ({
  app,
}) => {
  await expect.poll(() => mainIsVisible(app)).toBe(true);
  const { appMenu, tray } = await app.desktop.state();
  expect(appMenu).toBe('own');
  expect(tray).toMatchObject({ template: true, icon: expect.stringMatching(/Template\.png$/) });
  const main = (await windowState(app, false))?.id ?? 0;
  await app.desktop.closeWindow(main);
  await app.desktop.clickTray();
  expect(await mainIsVisible(app)).toBe(false);
  await app.desktop.activate();
  expect(await windowState(app, false)).toMatchObject({ id: main, visible: true, focused: true });
  // In full screen it has a Space of its own, which goes first.
  await app.desktop.fullScreenWindow(main);
  await app.desktop.closeWindow(main);
  await expect.poll(() => mainIsVisible(app)).toBe(false);
  await app.desktop.clickTrayMenu('Open Handset');
  expect(await mainIsVisible(app)).toBe(true);
});

test('the small window is a panel, in every Space and above apps in full screen', async ({
  app,
}) => {
  await set(app.page, { countdownSeconds: 10 });
  await app.desktop.leaveApp();
  const mini = await offer(app, '98765 43210');
  await expect(mini.getByText('+91 98765 43210')).toBeVisible();
  await expect
    .poll(() => windowState(app, true))
    .toMatchObject({ visible: true, type: 'panel', everywhere: true });
  expect(await windowState(app, false)).toMatchObject({ type: null, everywhere: false });
  await mini.keyboard.press('Escape');
  await goTo(app.page, 'Settings');
  await app.page.getByRole('tab', { name: 'Shortcuts' }).click();
  await expect(app.page.getByText('⌘⇧D').first()).toBeVisible();
});

test.describe('installed', () => {
  test.use({ env: installed });

  test('started at login it waits in the menu bar, once the agent has allowed it', async ({
    app,
  }) => {
    expect((await app.desktop.state()).loginItem).toBeNull();
    await app.desktop.askForLoginItem(true);
    await set(app.page, { launchAtLogin: true });
    await expect(app.page.getByText('macOS does not start Handset at login yet.')).toBeVisible();
    // The settings it speaks of are not Handset's.
    await expect(app.page.getByRole('link', { name: 'Settings › General' })).toHaveCount(0);
    await app.desktop.askForLoginItem(false);
    await set(app.page, { launchAtLogin: false });
    await set(app.page, { launchAtLogin: true });
    await expect(app.page.getByText('macOS does not start Handset at login yet.')).toBeHidden();
    expect((await app.desktop.state()).loginItem).toEqual({ openAtLogin: true, args: [] });
    await app.restart({ env: { ...installed, HANDSET_DOUBLE_AT_LOGIN: '1' } });
    await expect(app.page.getByRole('navigation', { name: 'Main' })).toBeAttached();
    expect(await mainIsVisible(app)).toBe(false);
    await app.desktop.activate();
    expect(await mainIsVisible(app)).toBe(true);
  });

  test('links are claimed, and go back to whom they were', async ({ app }) => {
    await app.desktop.setLinkOwner('tel', 'FaceTime');
    await goTo(app.page, 'Settings');
    await app.page.getByRole('tab', { name: 'General' }).click();
    const links = app.page.getByRole('region', { name: 'Links that call' });
    await expect(links.getByText('Opened by FaceTime')).toBeVisible();
    await links.getByRole('button', { name: 'Use Handset' }).first().click();
    await expect(links.getByText('Opened by FaceTime')).toBeHidden();
    await links.getByRole('button', { name: 'Give back' }).click();
    await expect(links.getByText('Opened by FaceTime')).toBeVisible();
    expect((await app.desktop.state()).openedLinks).toEqual([]);
  });
});
