import type { Page } from '@playwright/test';
import { expect, expectAccessible, test as practice } from './fixtures.ts';
import { type ExotelOnLoopback, goodAccount, startExotel } from './provider.ts';
import {
  answerOf,
  callButton,
  callHistory,
  dial,
  enterNumber,
  expectOutcome,
  liveCard,
  newestCall,
  numberField,
  reasonField,
} from './steps.ts';

const draft = { ...goodAccount, region: 'custom' } as const;

/** Handset with a real account at a provider on loopback beside the practice one. */
const test = practice.extend<{ exotel: ExotelOnLoopback }>({
  exotel: async ({ app }, use) => {
    const exotel = await startExotel();
    const account = { ...draft, baseUrl: exotel.baseUrl };
    answerOf(await app.page.evaluate((each) => handset.account.save(each), account));
    await use(exotel);
    await exotel.close();
  },
});

async function stopClock(page: Page): Promise<void> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

test.describe('practice and real', () => {
  test('a switch of the account takes the other one’s card away, and its numbers', async ({
    app,
    exotel,
  }) => {
    const { page } = app;
    answerOf(await page.evaluate(() => handset.account.usePractice({})));
    await dial(page, '98765 40005');
    await expectOutcome(page, 'rejected');
    await expect(page.getByRole('button', { name: 'Dial again' })).toBeVisible();
    answerOf(await page.evaluate(() => handset.account.useReal({})));
    await expect(liveCard(page)).toBeHidden();
    await expect(page.getByRole('button', { name: 'Dial again' })).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Recent' })).not.toContainText('40005');
    expect(exotel.posts()).toEqual([]);
    // It waits where it was.
    answerOf(await page.evaluate(() => handset.account.usePractice({})));
    await expect(page.getByRole('region', { name: 'Calls to finish' })).toContainText('40005');
  });

  test('every dial says which account it was meant for', async ({ app, exotel }) => {
    const { page } = app;
    await dial(page, '98765 43210');
    await expect.poll(() => exotel.posts().length).toBe(1);
    expect(await newestCall(page, false)).toMatchObject({ practice: false });
  });
});

test.describe('a question', () => {
  test.use({ args: [] });

  test('do not call: a written reason or nothing, and nothing moves', async ({ app, exotel }) => {
    const { page } = app;
    const mark = { number: '+919876543210', on: true };
    answerOf(await page.evaluate((each) => handset.contacts.setDoNotCall(each), mark));
    const before = await callButton(page).boundingBox();
    await numberField(page).fill('98765 43210');
    await expect(page.getByText(/India · mobile/)).toBeVisible();
    await numberField(page).press('Enter');
    await expect(page.getByText('This number is marked do-not-call.')).toBeVisible();
    await expect(reasonField(page)).toBeFocused();
    expect(await callButton(page).boundingBox()).toEqual(before);
    await expect(page.getByText('Nothing was dialled')).toHaveCount(0);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(numberField(page)).toBeFocused();
    // Three reflexes in a row, and blanks, are no reason.
    await page.keyboard.press('Enter');
    await expect(reasonField(page)).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await reasonField(page).fill('   ');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Dial anyway' })).toBeDisabled();
    expect(exotel.posts()).toEqual([]);
    await reasonField(page).fill('She asked for it');
    await page.keyboard.press('Enter');
    await expect.poll(() => exotel.posts().length).toBe(1);
    expect(await newestCall(page, false)).toMatchObject({
      dial: { doNotCallReason: 'She asked for it' },
    });
  });

  test('a second call over a live one: Enter again, once it could be read', async ({
    app,
    exotel,
  }) => {
    const { page } = app;
    await dial(page, '98765 43210');
    await expect(liveCard(page)).toHaveAttribute('data-state', 'accepted');
    await expect(liveCard(page)).toBeFocused();
    await numberField(page).fill('98765 43211');
    const before = await callButton(page).boundingBox();
    await numberField(page).press('Enter');
    await expect(page.getByText(/Another call is still on your line/)).toBeVisible();
    expect(await callButton(page).boundingBox()).toEqual(before);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.getByText(/Another call is still on your line/)).toBeHidden();
    await expect(numberField(page)).toHaveValue(/43211/);
    await stopClock(page);
    await page.keyboard.press('Enter');
    await expect(page.getByText(/Another call is still on your line/)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByText(/Another call is still on your line/)).toBeVisible();
    expect(exotel.posts()).toHaveLength(1);
    await page.clock.runFor(700);
    await page.keyboard.press('Enter');
    await expect.poll(() => exotel.posts().length).toBe(2);
  });
});

practice.describe('keys', () => {
  practice('from the number on to the call by one Tab; the keypad is one stop', async ({ app }) => {
    const { page } = app;
    await numberField(page).fill('98765 40005');
    await page.keyboard.press('Tab');
    await expect(callButton(page)).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: '1', exact: true })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(numberField(page)).toHaveValue(/5$/);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('switch', { name: 'Record' })).toBeFocused();
  });

  practice('down and Enter dial a recent number; up is what was typed', async ({ app }) => {
    const { page } = app;
    for (const number of ['98765 40000', '98765 50000']) {
      await dial(page, number);
      await expectOutcome(page, 'completed');
      await expect(liveCard(page)).toHaveAttribute('data-outcome', 'completed');
      await page.keyboard.press('Enter');
      await expect(liveCard(page)).toBeHidden();
    }
    await expect(numberField(page)).toBeFocused();
    await expect(page.getByRole('region', { name: 'Recent' }).getByRole('button')).toHaveCount(2);
    await page.keyboard.press('ArrowDown');
    await expect(numberField(page)).toHaveValue('+91 98765 50000');
    await page.keyboard.press('ArrowUp');
    await expect(numberField(page)).toHaveValue('');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(numberField(page)).toHaveValue('+91 98765 40000');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await callHistory(page)).length).toBe(3);
    expect(await newestCall(page)).toMatchObject({ customerNumber: '+919876540000' });
  });

  practice('a click on a story or a recent number leaves Enter to dial it', async ({ app }) => {
    const { page } = app;
    await page.getByRole('button', { name: /your phone is busy/ }).click();
    await expect(numberField(page)).toBeFocused();
    await page.keyboard.press('Enter');
    await expectOutcome(page, 'rejected');
    expect(await newestCall(page)).toMatchObject({ customerNumber: '+447700900005' });
  });

  practice('a number pasted beside a call is the next one', async ({ app }) => {
    const { page } = app;
    await dial(page, '98765 40005');
    await expectOutcome(page, 'rejected');
    await expect(liveCard(page)).toBeFocused();
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '+91 98765 43211');
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    });
    await expect(numberField(page)).toBeFocused();
    await expect(numberField(page)).toHaveValue('+91 98765 43211');
    expect(await callHistory(page)).toHaveLength(1);
  });

  practice('Enter in the empty field dials nothing, and says nothing', async ({ app }) => {
    const { page } = app;
    await enterNumber(page, '');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(numberField(page)).toBeFocused();
  });
});

practice.describe('around a call', () => {
  // The call has to be open while it is looked at, however slow the machine is.
  practice.use({ env: { HANDSET_PRACTICE_SPEED: '1' } });

  practice('the clock never runs back, and the state stands there once', async ({ app }) => {
    const { page } = app;
    await dial(page, '98765 40000');
    await expect(liveCard(page)).toHaveAttribute('data-state', 'agent_answered');
    const shown = await page.evaluateHandle(() => {
      const times: string[] = [];
      const look = () => {
        const time = document.querySelector('.call-clock-time')?.textContent;
        if (time) times.push(time);
      };
      look();
      new MutationObserver(look).observe(document.body, {
        childList: true,
        subtree: true,
        characterData: true,
      });
      return times;
    });
    await expect(page.locator('.status-live')).toBeHidden();
    await expect(page.getByText('Practice', { exact: true })).toHaveCount(1);
    await expectOutcome(page, 'completed');
    await expect(liveCard(page)).toHaveAttribute('data-outcome', 'completed');
    const times = await shown.jsonValue();
    expect(times.length).toBeGreaterThan(1);
    expect(times).toEqual([...times].sort());
  });

  practice('what was said last stands under the name while it rings', async ({ app }) => {
    const { page } = app;
    await dial(page, '98765 40005');
    const { id } = await expectOutcome(page, 'rejected');
    const earlier = { id, note: 'Ask for Meera' };
    answerOf(await page.evaluate((each) => handset.calls.setNote(each), earlier));
    await page.keyboard.press('Enter');
    await dial(page, '98765 40005');
    await expect(liveCard(page).getByText('Ask for Meera')).toBeVisible();
    await expect(liveCard(page).getByRole('link', { name: /^Last call today/ })).toBeVisible();
  });
});
