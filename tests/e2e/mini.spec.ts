import type { Page } from '@playwright/test';
import { practiceNumber } from '../../src/shared/domain/practice-story.ts';
import { expect, expectAccessible, type Handset, test } from './fixtures.ts';
import { expectMini, expectWhole, Hands, offer, set, windowState } from './small-window.ts';
import {
  answerOf,
  callHistory,
  liveCard,
  newestCall,
  reasonField,
  wrapUp,
  writeReason,
} from './steps.ts';

const answered = practiceNumber('completed');
const unanswered = practiceNumber('customer_unanswered');

/** Dials by hotkey and Enter, once there is something to confirm. */
async function dialByKeys(app: Handset, number: string): Promise<Page> {
  await set(app.page, { countdownSeconds: 10 });
  const mini = await offer(app, number);
  await expect(mini.getByRole('button', { name: /^Dial now/ })).toBeVisible();
  await mini.keyboard.press('Enter');
  return mini;
}

/** Dials by the hotkey, and answers with the small window once the call is over. */
async function dialToTheEnd(app: Handset, number: string): Promise<Page> {
  const mini = await dialByKeys(app, number);
  await expect(mini.getByRole('button', { name: /^Done/ })).toBeVisible({ timeout: 20_000 });
  return mini;
}

async function current(page: Page): Promise<string[]> {
  return answerOf(await page.evaluate(() => handset.calls.current({}))).map(({ id }) => id);
}

async function setDoNotCall(page: Page, number: string): Promise<void> {
  answerOf(
    await page.evaluate(
      (marked) => handset.contacts.setDoNotCall({ number: marked, on: true }),
      number,
    ),
  );
}

async function saveContact(page: Page, name: string, number: string): Promise<void> {
  const contact = { id: null, name, number };
  answerOf(await page.evaluate((input) => handset.contacts.save(input), contact));
}

test.describe('keystrokes', () => {
  test('a call that nobody answers, from copying its number to filing it: four', async ({
    app,
  }) => {
    await set(app.page, { countdownSeconds: 10 });
    const hands = new Hands(app);
    await hands.copy('Call me: +44 7700 900002');
    await hands.hotkey();
    const mini = await app.miniWindow();
    await expect(mini.getByText('+44 7700 900002')).toBeVisible();
    await hands.press(mini, 'Enter');
    await expect(mini.getByRole('button', { name: 'Done · No answer' })).toBeVisible({
      timeout: 20_000,
    });
    await hands.press(mini, 'Enter');
    await expectMini(app, 'hidden');
    expect(hands.count).toBe(4);
    expect(await newestCall(app.page)).toMatchObject({
      customerNumber: unanswered,
      disposition: 'no_answer',
      dial: { source: 'hotkey' },
    });
    expect(await current(app.page)).toEqual([]);
  });

  test('what was filed there is told in the main window, and can be taken back', async ({
    app,
  }) => {
    const mini = await dialToTheEnd(app, unanswered);
    await mini.keyboard.press('Enter');
    await expectMini(app, 'hidden');
    await expect(app.page.getByText('Filed: No answer')).toBeVisible();
    await app.page.getByRole('button', { name: /^Undo/ }).click();
    await expect(liveCard(app.page)).toBeVisible();
    expect(await current(app.page)).toHaveLength(1);
    expect(await newestCall(app.page)).toMatchObject({ disposition: null });
  });

  test('a result by its digit, a line of note, and Enter', async ({ app }) => {
    const mini = await dialToTheEnd(app, answered);
    await mini.keyboard.press('1');
    await expect(mini.getByRole('radio', { name: 'Interested', exact: true })).toBeChecked();
    await expect(mini.getByRole('button', { name: 'Done · Interested' })).toBeVisible();
    await mini.getByRole('textbox', { name: 'Note' }).fill('Wants 25 seats');
    await mini.keyboard.press('Enter');
    await expectMini(app, 'hidden');
    expect(await newestCall(app.page)).toMatchObject({
      disposition: 'interested',
      note: 'Wants 25 seats',
    });
    expect(await current(app.page)).toEqual([]);
  });

  test('Ctrl and a digit files at once, out of the note as well', async ({ app }) => {
    const mini = await dialToTheEnd(app, answered);
    await mini.getByRole('textbox', { name: 'Note' }).fill('Call on 12 March');
    await mini.keyboard.press('Control+2');
    await expectMini(app, 'hidden');
    expect(await newestCall(app.page)).toMatchObject({
      disposition: 'call_later',
      note: 'Call on 12 March',
    });
  });

  test('Esc files nothing: the wrap-up waits in the main window', async ({ app }) => {
    const mini = await dialToTheEnd(app, answered);
    await mini.keyboard.press('Escape');
    await expectMini(app, 'hidden');
    await expect(wrapUp(app.page).getByRole('button', { name: /^Done/ })).toBeVisible();
    expect(await current(app.page)).toHaveLength(1);
  });
});

test.describe('nothing is cut off', () => {
  test('long names and numbers, from the countdown to the wrap-up', async ({ app }) => {
    const name = 'Venkatanarasimharajuvaripeta Subramaniam-Krishnamurthy Iyengar';
    await saveContact(app.page, name, unanswered);
    await set(app.page, { countdownSeconds: 10 });
    const mini = await offer(app, unanswered);
    await expect(mini.getByText(name)).toBeVisible();
    await expectWhole(mini);
    await expectAccessible(mini);
    await mini.keyboard.press('Enter');
    await expect(mini.getByRole('button', { name: /^Done/ })).toBeVisible({ timeout: 20_000 });
    await expect(mini.getByText(name)).toBeVisible();
    await expectWhole(mini);
    await expectAccessible(mini);
    await set(app.page, { language: 'hi', theme: 'dark' });
    await expect(mini.getByRole('button', { name: /^हो गया/ })).toBeVisible();
    await expectWhole(mini);
  });

  test('the window grows away from the edge it stands at, and comes back', async ({ app }) => {
    await set(app.page, { countdownSeconds: 10 });
    const mini = await offer(app, unanswered);
    await expect(mini.getByRole('button', { name: /^Dial now/ })).toBeVisible();
    await expectWhole(mini);
    const before = (await windowState(app, true))?.bounds;
    await mini.keyboard.press('Enter');
    await expect(mini.getByRole('button', { name: /^Done/ })).toBeVisible({ timeout: 20_000 });
    await expectWhole(mini);
    const after = (await windowState(app, true))?.bounds;
    const foot = (bounds: typeof after) => bounds && bounds.y + bounds.height;
    expect(after?.height).toBeGreaterThan(before?.height ?? 0);
    expect(foot(after)).toBe(foot(before));
    expect(after?.x).toBe(before?.x);
  });
});

test.describe('do not call', () => {
  test('is said before Enter; an Enter out of habit calls nobody, a written reason does', async ({
    app,
  }) => {
    await setDoNotCall(app.page, answered);
    await set(app.page, { countdownSeconds: 1 });
    const mini = await offer(app, answered);
    await expect(mini.getByText('Marked do not call.')).toBeVisible();
    await expectWhole(mini);
    const { waiting } = answerOf(await app.page.evaluate(() => handset.dialing.desk({})));
    expect(waiting).toMatchObject({ doNotCall: true, dialAt: null });
    await mini.keyboard.press('Enter');
    // The main window asks, as it does outside calling hours; the small one is out of the way.
    const reason = reasonField(app.page);
    await expect(reason).toBeFocused();
    await expect
      .poll(async () => windowState(app, false))
      .toMatchObject({ visible: true, focused: true });
    await expectMini(app, 'hidden');
    await app.page.keyboard.press('Enter');
    await app.page.keyboard.press('Enter');
    await expect(reason).toBeFocused();
    expect(await callHistory(app.page)).toEqual([]);
    await writeReason(app.page, 'She asked me to call back today');
    await app.page.getByRole('button', { name: /^Dial anyway/ }).click();
    await expect.poll(async () => (await callHistory(app.page)).length).toBe(1);
    expect(await newestCall(app.page)).toMatchObject({
      dial: { source: 'hotkey', doNotCallReason: 'She asked me to call back today' },
    });
  });
});

test.describe('several numbers', () => {
  const text = `Office ${answered}, mobile ${unanswered}`;

  test('Enter out of habit chooses none; a digit chooses', async ({ app }) => {
    await set(app.page, { hotkeyMode: 'ask' });
    const mini = await offer(app, text);
    await expect(mini.getByRole('heading', { name: 'Which number?' })).toBeVisible();
    await expectWhole(mini);
    await expectAccessible(mini);
    await mini.keyboard.press('Enter');
    await expect(mini.getByRole('heading', { name: 'Which number?' })).toBeVisible();
    await mini.keyboard.press('2');
    await expect(mini.getByRole('button', { name: /^Dial now/ })).toBeVisible();
    await expect(mini.getByText('+44 7700 900002')).toBeVisible();
    // An Enter too soon after the digit means nothing; a later one dials.
    await expect(async () => {
      await mini.keyboard.press('Enter');
      expect((await callHistory(app.page))[0]?.customerNumber).toBe(unanswered);
    }).toPass();
    expect(await callHistory(app.page)).toHaveLength(1);
  });

  test('the arrows move, Enter chooses, Esc lets it be', async ({ app }) => {
    await set(app.page, { hotkeyMode: 'ask' });
    const mini = await offer(app, text);
    await expect(mini.getByRole('heading', { name: 'Which number?' })).toBeVisible();
    await mini.keyboard.press('ArrowDown');
    await mini.keyboard.press('ArrowDown');
    await mini.keyboard.press('ArrowUp');
    await expect(mini.getByRole('button', { name: '+44 7700 900000' })).toBeFocused();
    await mini.keyboard.press('Enter');
    await expect(mini.getByRole('button', { name: /^Dial now/ })).toBeVisible();
    await mini.keyboard.press('Escape');
    await expectMini(app, 'hidden');
    expect(await callHistory(app.page)).toEqual([]);
  });
});

test.describe('a call that was not simply placed', () => {
  test('refused: why, the next step, and Enter opens it in the main window', async ({ app }) => {
    const mini = await dialByKeys(app, practiceNumber('busy'));
    await expect(mini.getByRole('alert')).toContainText('Your phone is busy');
    await expectWhole(mini);
    await expectAccessible(mini);
    await mini.keyboard.press('Enter');
    await expect(liveCard(app.page)).toHaveAttribute('data-outcome', 'rejected');
    await expect.poll(async () => (await windowState(app, false))?.focused).toBe(true);
    await expectMini(app, 'hidden');
  });

  test('in doubt: asks whether the phone rang, and takes no Enter for an answer', async ({
    app,
  }) => {
    const mini = await dialByKeys(app, practiceNumber('server_error'));
    await expect(mini.getByRole('button', { name: 'My phone rang' })).toBeVisible();
    await expectWhole(mini);
    await expectAccessible(mini);
    await mini.keyboard.press('Enter');
    expect(await newestCall(app.page)).toMatchObject({ state: 'unknown', dial: { verdict: null } });
    await mini.keyboard.press('2');
    await expect(mini.getByText('You said that your phone did not ring.')).toBeVisible();
    expect(await newestCall(app.page)).toMatchObject({ dial: { verdict: 'silent' } });
    await mini.keyboard.press('Enter');
    await expectMini(app, 'hidden');
    expect(await current(app.page)).toEqual([]);
  });
});
