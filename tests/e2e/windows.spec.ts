import { expect, expectAccessible, type Handset, test } from './fixtures.ts';
import { set, windowState } from './small-window.ts';
import { answerOf, callHistory, dial, goTo } from './steps.ts';

const env = { HANDSET_DOUBLE_DESKTOP: 'windows', HANDSET_PRACTICE_SPEED: '60' };

// The double's own desktop: what only Windows does can be seen on every system.
test.skip(Boolean(process.env['HANDSET_ELECTRON']), 'a real system is what it is');
test.use({ env: { ...env, HANDSET_DOUBLE_PACKAGED: '1' } });

async function pendingNumber({ page }: Handset): Promise<string | null> {
  return answerOf(await page.evaluate(() => handset.dialing.desk({}))).waiting?.number ?? null;
}

test('closed, it says under its own name that it stays, and a click on the icon opens it', async ({
  app,
}) => {
  await expect.poll(async () => (await windowState(app, false))?.visible).toBe(true);
  await app.desktop.closeWindow((await windowState(app, false))?.id ?? 0);
  const { appMenu, appUserModelId, notifications, tray } = await app.desktop.state();
  expect(appUserModelId).toBe('app.handset.desktop');
  expect(notifications).toMatchObject([{ open: true }]);
  expect(appMenu).toBeNull();
  expect(tray?.icon).toMatch(/\.ico$/);
  expect((await windowState(app, false))?.visible).toBe(false);
  await app.desktop.clickTray();
  expect((await windowState(app, false))?.visible).toBe(true);
});

test('a link that starts it again waits to be dialled', async ({ app }) => {
  await set(app.page, { countdownSeconds: 10 });
  await app.desktop.closeWindow((await windowState(app, false))?.id ?? 0);
  await app.startAgain(['tel:+919876543210', '--dial-clipboard']);
  await expect.poll(() => pendingNumber(app)).toBe('+919876543210');
  await expect.poll(async () => (await windowState(app, false))?.visible).toBe(true);
  expect(await callHistory(app.page)).toEqual([]);
});

test('login starts it hidden; nothing is told before the agent changes it', async ({ app }) => {
  expect((await app.desktop.state()).loginItem).toBeNull();
  await set(app.page, { launchAtLogin: true });
  const loginItem = async () => (await app.desktop.state()).loginItem;
  await expect.poll(loginItem).toEqual({ openAtLogin: true, args: ['--hidden'] });
  await app.restart({ args: ['--practice', '--hidden'] });
  await expect(app.page.getByRole('navigation', { name: 'Main' })).toBeAttached();
  expect((await windowState(app, false))?.visible).toBe(false);
  expect(await loginItem()).toBeNull();
  await set(app.page, { launchAtLogin: false });
  await expect.poll(loginItem).toEqual({ openAtLogin: false, args: ['--hidden'] });
});

test('the tooltip keeps the state of a call with a long name, and its &', async ({ app }) => {
  const contact = { id: null, name: `Shah & Sons ${'Traders '.repeat(12)}`, number: '9876540000' };
  answerOf(await app.page.evaluate((given) => handset.contacts.save(given), contact));
  await dial(app.page, '98765 40000');
  const toolTip = async () => (await app.desktop.state()).tray?.toolTip ?? '';
  await expect.poll(toolTip).toMatch(/^Handset – .+ · Shah ＆ Sons/);
  expect((await toolTip()).length).toBeLessThanOrEqual(127);
});

test('links are the agent’s to give, in the settings of Windows', async ({ app }) => {
  await app.desktop.setLinkOwner('tel', 'Phone Link');
  await goTo(app.page, 'Settings');
  await app.page.getByRole('tab', { name: 'General' }).click();
  const links = app.page.getByRole('region', { name: 'Links that call' });
  const back = () => app.page.evaluate(() => void window.dispatchEvent(new Event('focus')));
  const choice = 'ms-settings:defaultapps?registeredAppUser=Handset';
  const take = links.getByRole('button', { name: 'Use Handset' }).first();
  await app.desktop.refuseToOpen(true);
  await take.click();
  await expect(links.getByRole('alert')).toContainText('Windows did not open its settings.');
  await expectAccessible(app.page);
  await app.desktop.refuseToOpen(false);
  await take.click();
  await expect(links.getByRole('alert')).toBeHidden();
  await expect.poll(async () => (await app.desktop.state()).openedLinks).toEqual([choice]);
  await expect(links.getByText('Opened by Phone Link')).toBeVisible();
  await app.desktop.setLinkOwner('tel', 'Handset');
  await back();
  await expect(links.getByText('Opened by Phone Link')).toBeHidden();
  await links.getByRole('button', { name: 'Give back' }).click();
  await expect.poll(async () => (await app.desktop.state()).openedLinks).toEqual([choice, choice]);
  await app.desktop.setLinkOwner('tel', 'Phone Link');
  await back();
  await expect(links.getByText('Opened by Phone Link')).toBeVisible();
});
