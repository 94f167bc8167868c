import { expect, type Handset, test } from './fixtures.ts';
import { answerOf, callHistory, dial, expectOutcome, goTo, liveCard, newestCall } from './steps.ts';

const hotkey = 'CommandOrControl+Shift+D';

async function windowState({ desktop }: Handset, mini: boolean) {
  const { windows } = await desktop.state();
  return windows.find(({ url }) => url.includes('window=mini') === mini);
}

/** Ends the process that draws the pages, as running out of memory does. */
async function crashPages(app: Handset): Promise<void> {
  const cdp = await app.page.context().newCDPSession(app.page);
  // It gives no answer that could be waited for.
  void cdp.send('Page.crash').catch(() => {});
}

test.describe('a page that dies', () => {
  test.use({ env: { HANDSET_PRACTICE_SPEED: '1' } });

  test('comes back by itself, with the call that goes on', async ({ app }) => {
    await dial(app.page, '98765 43210');
    await expect(liveCard(app.page)).toHaveAttribute('data-state', /accepted|agent_answered/);
    const { id } = await newestCall(app.page);
    await crashPages(app);
    await app.newPage();
    await expect(liveCard(app.page)).toHaveAttribute('data-call-id', id);
    expect(await callHistory(app.page)).toHaveLength(1);
  });

  test('takes the countdown with it: what waited dials on the agent’s word only', async ({
    app,
  }) => {
    answerOf(await app.page.evaluate(() => handset.settings.update({ countdownSeconds: 10 })));
    await app.desktop.setClipboard('98765 43210');
    await app.desktop.pressHotkey(hotkey);
    await app.miniWindow();
    await crashPages(app);
    await app.newPage();
    const desk = answerOf(await app.page.evaluate(() => handset.dialing.desk({})));
    expect(desk.waiting).toMatchObject({ number: '+919876543210', dialAt: null });
  });

  test('again and again: said outside the window, and left', async ({ app }) => {
    for (let times = 0; times < 3; times++) {
      await crashPages(app);
      await app.newPage();
    }
    await crashPages(app);
    const said = async () => (await app.desktop.state()).notifications.map(({ title }) => title);
    await expect.poll(said).toContain('Handset’s window keeps failing');
  });
});

test('the default menu, with its reload and developer tools, is not there', async ({ app }) => {
  const { appMenu } = await app.desktop.state();
  expect(appMenu).toBe(process.platform === 'darwin' ? 'own' : null);
});

test('the computer stays awake for a call, and no longer', async ({ app }) => {
  await dial(app.page, '98765 40002');
  await expect.poll(async () => (await app.desktop.state()).keepsAwake).toBe(1);
  await expectOutcome(app.page, 'customer_unanswered');
  await expect.poll(async () => (await app.desktop.state()).keepsAwake).toBe(0);
});

test('Quit is in the app, too', async ({ app }) => {
  await goTo(app.page, 'Settings');
  await app.page.getByRole('tab', { name: 'General' }).click();
  await app.page.getByRole('button', { name: 'Quit Handset' }).click();
  await app.ended();
  await app.start();
  await expect(app.page.getByRole('heading', { name: 'Dial', level: 1 })).toBeVisible();
});

test.describe('GNOME without anybody who shows tray icons', () => {
  test.skip(process.platform !== 'linux', 'the other systems always have one');
  test.use({ env: { XDG_CURRENT_DESKTOP: 'GNOME' } });

  test('closing minimises, and says how to quit', async ({ app }) => {
    const main = () => windowState(app, false);
    await expect.poll(async () => (await main())?.visible).toBe(true);
    await app.desktop.closeWindow((await main())?.id ?? 0);
    expect(await main()).toMatchObject({ visible: true, minimized: true });
    const { notifications } = await app.desktop.state();
    expect(notifications[0]?.body).toContain('It is minimised');
  });
});

test('a maximised window comes back maximised, and its own size with it', async ({ app }) => {
  const main = () => windowState(app, false);
  await app.resize(1000, 700);
  const { bounds } = (await main()) ?? {};
  await app.desktop.maximizeWindow((await main())?.id ?? 0);
  await app.restart();
  await expect.poll(async () => (await main())?.maximized).toBe(true);
  expect((await main())?.bounds).toEqual(bounds);
});
