import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { readIfThere } from '../support/canary.ts';
import { errorAnswer } from '../support/exotel-answers.ts';
import { closedBaseUrl } from '../support/loopback-provider.ts';
import { test as base, expect, expectAccessible } from './fixtures.ts';
import { type ExotelOnLoopback, goodAccount, startExotel, useAccountOfNobody } from './provider.ts';
import {
  answerOf,
  callHistory,
  dial,
  enterNumber,
  goTo,
  liveCard,
  newestCall,
  numberField,
} from './steps.ts';

const test = base.extend<{ exotel: ExotelOnLoopback }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here.
  exotel: async ({}, use) => {
    const exotel = await startExotel();
    await use(exotel);
    await exotel.close();
  },
});
test.use({ args: [] });

const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });

async function fillForm(
  page: Page,
  baseUrl: string,
  wrong: Partial<typeof goodAccount> = {},
): Promise<void> {
  const account = { ...goodAccount, ...wrong };
  await field(page, 'API address').fill(
    `${baseUrl.replace('://', `://${account.apiKey}:${account.apiToken}@`)}/v3/accounts/${account.accountSid}`,
  );
  await field(page, 'Your phone').fill(account.agentUri);
  await field(page, 'ExoPhone').fill(account.virtualNumber);
}

/** Through onboarding, to the dialer. */
async function startCalling(page: Page, baseUrl: string): Promise<void> {
  await fillForm(page, baseUrl);
  await page.getByRole('button', { name: 'Start calling' }).click();
  await expect(numberField(page)).toBeVisible();
}

/** Something to say below the buttons or beside a field. */
const fault = (page: Page, name: string) =>
  page.locator('.account-cell', { has: field(page, name) }).locator('.field-error');

const saved = async (page: Page) =>
  answerOf(await page.evaluate(() => handset.account.get({}))).account;

async function press(page: Page, name: 'Start calling' | 'Save anyway'): Promise<void> {
  await page.getByRole('button', { name }).click();
}

async function testConnection(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Test connection' }).click();
}

test('practice in one click: no credentials, nobody is called', async ({ app }) => {
  await app.page.getByRole('button', { name: /Try the practice account/ }).click();
  await expect(numberField(app.page)).toBeVisible();
  await expect(app.page.getByText('Practice', { exact: true }).first()).toBeVisible();
  const view = answerOf(await app.page.evaluate(() => handset.account.get({})));
  expect(view).toMatchObject({ mode: 'practice', account: null });
});

test('a pasted API address fills the form', async ({ app }) => {
  const { page } = app;
  const address = 'https://k3y:t0ken@ccm-api.in.exotel.com/v3/accounts/acme1/calls';
  await field(page, 'API address').fill(address);
  await expect(page.getByRole('combobox', { name: 'Region' })).toHaveText(/Mumbai/);
  await expect(field(page, 'Account sid')).toHaveValue('acme1');
  await expect(field(page, 'API key')).toHaveValue('k3y');
  await expect(field(page, 'API token')).toHaveValue('t0ken');
  await expect(field(page, 'API key')).toHaveAttribute('type', 'password');
  await expect(field(page, 'API token')).toHaveAttribute('type', 'password');
});

test('the test of a connection tells what is wrong, and rings nobody', async ({ app, exotel }) => {
  const { page } = app;
  await fillForm(page, exotel.baseUrl);
  await expect(field(page, 'Base URL')).toHaveValue(exotel.baseUrl);
  await testConnection(page);
  await expect(page.getByText(/^Connected\./)).toBeVisible();

  await fillForm(page, exotel.baseUrl, { apiKey: 'wrong' });
  await testConnection(page);
  await expect(page.getByText(/did not accept this key and token/)).toBeVisible();

  await fillForm(page, exotel.baseUrl, { accountSid: 'other1' });
  await testConnection(page);
  await expect(page.getByText(/does not know this account sid/)).toBeVisible();

  await fillForm(page, await closedBaseUrl());
  await testConnection(page);
  await expect(page.getByText(/cannot be reached from this computer/)).toBeVisible();

  await field(page, 'Base URL').fill('http://example.com');
  await testConnection(page);
  await expect(page.getByText(/This base URL cannot be used/)).toBeVisible();

  expect(exotel.ledger.length).toBeGreaterThanOrEqual(3);
  expect(exotel.posts()).toEqual([]);
});

test('“Start calling” asks Exotel first, and says beside the field what is wrong', async ({
  app,
  exotel,
}) => {
  const { page } = app;
  const cases = [
    [{ apiToken: 'wrong' }, ['API key', 'API token'], /did not accept this key and token/],
    [{ accountSid: 'other1' }, ['Account sid'], /does not know this account sid/],
    [{ agentUri: 'sip:me' }, ['Your phone'], /isn’t a phone number or a complete SIP address/],
    [{ agentUri: 'abc' }, ['Your phone'], /isn’t a phone number or a complete SIP address/],
    [{ virtualNumber: 'abc' }, ['ExoPhone'], /An ExoPhone can’t have this number/],
  ] as const;
  for (const [wrong, names, words] of cases) {
    await fillForm(page, exotel.baseUrl, wrong);
    await press(page, 'Start calling');
    await expect(fault(page, names[names.length - 1] ?? '')).toHaveText(words);
    for (const name of names) {
      await expect(field(page, name)).toHaveAttribute('aria-invalid', 'true');
      await expect(field(page, name)).toHaveAccessibleDescription(words);
    }
    await expect(field(page, names[0])).toBeFocused();
    await expect(page.locator('[aria-invalid]')).toHaveCount(names.length);
    // What Exotel or the form itself refuses is not kept on anybody's word.
    await expect(page.getByRole('button', { name: 'Save anyway' })).toBeHidden();
    // The form speaks of itself.
    await expect(page.locator('.onboarding')).not.toContainText(/dialled|Settings/);
    await expectAccessible(page);
  }
  expect(await saved(page)).toBeNull();
  await fillForm(page, exotel.baseUrl);
  await press(page, 'Start calling');
  await expect(numberField(page)).toBeVisible();
  expect(exotel.posts()).toEqual([]);
});

test('what is missing is said beside each field, by no bubble of the browser’s', async ({
  app,
}) => {
  const { page } = app;
  await press(page, 'Start calling');
  for (const name of ['Account sid', 'API key', 'API token', 'Your phone', 'ExoPhone'])
    await expect(field(page, name)).toHaveAccessibleDescription('Please fill this in.');
  await expect(field(page, 'Account sid')).toBeFocused();
  expect(await page.evaluate(() => document.querySelector('form')?.noValidate)).toBe(true);
});

test('an Exotel that cannot be reached may be kept, on the agent’s word; the header says so', async ({
  app,
}) => {
  const { page } = app;
  await fillForm(page, await closedBaseUrl());
  await press(page, 'Start calling');
  await expect(page.getByText(/cannot be reached from this computer/)).toBeVisible();
  expect(await saved(page)).toBeNull();
  await press(page, 'Save anyway');
  await expect(numberField(page)).toBeVisible();
  await page.getByRole('link', { name: 'Not connected: no answer from Exotel' }).click();
  await expect(page.getByRole('tab', { name: 'Account' })).toHaveAttribute('aria-selected', 'true');
});

test('a wrong token: the header says so for as long as it is so', async ({ app, exotel }) => {
  const { page } = app;
  const account = { ...goodAccount, region: 'custom', baseUrl: exotel.baseUrl } as const;
  const save = (draft: typeof account) =>
    page.evaluate((given) => handset.account.save(given), draft).then(answerOf);
  await save({ ...account, apiToken: 'wrong' });
  const header = page.getByRole('banner');
  await expect(header.getByRole('link')).toHaveText('Not connected: wrong key or token');
  await save(account);
  await expect(header.getByText('Ready', { exact: true })).toBeVisible();
  await expect(header.getByRole('link')).toBeHidden();
  expect(exotel.posts()).toEqual([]);
});

/** Where things stand that no message may move. */
async function places(page: Page): Promise<unknown> {
  const parts = ['.brand', '.onboarding h1', '.onboarding h2', '.account-actions'];
  return page.evaluate(
    (selectors) =>
      selectors.map((selector) => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        return { selector, x: box?.x, y: box?.y, width: box?.width, height: box?.height };
      }),
    parts,
  );
}

for (const [width, height] of [
  [1180, 780],
  [380, 720],
] as const)
  test(`no message moves anything, and none hides the buttons: ${width} × ${height}`, async ({
    app,
    exotel,
  }) => {
    const { page } = app;
    await app.resize(width, height);
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
    await expect(field(page, 'Region')).toBeVisible();
    // Words change their width once, when the fonts are there.
    await page.evaluate(() => document.fonts.ready);
    const stays = async (before: unknown) => {
      expect(await places(page)).toEqual(before);
      await expect(page.getByRole('button', { name: 'Start calling' })).toBeInViewport({
        ratio: 1,
      });
    };
    const scrollBack = () =>
      page.evaluate(() => {
        for (const part of document.querySelectorAll('.onboarding, .onboarding-account'))
          part.scrollTo(0, 0);
      });
    const empty = await places(page);
    await press(page, 'Start calling');
    await expect(page.getByText(/^Still missing/)).toBeInViewport({ ratio: 1 });
    await scrollBack();
    await stays(empty);
    // Another region has a row of its own; from here on it is there.
    await fillForm(page, exotel.baseUrl);
    await scrollBack();
    const filled = await places(page);
    await testConnection(page);
    await expect(page.getByText(/^Connected\./)).toBeInViewport({ ratio: 1 });
    await scrollBack();
    await stays(filled);
    await fillForm(page, exotel.baseUrl, { apiKey: 'wrong' });
    await press(page, 'Start calling');
    await expect(page.getByText(/did not accept this key and token/)).toBeVisible();
    await scrollBack();
    await stays(filled);
    await fillForm(page, await closedBaseUrl());
    await press(page, 'Start calling');
    await expect(page.getByRole('button', { name: 'Save anyway' })).toBeInViewport({ ratio: 1 });
    await scrollBack();
    await stays(filled);
  });

test('an address that is typed is taken when it is whole, not at its first letters', async ({
  app,
}) => {
  const { page } = app;
  const address = field(page, 'API address');
  await address.pressSequentially('https://k:t@ccm-api.exotel.com/v3/accounts/acme1');
  await expect(address).toHaveValue(/acme1$/);
  await expect(field(page, 'Account sid')).toHaveValue('');
  await address.press('Enter');
  await expect(address).toHaveValue('');
  await expect(field(page, 'Account sid')).toHaveValue('acme1');
  await expect(
    page.getByText('Filled in: Region, Account sid, API key and API token.'),
  ).toBeVisible();
  await address.fill('hello there');
  await expect(page.getByText(/^That isn’t an API address/)).toBeVisible();
});

test('key and token leave no trace: not on disk, not in the page', async ({ app, exotel }) => {
  const { page } = app;
  await startCalling(page, exotel.baseUrl);
  // The keychain is kept away from these tests: memory takes its place, and says so.
  await expect(page.getByText(/has no keychain, or it isn’t answering/)).toBeVisible();

  await dial(page, '98765 43210');
  await expect.poll(() => exotel.posts().length).toBe(1);
  await expect.poll(async () => (await newestCall(page, false)).state).toBe('accepted');
  expect(await callHistory(page, true)).toEqual([]);

  await goTo(page, 'Settings');
  const inPage = await page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      [...document.querySelectorAll('input')].map(({ value }) => value),
      { ...localStorage },
      { ...sessionStorage },
      location.href,
    ]),
  );
  await app.quit();
  const { apiKey, apiToken } = goodAccount;
  for (const secret of [apiKey, apiToken, btoa(`${apiKey}:${apiToken}`)]) {
    expect(inPage).not.toContain(secret);
    for (const form of [Buffer.from(secret), Buffer.from(secret, 'utf16le')]) {
      expect(filesWith(app.userData, form)).toEqual([]);
    }
  }
  // The search finds what is there.
  expect(filesWith(app.userData, Buffer.from('9876543210'))).not.toEqual([]);
});

test('how many agents share the account: optional, kept with it, and changed beside it', async ({
  app,
  exotel,
}) => {
  const { page } = app;
  const agents = field(page, 'Agents on this account');
  const kept = async () =>
    answerOf(await page.evaluate(() => handset.settings.get({}))).agentsOnAccount;
  await fillForm(page, exotel.baseUrl);
  await agents.fill('0');
  await expect(page.getByText(/^Enter a whole number from 1 to 2000/)).toBeVisible();
  await agents.press('Enter');
  await agents.fill('12');
  expect(await kept()).toBeNull();
  await page.getByRole('button', { name: 'Start calling' }).click();
  await expect(numberField(page)).toBeVisible();
  expect(await kept()).toBe(12);

  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Edit account' }).click();
  await expect(agents).toHaveValue('12');
  await agents.fill('');
  await page.getByRole('button', { name: 'Save account' }).click();
  await expect(page.getByText('Not known')).toBeVisible();
  expect(await kept()).toBeNull();
});

test('after a restart the account is there, and says that the keychain did not answer', async ({
  app,
  exotel,
}) => {
  await startCalling(app.page, exotel.baseUrl);
  await app.restart();
  await expect(
    app.page.getByText(/couldn’t read your API key and token from the keychain/),
  ).toBeVisible();
  const view = answerOf(await app.page.evaluate(() => handset.account.get({})));
  expect(view).toMatchObject({ mode: 'real', secretPlace: 'unanswered' });
});

function filesWith(folder: string, bytes: Buffer): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readIfThere(file).includes(bytes));
}

test('every POST has a connection of its own: a reused one could be sent again by itself', async ({
  app,
  exotel,
}) => {
  await startCalling(app.page, exotel.baseUrl);
  exotel.answerPostsWith(errorAnswer(409, 10706, 'User device is currently busy'));
  await dial(app.page, '98765 43210');
  await dial(app.page, '98765 43211');
  expect(exotel.posts().map(({ nth }) => nth)).toEqual([1, 1]);
});

test('a live call: on the dialer its card says so, everywhere else the header', async ({
  app,
  exotel,
}) => {
  const { page } = app;
  await startCalling(page, exotel.baseUrl);
  const header = page.getByRole('banner');
  await expect(header.getByText('Ready', { exact: true })).toBeVisible();
  // It goes on for as long as this test does.
  await dial(page, '98765 43210');
  await expect(liveCard(page)).toHaveAttribute('data-state', 'accepted');
  await expect(header.getByText('Ready', { exact: true })).toBeHidden();
  await expect(header.getByRole('link')).toBeHidden();
  await goTo(page, 'History');
  await header.getByRole('link').click();
  await expect(liveCard(page)).toBeVisible();
  exotel.endCalls();
  await expect(header.getByText('Ready', { exact: true })).toBeVisible();
});

test('offline: said for as long as it is so', async ({ app, exotel }) => {
  const { page } = app;
  await startCalling(page, exotel.baseUrl);
  const header = page.getByRole('banner');
  await page.context().setOffline(true);
  await expect(page.getByText(/This computer is offline/)).toBeVisible();
  await expect(header.getByText('Offline', { exact: true })).toBeVisible();
  await expect(header.getByText('Ready', { exact: true })).toBeHidden();
  const asked = exotel.ledger.length;
  await page.context().setOffline(false);
  await expect(page.getByText(/This computer is offline/)).toBeHidden();
  await expect(header.getByText('Ready', { exact: true })).toBeVisible();
  // Back again, Exotel is asked whether it is there.
  await expect.poll(() => exotel.ledger.length).toBeGreaterThan(asked);
});

test('offline, as the system says: nothing is placed, unless the agent knows better', async ({
  app,
  exotel,
}) => {
  const { page } = app;
  await startCalling(page, exotel.baseUrl);
  // Of every hour, for a test at night.
  answerOf(await page.evaluate(() => handset.settings.update({ callingHours: {} })));
  await useAccountOfNobody(app);
  await app.desktop.setOnline(false);
  await enterNumber(page, '98765 43210');
  await expect(page.getByText(/reports that it is offline/)).toBeVisible();
  expect(await callHistory(page, false)).toEqual([]);
  await page.getByRole('button', { name: 'Dial anyway' }).click();
  await expect.poll(async () => (await callHistory(page, false)).length).toBe(1);
  await expect.poll(async () => (await newestCall(page, false)).state).toBe('not_sent');
});

test('offline, nobody has to give a reason for a call that cannot be sent', async ({ app }) => {
  const { page } = app;
  await useAccountOfNobody(app);
  // Night over there, whenever this runs.
  const indian = new Date(Date.now() + 330 * 60_000);
  const fromMinute = (indian.getUTCHours() * 60 + indian.getUTCMinutes() + 600) % 1439;
  const callingHours = { IN: { fromMinute, toMinute: fromMinute + 1 } };
  answerOf(await page.evaluate((patch) => handset.settings.update(patch), { callingHours }));
  await app.desktop.setOnline(false);
  await enterNumber(page, '98765 43210');
  await expect(page.getByText(/reports that it is offline/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: /why|reason/i })).toBeHidden();
  expect(await callHistory(page, false)).toEqual([]);
  await app.desktop.setOnline(true);
  await numberField(page).press('Enter');
  await expect(page.getByRole('textbox', { name: /why|reason/i })).toBeVisible();
});
