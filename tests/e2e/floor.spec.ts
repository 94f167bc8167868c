import { createServer, type Server } from 'node:net';
import type { Page } from '@playwright/test';
import { type Joining, writeJoinText } from '../../src/floor/join-text.ts';
import { expect, expectAccessible, type Handset, test } from './fixtures.ts';
import { answerOf, goTo } from './steps.ts';

const joining: Joining = {
  relay: 'https://floor.example.com',
  broker: 'wss://floor.example.com/mqtt',
  floor: 'support',
  agent: 'asha',
  name: 'Asha Rao',
  generation: 1,
  secret: 'A'.repeat(43),
  sticky: 'B'.repeat(43),
};

async function openFloor(page: Page): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('tab', { name: 'Floor', exact: true }).click();
}

const joinField = (page: Page) => page.getByLabel('Join text', { exact: true });
const control = (page: Page) => page.getByRole('button', { name: /^Availability: / });
const choice = (page: Page, name: string) => page.getByRole('menuitemradio', { name, exact: true });

async function paste(page: Page, text: string): Promise<void> {
  await joinField(page).fill(text);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
}

test.describe('what is no join text joins nothing, and says why', () => {
  for (const [kind, text, said] of [
    ['nonsense', 'asha:secret@floor', /^This is not a join text/],
    ['cut short', writeJoinText(joining).slice(0, 90), /^This is not a join text/],
    ['of a newer relay', 'handset-join:2.eyJyZWxheSI6MX0', /newer Handset/],
    [
      'without encryption',
      writeJoinText({ ...joining, broker: 'ws://floor.example.com/mqtt' }),
      /without encryption/,
    ],
  ] as const) {
    test(kind, async ({ app }) => {
      const { page } = app;
      await openFloor(page);
      await expect(page.getByText('Incoming calls are not seen without one.')).toBeVisible();
      await paste(page, text);
      const problem = page.getByRole('tabpanel').getByRole('alert');
      await expect(problem).toContainText(said);
      await expect(problem).toContainText('No floor was joined.');
      // The text is a password in other clothes: it stays nowhere.
      await expect(joinField(page)).toHaveValue('');
      await expect(joinField(page)).toBeFocused();
      await expect(control(page)).toHaveCount(0);
      await expectAccessible(page);
    });
  }
});

test('without a keychain a floor is not joined: its secret is kept nowhere else', async ({
  app,
}) => {
  const { page } = app;
  await openFloor(page);
  await paste(page, writeJoinText(joining));
  const problem = page.getByRole('tabpanel').getByRole('alert');
  await expect(problem).toContainText('The system’s keychain did not take the floor’s secret.');
  await expect(control(page)).toHaveCount(0);
});

test.describe('a floor whose broker does not answer', () => {
  test.use({ keychain: true });

  let broker: Server;
  let port: number;

  test.beforeEach(async () => {
    broker = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => {
      broker.listen(0, '127.0.0.1', resolve);
    });
    const address = broker.address();
    port = typeof address === 'object' && address ? address.port : 0;
  });

  test.afterEach(async () => {
    await new Promise((resolve) => {
      broker.close(resolve);
    });
  });

  async function join({ page }: Handset): Promise<void> {
    await openFloor(page);
    await paste(
      page,
      writeJoinText({
        ...joining,
        relay: `http://127.0.0.1:${port}`,
        broker: `ws://127.0.0.1:${port}/mqtt`,
      }),
    );
    await expect(control(page)).toHaveText(/Floor unreachable/);
  }

  test('it is joined all the same, said to be out of reach, and left again', async ({ app }) => {
    const { page } = app;
    await expect(control(page)).toHaveCount(0);
    await join(app);
    const settings = page.getByRole('region', { name: 'Your floor' });
    await expect(settings).toContainText('Asha Rao (asha)');
    await expect(settings).toContainText(`127.0.0.1:${port}`);
    await expect(settings.getByRole('alert')).toContainText('The floor cannot be reached');
    await expectAccessible(page);

    await page.getByRole('tab', { name: 'Account', exact: true }).click();
    await expect(
      page.getByText(/^While you are joined to a floor, status callbacks come through it/),
    ).toBeVisible();

    await openFloor(page);
    await settings.getByRole('button', { name: 'Leave the floor' }).click();
    const question = page.getByRole('alertdialog');
    await expect(question).toContainText('The floor’s secret is removed from the keychain');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(control(page)).toBeVisible();
    await settings.getByRole('button', { name: 'Leave the floor' }).click();
    await question.getByRole('button', { name: 'Leave', exact: true }).click();
    await expect(control(page)).toHaveCount(0);
    await expect(joinField(page)).toBeVisible();
  });

  test('the title bar and the tray offer what the floor will hear later', async ({ app }) => {
    const { page } = app;
    await join(app);
    await page.keyboard.press('ControlOrMeta+Shift+A');
    await expect(choice(page, 'Break')).toBeChecked();
    await expectAccessible(page);
    await choice(page, 'Available').click();
    await control(page).click();
    await expect(choice(page, 'Available')).toBeChecked();

    await choice(page, 'Another reason…').click();
    const reason = page.getByRole('dialog', { name: 'Break for another reason' });
    await reason.getByLabel('Reason').fill('Dentist');
    await page.keyboard.press('Enter');
    await expect(reason).toHaveCount(0);
    await control(page).click();
    await expect(choice(page, 'Break: Dentist')).toBeChecked();
    await page.keyboard.press('Escape');
    await expect(control(page)).toBeFocused();

    const tray = async () => (await app.desktop.state()).tray;
    await expect
      .poll(async () => (await tray())?.toolTip)
      .toBe('Handset – Ready · practice account');
    const entry = async () =>
      (await tray())?.menu.find(({ label }) => label.startsWith('Availability: '));
    const chosen = async () =>
      (await entry())?.below.filter(({ checked }) => checked).map(({ label }) => label);
    expect((await entry())?.label).toBe('Availability: Floor unreachable');
    await expect.poll(chosen).toEqual(['Break: Dentist']);
    await app.desktop.clickTrayMenu('Available');
    await expect.poll(chosen).toEqual(['Available']);
    await control(page).click();
    await expect(choice(page, 'Available')).toBeChecked();
  });

  test('a shortcut changes it from another program, and says so without a sound', async ({
    app,
  }) => {
    const { page } = app;
    const hotkey = 'CommandOrControl+Shift+B';
    const set = async (availabilityHotkey: string) =>
      page.evaluate((change) => handset.settings.update(change), { availabilityHotkey });
    answerOf(await set(hotkey));
    // Without a floor there is nothing to change.
    expect((await app.desktop.state()).hotkeys).not.toContain(hotkey);
    await join(app);
    await expect.poll(async () => (await app.desktop.state()).hotkeys).toContain(hotkey);
    const same = await set('CommandOrControl+Shift+D');
    expect(same).toMatchObject({ ok: false, error: { code: 'hotkey_double' } });
    expect((await app.desktop.state()).hotkeys).toContain(hotkey);

    await page.getByRole('tab', { name: 'Shortcuts', exact: true }).click();
    await expect(
      page.getByRole('button', { name: /^Change the shortcut for your availability/ }),
    ).toBeVisible();
    await expectAccessible(page);

    await app.desktop.leaveApp();
    await app.desktop.pressHotkey(hotkey);
    await expect
      .poll(async () => (await app.desktop.state()).notifications.at(-1))
      .toMatchObject({
        title: 'Available',
        body: 'The floor hears of it as soon as it is connected.',
        silent: true,
      });
    await app.desktop.pressHotkey(hotkey);
    await expect
      .poll(async () => (await app.desktop.state()).notifications.at(-1)?.title)
      .toBe('Break');
  });

  test('it fits a narrow window, also with a live call beside it', async ({ app }) => {
    const { page } = app;
    await join(app);
    await app.resize(380, 800);
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(380);
    await expect(control(page)).toBeInViewport({ ratio: 1 });
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond).toBeLessThanOrEqual(0);
  });

  test('the next start is still on the floor, and begins with a break', async ({ app }) => {
    await join(app);
    await app.page.keyboard.press('ControlOrMeta+Shift+A');
    await choice(app.page, 'Available').click();
    await app.restart();
    await expect(control(app.page)).toHaveText(/Floor unreachable/);
    await control(app.page).click();
    await expect(choice(app.page, 'Break')).toBeChecked();
  });
});
