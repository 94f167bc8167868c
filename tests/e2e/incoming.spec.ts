import type { Page } from '@playwright/test';
import { type ArrivalStory, practiceCaller } from '../../src/shared/domain/practice-story.ts';
import { expect, expectAccessible, type Handset, test } from './fixtures.ts';
import { expectMini, offer, set, windowState } from './small-window.ts';
import {
  answerOf,
  callDetails,
  callHistory,
  dial,
  expectOutcome,
  goTo,
  historyRows,
  liveCard,
  numberField,
  wrapUp,
} from './steps.ts';

// Slow enough for a conversation to be seen.
test.use({ env: { HANDSET_PRACTICE_SPEED: '6' } });

/** What a story is called on its button. */
const buttons: Record<ArrivalStory, string> = {
  called_answered: 'You answer and talk',
  called_missed: 'You miss it',
  called_elsewhere: 'A colleague answers',
  called_left: 'The caller hangs up',
  called_voicemail: 'It goes to voicemail',
};

/** A practice customer calls, by the button an agent would press. */
async function beCalled(page: Page, story: ArrivalStory): Promise<void> {
  await page.getByRole('button', { name: buttons[story] }).click();
  await expect(liveCard(page)).toBeVisible();
}

/** The same from elsewhere: nobody touches the window. */
async function customerCalls({ page }: Handset, story: ArrivalStory): Promise<void> {
  answerOf(await page.evaluate((which) => handset.calls.callMe({ story: which }), story));
}

/** Calls that went by without the agent. */
const gone = (page: Page) => page.getByRole('region', { name: 'Went by without you' });

async function saveCaller(page: Page, story: ArrivalStory, name: string): Promise<void> {
  const contact = { id: null, name, number: practiceCaller(story) };
  answerOf(await page.evaluate((input) => handset.contacts.save(input), contact));
}

test.describe('a customer who calls', () => {
  test('from the ring to the history: card, conversation, wrap-up', async ({ app }) => {
    const { page } = app;
    await saveCaller(page, 'called_answered', 'Priya Sharma');
    await beCalled(page, 'called_answered');
    const card = liveCard(page);
    await expect(card.getByText('Incoming call')).toBeVisible();
    await expect(card.getByRole('heading', { name: 'Priya Sharma' })).toBeVisible();
    await expect(card.getByText('+44 7700 900900')).toBeVisible();
    await expect(card.getByRole('button', { name: /answer/i })).toHaveCount(0);
    await expect(card.getByText('You are talking')).toBeVisible();
    await card.getByRole('button', { name: 'Note' }).click();
    await page.keyboard.type('Wants the annual plan');
    await expectOutcome(page, 'completed');
    await expect(wrapUp(page).getByRole('button', { name: /^Done/ })).toBeVisible();
    await page.keyboard.press('Control+1');
    await expect(page.getByText('Filed: Interested')).toBeVisible();
    await goTo(page, 'History');
    await page.getByRole('radio', { name: 'Incoming' }).click();
    await expect(historyRows(page)).toHaveCount(1);
    await historyRows(page).first().click();
    const details = callDetails(page);
    await expect(details.getByText('You answered the call', { exact: true })).toBeVisible();
    await expect(details.getByRole('textbox', { name: 'Note' })).toHaveValue(
      'Wants the annual plan',
    );
    await page.getByRole('radio', { name: 'Outgoing' }).click();
    await expect(page.getByText('You have placed no call yet.')).toBeVisible();
  });

  test('is known by the last call, and opens as a contact', async ({ app }) => {
    const { page } = app;
    await beCalled(page, 'called_answered');
    await wrapUp(page).getByRole('textbox', { name: 'Note' }).fill('Call on Friday');
    await expectOutcome(page, 'completed');
    await wrapUp(page).getByRole('textbox', { name: 'Note' }).press('Control+Enter');
    await customerCalls(app, 'called_answered');
    await expect(liveCard(page).getByText('Call on Friday')).toBeVisible();
    await expect(liveCard(page).getByText('2 calls so far')).toBeVisible();
    await liveCard(page).getByRole('button', { name: 'Add contact' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Meera');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(liveCard(page).getByRole('heading', { name: 'Meera' })).toBeVisible();
    await expect(liveCard(page).getByRole('button', { name: 'Open contact' })).toBeVisible();
  });
});

test.describe('a call that went by', () => {
  for (const [story, outcome, words] of [
    ['called_missed', 'agent_unanswered', 'Missed'],
    ['called_left', 'customer_cancelled', 'Missed'],
    ['called_elsewhere', 'answered_elsewhere', 'A colleague answered'],
    ['called_voicemail', 'voicemail', 'Missed, voicemail'],
  ] as const) {
    test(`${story}: is said, asks for nothing, and can be put away`, async ({ app }) => {
      const { page } = app;
      await beCalled(page, story);
      await expectOutcome(page, outcome);
      await expect(gone(page).getByText(words, { exact: true })).toBeVisible();
      await expect(liveCard(page)).toHaveCount(0);
      await expectAccessible(page);
      await goTo(page, 'History');
      await page.getByRole('radio', { name: 'Missed' }).click();
      await expect(historyRows(page)).toHaveCount(words === 'A colleague answered' ? 0 : 1);
      await goTo(page, 'Dial');
      await gone(page)
        .getByRole('button', { name: /^Put away/ })
        .click();
      await expect(gone(page)).toHaveCount(0);
    });
  }
});

test('who reads the history sees the call in the small window and a notification, and types on', async ({
  app,
}) => {
  const { page } = app;
  await expect.poll(async () => (await windowState(app, false))?.focused).toBe(true);
  // On the dialer the card is enough.
  await beCalled(page, 'called_missed');
  await expectOutcome(page, 'agent_unanswered');
  expect((await windowState(app, true))?.visible ?? false).toBe(false);
  const titles = async () =>
    (await app.desktop.state()).notifications.map(({ title, body }) => `${title} ${body}`).join();
  expect(await titles()).toBe('');
  await goTo(page, 'History');
  await customerCalls(app, 'called_answered');
  await expectMini(app, 'visible');
  await expect((await app.miniWindow()).getByText('+44 7700 900900')).toBeVisible();
  await expect.poll(titles).toContain('+44 7700 900900');
  expect((await windowState(app, true))?.focused).toBe(false);
  expect((await windowState(app, false))?.focused).toBe(true);
});

test.describe('nothing is taken from the agent', () => {
  test('typing a number goes on, and Enter and Esc mean what they meant', async ({ app }) => {
    const { page } = app;
    await numberField(page).fill('98765');
    await customerCalls(app, 'called_answered');
    await expect(liveCard(page)).toBeVisible();
    await expect(numberField(page)).toBeFocused();
    await page.keyboard.type('4');
    await expect(numberField(page)).toHaveValue(/98765\s?4/);
    await page.keyboard.press('Escape');
    await expect(numberField(page)).toHaveValue('');
    await page.keyboard.press('Enter');
    await expect(liveCard(page)).toBeVisible();
    expect((await callHistory(page)).map(({ direction }) => direction)).toEqual(['inbound']);
  });

  test('a note about another call goes on; who calls stands above it', async ({ app }) => {
    const { page } = app;
    await dial(page, '98765 40000');
    await expectOutcome(page, 'completed');
    const note = wrapUp(page).getByRole('textbox', { name: 'Note' });
    await note.fill('Twelve seats');
    await customerCalls(app, 'called_answered');
    const arrival = page.getByRole('region', { name: 'Incoming call: +44 7700 900900' });
    await expect(arrival).toBeVisible();
    await expect(note).toBeFocused();
    await page.keyboard.type(', by Friday');
    await expect(note).toHaveValue('Twelve seats, by Friday');
    await expectAccessible(page);
    // Done with the one, the other takes its place.
    await page.keyboard.press('Control+Enter');
    await expect(liveCard(page).getByRole('heading', { name: '+44 7700 900900' })).toBeVisible();
    await expect(arrival).toHaveCount(0);
  });

  test('a note about a caller who hangs up stays where it is written', async ({ app }) => {
    const { page } = app;
    await beCalled(page, 'called_left');
    await liveCard(page).getByRole('button', { name: 'Note' }).click();
    await page.keyboard.type('Hung up ');
    await expectOutcome(page, 'customer_cancelled');
    await expect(liveCard(page).getByText('Missed', { exact: true })).toBeVisible();
    await page.keyboard.type('at once');
    await page.keyboard.press('Control+Enter');
    await expect(liveCard(page)).toHaveCount(0);
    await expect.poll(async () => (await callHistory(page))[0]?.note).toBe('Hung up at once');
  });

  test('a dial that waits stays, and is not confirmed by a key meant for nothing', async ({
    app,
  }) => {
    const { page } = app;
    await set(page, { hotkeyMode: 'ask' });
    const mini = await offer(app, '98765 40000');
    await expect(mini.getByRole('button', { name: /^Dial now/ })).toBeVisible();
    await customerCalls(app, 'called_missed');
    await expect(mini.getByText('+44 7700 900901')).toBeVisible();
    await mini.keyboard.press('Enter');
    await expect(mini.getByRole('button', { name: /^Dial now/ })).toBeVisible();
    await expectOutcome(page, 'agent_unanswered');
    expect((await callHistory(page)).map(({ direction }) => direction)).toEqual(['inbound']);
  });
});

for (const theme of ['light', 'dark'] as const) {
  test(`the card of a customer who calls is accessible, ${theme}`, async ({ app }) => {
    const { page } = app;
    await set(page, { theme });
    await beCalled(page, 'called_answered');
    await expectAccessible(page);
    await expect(liveCard(page).getByText('You are talking')).toBeVisible();
    await expectAccessible(page);
  });
}
