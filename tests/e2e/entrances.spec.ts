import { expect, expectAccessible, type Handset, test } from './fixtures.ts';
import { answerOf, callHistory, goTo } from './steps.ts';

const hotkey = 'CommandOrControl+Shift+D';

async function pending({ page }: Handset) {
  return answerOf(await page.evaluate(() => handset.dialing.desk({}))).waiting;
}

async function openTab({ page }: Handset, name: string): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('tab', { name }).click();
}

test('a test press of the shortcut is reported, and dials nothing', async ({ app }) => {
  await app.desktop.setClipboard('98765 43210');
  await openTab(app, 'Shortcuts');
  await app.page.getByRole('button', { name: 'Test it' }).click();
  await expect(app.page.getByText(/Go to another program and press/)).toBeVisible();
  await app.desktop.leaveApp();
  await app.desktop.pressHotkey(hotkey);
  await expect(app.page.getByText('It works.')).toBeVisible();
  await expectAccessible(app.page);
  expect(await pending(app)).toBeNull();
  await app.desktop.pressHotkey(hotkey);
  await expect.poll(async () => (await pending(app))?.number).toBe('+919876543210');
});

test('--dial-clipboard does what the shortcut does, and leaves the main window where it is', async ({
  app,
}) => {
  answerOf(await app.page.evaluate(() => handset.settings.update({ countdownSeconds: 10 })));
  await app.desktop.setClipboard('98765 43210');
  await app.desktop.leaveApp();
  await app.startAgain(['--dial-clipboard']);
  await expect.poll(async () => (await pending(app))?.number).toBe('+919876543210');
  const focused = async () => {
    const { windows } = await app.desktop.state();
    return windows.filter((window) => window.focused).map(({ url }) => url);
  };
  await expect.poll(focused).toEqual([expect.stringContaining('window=mini')]);
  expect(await callHistory(app.page)).toEqual([]);
});

test('a link cannot smuggle it in', async ({ app }) => {
  await app.desktop.setClipboard('98765 43210');
  await app.startAgain(['tel:', '--dial-clipboard']);
  await expect.poll(async () => (await app.desktop.state()).notifications).toHaveLength(1);
  expect(await pending(app)).toBeNull();
});

test.describe('links', () => {
  test.skip(Boolean(process.env['HANDSET_ELECTRON']), 'it would open the tester’s own programs');

  test('who has them, and whether one comes through', async ({ app }) => {
    await app.desktop.setLinkOwner('tel', 'Some Dialer');
    await openTab(app, 'General');
    const links = app.page.getByRole('region', { name: 'Links that call' });
    await expect(links.getByText('Opened by Some Dialer')).toBeVisible();
    await expect(links.getByText('No program opens these').first()).toBeVisible();
    await links.getByRole('button', { name: 'Test' }).first().click();
    await expect(links.getByText('Opening a link…')).toBeVisible();
    const { openedLinks } = await app.desktop.state();
    await app.startAgain(openedLinks);
    await expect(links.getByText('It arrived here.')).toBeVisible();
    expect(await pending(app)).toBeNull();
    await expectAccessible(app.page);
  });
});
