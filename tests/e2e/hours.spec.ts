import { minuteOfDay } from '../../src/shared/domain/time-zones.ts';
import { expect, expectAccessible, type Handset, test } from './fixtures.ts';
import { useAccountOfNobody } from './provider.ts';
import {
  answerOf,
  callDetails,
  callHistory,
  dial,
  enterNumber,
  goTo,
  historyRows,
  liveCard,
  newestCall,
  numberField,
  reasonField,
  writeReason,
} from './steps.ts';

const number = '98765 43210';
const question = /^It is .+ there\. Calls are only allowed from .+ to .+\.$/;

/** From now on India has calling hours, and they begin in two hours. */
async function closeIndia({ page }: Handset): Promise<void> {
  const now = minuteOfDay(Date.now(), 'Asia/Kolkata');
  const window = { fromMinute: (now + 120) % 1440, toMinute: (now + 180) % 1440 };
  const update = (IN: typeof window) => handset.settings.update({ callingHours: { IN } });
  answerOf(await page.evaluate(update, window));
}

test.describe('outside calling hours', () => {
  test.use({ args: [] });

  test('the dialer asks why, dials with a reason only, and keeps it with the call', async ({
    app,
  }) => {
    const { page } = app;
    await useAccountOfNobody(app);
    await closeIndia(app);
    await enterNumber(page, number);
    await expect(page.getByText(question)).toBeVisible();
    const reason = reasonField(page);
    const dialAnyway = page.getByRole('button', { name: 'Dial anyway' });
    await expect(reason).toBeFocused();
    await expectAccessible(page);

    // An Enter too many, and blanks, are no reason.
    await reason.press('Enter');
    await reason.fill('   ');
    await reason.press('Enter');
    await expect(dialAnyway).toBeDisabled();
    await reason.press('Escape');
    await expect(page.getByText(question)).toBeHidden();
    await expect(numberField(page)).toBeFocused();
    expect(await callHistory(page, false)).toEqual([]);

    await numberField(page).press('Enter');
    await reason.fill('She asked for a call at ten');
    await expect(dialAnyway).toBeEnabled();
    await reason.press('Enter');
    await expect(liveCard(page)).toHaveAttribute('data-state', 'not_sent');
    await expect(page.getByText(question)).toBeHidden();
    expect(await newestCall(page, false)).toMatchObject({
      dial: { hoursReason: 'She asked for a call at ten', source: 'dialer' },
    });
    await goTo(page, 'History');
    await historyRows(page).first().click();
    await expect(
      callDetails(page).getByText(/outside calling hours.*She asked for a call at ten/),
    ).toBeVisible();
  });

  test('a dial from the clipboard goes to the dialer and waits there for its reason', async ({
    app,
  }) => {
    const { page } = app;
    await useAccountOfNobody(app);
    await closeIndia(app);
    // No countdown runs against the click.
    answerOf(await page.evaluate(() => handset.settings.update({ hotkeyMode: 'ask' })));
    await goTo(page, 'Contacts');
    await app.desktop.setClipboard(number);
    await app.desktop.pressHotkey('CommandOrControl+Shift+D');
    const mini = await app.miniWindow();
    await mini.getByRole('button', { name: /^Dial now/ }).click();
    await expect(page.getByText(question)).toBeVisible();
    await expect(numberField(page)).toHaveValue(/98765 ?43210/);
    // The question is before the agent's eyes: a notification would say it twice.
    const { windows, notifications } = await app.desktop.state();
    expect(windows.find(({ url }) => url.includes('window=mini'))?.visible).toBe(false);
    expect(windows.find(({ url }) => !url.includes('window=mini'))?.focused).toBe(true);
    expect(notifications).toEqual([]);
    expect(await callHistory(page, false)).toEqual([]);

    await writeReason(page, 'Fire at the shop');
    await page.getByRole('button', { name: 'Dial anyway' }).click();
    await expect
      .poll(async () => (await callHistory(page, false))[0])
      .toMatchObject({ dial: { source: 'hotkey', hoursReason: 'Fire at the shop' } });
  });
});

test('the hours are set by country; the practice account, where nobody is called, has none', async ({
  app,
}) => {
  const { page } = app;
  const hours = async () =>
    answerOf(await page.evaluate(() => handset.settings.get({}))).callingHours;
  await goTo(page, 'Settings');
  await page.getByRole('tab', { name: 'Calling' }).click();
  const group = page.getByRole('region', { name: 'Calling hours' });
  await expect(group.getByText(/The law decides/)).toBeVisible();
  await expect(group.getByLabel('India: from')).toHaveValue('09:00');
  await expect(group.getByLabel('United States: to')).toHaveValue('21:00');

  await group.getByLabel('India: from').fill('10:30');
  await group.getByLabel('India: from').press('Enter');
  await expect.poll(async () => (await hours())['IN']).toEqual({ fromMinute: 630, toMinute: 1260 });
  // A window without length means nothing, and is taken back.
  await group.getByLabel('India: to').fill('10:30');
  await group.getByLabel('India: to').blur();
  await expect(group.getByLabel('India: to')).toHaveValue('21:00');
  expect((await hours())['IN']).toEqual({ fromMinute: 630, toMinute: 1260 });
  await expect(page.getByText('This change was not saved.')).toHaveCount(0);

  await group.getByRole('button', { name: 'Remove the hours of United States' }).click();
  await group.getByRole('combobox', { name: 'Country without hours' }).click();
  await page.getByRole('option', { name: 'Singapore', exact: true }).click();
  await group.getByRole('button', { name: 'Add country' }).click();
  await expect(group.getByLabel('Singapore: from')).toHaveValue('09:00');
  expect(await hours()).toEqual({
    IN: { fromMinute: 630, toMinute: 1260 },
    SG: { fromMinute: 540, toMinute: 1260 },
  });
  await expectAccessible(page);

  await closeIndia(app);
  await dial(page, number);
  expect(await newestCall(page)).toMatchObject({ dial: { hoursReason: null } });
});

test.describe('in London', () => {
  test.use({ env: { TZ: 'Europe/London' } });

  test('the dialer tells the called party’s time, or from when to when it may be', async ({
    app,
  }) => {
    const { page } = app;
    await page.clock.install({ time: '2026-01-05T14:41:30+05:30' });
    await numberField(page).fill(number);
    await expect(page.getByText('India · mobile · 2:41 pm there')).toBeVisible();
    await page.clock.runFor(30_000);
    await expect(page.getByText('India · mobile · 2:42 pm there')).toBeVisible();
    await numberField(page).fill('+1 212 555 2368');
    await expect(page.getByText(/^United States · .+ · 11:12 pm to 4:12 am there$/)).toBeVisible();
  });
});

test.describe('in India', () => {
  test.use({ env: { TZ: 'Asia/Kolkata' } });

  test('an Indian number’s time is the agent’s own, and is not told', async ({ app }) => {
    await numberField(app.page).fill(number);
    await expect(app.page.getByText('India · mobile', { exact: true })).toBeVisible();
    await numberField(app.page).fill('+44 20 7946 0018');
    await expect(app.page.getByText(/^United Kingdom · .+ · \d+:\d\d [ap]m there$/)).toBeVisible();
  });
});
