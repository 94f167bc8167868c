import type { Page } from '@playwright/test';
import type { Settings } from '../../src/shared/domain/settings.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { answerOf, goTo, numberField } from './steps.ts';

async function openTab(page: Page, name: string): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('tab', { name, exact: true }).click();
}

async function settings(page: Page): Promise<Settings> {
  return answerOf(await page.evaluate(() => handset.settings.get({})));
}

const results = async (page: Page) =>
  (await settings(page)).results.map(({ id, name }) => [id, name]);

const nameField = (page: Page, place: number) =>
  page.getByRole('textbox', { name: `Name of result ${place}`, exact: true });

test('a result is added, renamed and moved by keys, and its digit is its place', async ({
  app,
}) => {
  const { page } = app;
  await openTab(page, 'Results');
  await page.getByRole('textbox', { name: 'New result' }).fill('Sold');
  await page.keyboard.press('Enter');
  await expect(nameField(page, 7)).toHaveValue('Sold');
  const up = page.getByRole('button', { name: 'Move Sold up' });
  await up.focus();
  for (let place = 6; place >= 1; place -= 1) {
    await page.keyboard.press('Enter');
    await expect(nameField(page, place)).toHaveValue('Sold');
    // The row took the focus along.
    await expect(up).toBeFocused();
  }
  await expect(page.getByRole('status').filter({ hasText: 'Sold is now number 1.' })).toHaveCount(
    1,
  );
  // At the top there is nowhere to go.
  await page.keyboard.press('Enter');
  await expect(nameField(page, 1)).toHaveValue('Sold');

  await nameField(page, 1).fill('Paid');
  await page.keyboard.press('Enter');
  await expect.poll(() => results(page)).toContainEqual(['Sold', 'Paid']);
  await nameField(page, 2).fill('Keen');
  await nameField(page, 2).blur();
  await expect.poll(() => results(page)).toContainEqual(['interested', 'Keen']);
  // Its own word again follows the language again.
  await nameField(page, 2).fill('Interested');
  await page.keyboard.press('Enter');
  await expect.poll(() => results(page)).toContainEqual(['interested', null]);
  await expectAccessible(page);
});

test('two results of one name there are not, and none without', async ({ app }) => {
  const { page } = app;
  await openTab(page, 'Results');
  const before = await results(page);
  await nameField(page, 1).fill('do not call');
  await expect(nameField(page, 1)).toHaveAccessibleDescription(
    'This result is already in the list.',
  );
  await nameField(page, 1).blur();
  await expect(nameField(page, 1)).toHaveValue('Interested');
  await nameField(page, 1).fill(' ');
  await page.keyboard.press('Enter');
  await expect(nameField(page, 1)).toHaveAccessibleDescription('A result needs a name.');
  await page.keyboard.press('Escape');
  await expect(nameField(page, 1)).toHaveValue('Interested');
  expect(await results(page)).toEqual(before);
});

test('which results mark a number “do not call” is the agent’s choice; none at all is said', async ({
  app,
}) => {
  const { page } = app;
  await openTab(page, 'Results');
  const none = page.getByText(/^No result marks a number/);
  await expect(none).toBeHidden();
  await page.getByRole('button', { name: 'Remove Do not call' }).click();
  await expect(none).toBeVisible();
  await page.getByRole('switch', { name: 'Not interested marks the number “do not call”' }).click();
  await expect(none).toBeHidden();
  const marking = (await settings(page)).results.filter(({ marksDoNotCall }) => marksDoNotCall);
  expect(marking.map(({ id }) => id)).toEqual(['not_interested']);
  await app.restart();
  await openTab(app.page, 'Results');
  await app.page.getByRole('button', { name: 'Back to the first list' }).click();
  await app.page.getByRole('button', { name: 'Replace my list' }).click();
  await expect(nameField(app.page, 6)).toHaveValue('Do not call');
});

test('the ways to the other pages stay while a page scrolls, wide and narrow', async ({ app }) => {
  const { page } = app;
  await openTab(page, 'Shortcuts');
  for (const width of [1180, 380]) {
    await app.resize(width, 600);
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
    const scrolled = await page.evaluate(() => {
      const box = document.querySelector('.settings');
      box?.scrollTo(0, box.scrollHeight);
      return box?.scrollTop ?? 0;
    });
    expect(scrolled).toBeGreaterThan(50);
    // Nothing shows above them.
    const gap = await page.evaluate(() => {
      const top = (selector: string) =>
        document.querySelector(selector)?.getBoundingClientRect().top;
      return (top('.settings-nav') ?? 0) - (top('.settings') ?? 0);
    });
    expect(gap).toBe(width === 380 ? 0 : 24);
    for (const name of ['Account', 'About'])
      await expect(page.getByRole('tab', { name, exact: true })).toBeInViewport({ ratio: 1 });
  }
});

test('no country is chosen for the agent', async ({ app }) => {
  const { page } = app;
  await openTab(page, 'Calling');
  const country = page.getByRole('combobox', { name: 'Country without hours' });
  const add = page.getByRole('button', { name: 'Add country' });
  await expect(country).toHaveText('Choose a country…');
  await expect(add).toBeDisabled();
  await country.click();
  await page.getByRole('option', { name: 'Singapore' }).click();
  await add.click();
  await expect(page.locator('[data-country="SG"]')).toBeVisible();
  await expect(country).toHaveText('Choose a country…');
});

test('a sentence that names a place in the settings leads there', async ({ app }) => {
  const { page } = app;
  await app.desktop.takeHotkey('CommandOrControl+Shift+E');
  await openTab(page, 'Shortcuts');
  await page.getByRole('button', { name: /^Change shortcut/ }).click();
  await page.keyboard.press('Control+Shift+E');
  const refused = page.getByRole('alert').filter({ hasText: 'already uses this shortcut' });
  await goTo(page, 'Settings');
  await page.getByRole('tab', { name: 'About' }).click();
  await refused.getByRole('link', { name: 'Settings › Shortcuts' }).click();
  const tab = page.getByRole('tab', { name: 'Shortcuts' });
  await expect(tab).toHaveAttribute('aria-selected', 'true');
});

test.describe('keys', () => {
  const width = (page: Page) => page.evaluate(() => innerWidth);

  test('Ctrl with plus, minus and zero: the text size, which is remembered', async ({ app }) => {
    const { page } = app;
    await app.resize(1200, 800);
    await expect.poll(() => width(page)).toBe(1200);
    await expect(numberField(page)).toBeFocused();
    await page.keyboard.press('Control+=');
    await expect.poll(() => width(page)).toBe(Math.round(1200 / 1.1));
    await page.keyboard.press('Control+NumpadAdd');
    await expect.poll(() => width(page)).toBe(1200 / 1.25);
    await app.restart();
    await expect.poll(() => width(app.page)).toBe(1200 / 1.25);
    await expect(numberField(app.page)).toBeVisible();
    await app.page.keyboard.press('Control+-');
    await expect.poll(() => width(app.page)).toBe(Math.round(1200 / 1.1));
    await app.page.keyboard.press('Control+0');
    await expect.poll(() => width(app.page)).toBe(1200);
    await openTab(app.page, 'General');
    await app.page.getByRole('combobox', { name: 'Text size' }).click();
    await app.page.getByRole('option', { name: '150 %' }).click();
    await expect.poll(() => width(app.page)).toBe(800);
    await expectAccessible(app.page);
  });

  test('Alt with a digit opens a screen, also out of the number field; Ctrl does not', async ({
    app,
  }) => {
    const { page } = app;
    const heading = (name: string) => page.getByRole('heading', { name, exact: true, level: 1 });
    await expect(numberField(page)).toBeFocused();
    for (const [key, name] of [
      ['Alt+2', 'History'],
      ['Alt+3', 'Contacts'],
      ['Alt+4', 'Recordings'],
      ['Alt+5', 'Settings'],
      ['Alt+1', 'Dial'],
    ] as const) {
      await page.keyboard.press(key);
      await expect(heading(name)).toBeVisible();
    }
    await page.keyboard.press('Control+2');
    await page.keyboard.press('Alt+6');
    await expect(heading('Dial')).toBeVisible();
    await expect(numberField(page)).toHaveValue('');
  });

  test('a dialog is answered first', async ({ app }) => {
    const { page } = app;
    await openTab(page, 'Results');
    await page.getByRole('button', { name: 'Move Call later up' }).click();
    await page.getByRole('button', { name: 'Back to the first list' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await page.keyboard.press('Alt+1');
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  });
});
