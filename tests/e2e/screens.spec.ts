import type { Page } from '@playwright/test';
import { expect, expectAccessible, type Handset, test } from './fixtures.ts';
import {
  answerOf,
  dial,
  expectOutcome,
  goTo,
  historyRows,
  liveCard,
  numberField,
  type ScreenName,
} from './steps.ts';

const screens: ScreenName[] = ['Dial', 'History', 'Contacts', 'Recordings', 'Settings'];

async function set(page: Page, patch: Parameters<typeof handset.settings.update>[0]) {
  answerOf(await page.evaluate((change) => handset.settings.update(change), patch));
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(beyond).toBeLessThanOrEqual(0);
}

async function resize(app: Handset, width: number): Promise<void> {
  await app.resize(width, 800);
  await expect.poll(() => app.page.evaluate(() => innerWidth)).toBe(width);
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test('every screen, empty', async ({ app }) => {
      await set(app.page, { theme });
      await expect(app.page.locator('html')).toHaveAttribute('data-theme', theme);
      for (const screen of screens) {
        await goTo(app.page, screen);
        await expectAccessible(app.page);
      }
      for (const tab of await app.page.getByRole('tab').all()) {
        await tab.click();
        await expectAccessible(app.page);
      }
    });

    test.describe('with a call', () => {
      // It has to be open while it is looked at, however slow the machine is.
      test.use({ env: { HANDSET_PRACTICE_SPEED: '1' } });

      test('every screen with calls, a live one among them', async ({ app }) => {
        const { page } = app;
        await set(page, { theme });
        await dial(page, '98765 40000');
        await expect(liveCard(page)).toHaveAttribute('data-state', /accepted|agent_answered/);
        await expectAccessible(page);
        await expectOutcome(page, 'completed');
        await expect(liveCard(page)).toHaveAttribute('data-outcome', 'completed');
        await expectAccessible(page);
        await dial(page, '98765 40008');
        await expectOutcome(page, 'unknown');
        await expect(page.getByRole('button', { name: 'My phone rang' })).toBeVisible();
        await expectAccessible(page);
        await goTo(page, 'History');
        await historyRows(page).nth(1).click();
        await expectAccessible(page);
        await goTo(page, 'Recordings');
        await expectAccessible(page);
      });
    });

    test('the small window', async ({ app }) => {
      await set(app.page, { theme, countdownSeconds: 10 });
      await app.desktop.setClipboard('98765 43210');
      await app.desktop.pressHotkey('CommandOrControl+Shift+D');
      const mini = await app.miniWindow();
      await expect(mini.getByRole('button', { name: /^Dial now/ })).toBeVisible();
      await expectAccessible(mini);
      await expectNoSidewaysScroll(mini);
      await mini.keyboard.press('Enter');
      await expect(mini.getByRole('button', { name: /^Dial now/ })).toBeHidden();
      await expectAccessible(mini);
    });
  });
}

test.describe('before there is an account', () => {
  test.use({ args: [] });

  test('onboarding, light and dark, narrow and wide', async ({ app }) => {
    const start = app.page.getByRole('button', { name: 'Test connection' });
    for (const theme of ['light', 'dark'] as const) {
      await set(app.page, { theme });
      await expect(app.page.locator('html')).toHaveAttribute('data-theme', theme);
      for (const width of [380, 1360]) {
        await resize(app, width);
        await expect(start).toBeVisible();
        await expectAccessible(app.page);
        await expectNoSidewaysScroll(app.page);
      }
    }
  });
});

test('from 380 to 1360 pixels nothing scrolls sideways', async ({ app }) => {
  await dial(app.page, '98765 40005');
  await expectOutcome(app.page, 'rejected');
  for (const width of [380, 720, 1360]) {
    await resize(app, width);
    for (const screen of screens) {
      await goTo(app.page, screen);
      await expectNoSidewaysScroll(app.page);
    }
  }
});

test('in a narrow window “Practice” is said once', async ({ app }) => {
  const { page } = app;
  await resize(app, 380);
  await dial(page, '98765 40005');
  await expectOutcome(page, 'rejected');
  await expect(liveCard(page)).toHaveAttribute('data-outcome', 'rejected');
  await expect(page.getByText('Practice', { exact: true }).filter({ visible: true })).toHaveCount(
    1,
  );
});

test('from one screen to the next there is always a screen', async ({ app }) => {
  const bare = await app.page.evaluateHandle(() => {
    const moments: string[] = [];
    const look = () => document.querySelector('main h1') || moments.push(location.hash);
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    return moments;
  });
  for (const screen of screens) await goTo(app.page, screen);
  expect(await bare.jsonValue()).toEqual([]);
});

test('follows the system’s theme', async ({ app }) => {
  await app.desktop.setSystemTheme('dark');
  const background = () => app.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect.poll(background).toBe('rgb(13, 17, 23)');
  await app.desktop.setSystemTheme('light');
  await expect.poll(background).toBe('rgb(245, 246, 248)');
});

test('speaks Hindi', async ({ app }) => {
  const { page } = app;
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const devanagari = () =>
    page.evaluate(() =>
      [...document.fonts]
        .filter(({ family, status }) => family.includes('Devanagari') && status === 'loaded')
        .map(({ unicodeRange }) => unicodeRange.slice(0, 10)),
    );
  expect(await devanagari()).toEqual([]);
  await set(page, { language: 'hi' });
  await expect.poll(devanagari).toEqual(['U+900-97F,']);
  await expect(page.locator('html')).toHaveAttribute('lang', 'hi');
  await expect(page.locator('body')).toContainText(/[\u0900-\u097f]{3}/);
  await expect(numberField(page)).toBeHidden();
  await expectAccessible(page);
  await resize(app, 380);
  await expectNoSidewaysScroll(page);
  // A word without a translation shows as its key, for example `dialer.call`.
  await expect(page.locator('body')).not.toContainText(/\b[a-z]+\.[a-zA-Z_.]{3,}\b/);
  await set(page, { language: 'en' });
  await expect(numberField(page)).toBeVisible();
});
