import type { Page } from '@playwright/test';
import { dialled } from '../support/dialled.ts';
import { expect, test } from './fixtures.ts';
import { callHistory, dial, expectOutcome, liveCard, newestCall } from './steps.ts';

/** The number's ending, the outcome, and what the card says of it. */
const stories = [
  ['0000', 'completed', /^Talked \d+:\d\d$/],
  ['0001', 'agent_unanswered', /Your phone rang, but was not answered/],
  ['0002', 'customer_unanswered', /You answered, .+ did not/],
  ['0003', 'agent_cancelled', /You hung up before/],
  ['0004', 'customer_not_dialled', /Exotel did not ring/],
  ['0010', 'completed', /^Talked \d+:\d\d$/],
] as const;

test('each practice story ends as it should, and the card says how', async ({ app }) => {
  for (const [ending, outcome, sentence] of stories) {
    await test.step(ending, async () => {
      await dial(app.page, `98765 4${ending}`);
      const call = await expectOutcome(app.page, outcome);
      const card = liveCard(app.page);
      await expect(card).toHaveAttribute('data-call-id', call.id);
      await expect(card).toHaveAttribute('data-outcome', outcome);
      await expect(card.getByText(sentence).first()).toBeVisible();
      expect(call).toMatchObject({ practice: true, state: 'ended' });
      expect(call.legsSupported).toBe(ending !== '0010');
      if (outcome === 'completed') expect(call.talkSeconds).toBeGreaterThan(0);
      else expect(call.talkSeconds).toBeNull();
    });
  }
  expect(await callHistory(app.page)).toHaveLength(stories.length);
});

const refusals = [
  ['0005', 409, 10706, /Your phone is busy/],
  ['0006', 403, 10717, /do-not-disturb register/],
  ['0007', 429, 10724, /limit of requests/],
] as const;

test('a refused call shows our sentence and Exotel’s own code', async ({ app }) => {
  for (const [ending, httpStatus, code, sentence] of refusals) {
    await test.step(ending, async () => {
      await dial(app.page, `98765 4${ending}`);
      const call = await expectOutcome(app.page, 'rejected');
      expect(dialled(call).dial.problem).toMatchObject({ httpStatus, code });
      const card = liveCard(app.page);
      await expect(card).toHaveAttribute('data-call-id', call.id);
      await expect(card).toHaveAttribute('data-state', 'rejected');
      await expect(card.getByText(sentence)).toBeVisible();
      await expect(card.getByText(new RegExp(String(code)))).toBeVisible();
    });
  }
});

test.describe('a number ending in 0008: nobody can know, and Handset says so', () => {
  for (const [button, verdict] of [
    ['My phone rang', 'rang'],
    ['It didn’t ring', 'silent'],
  ] as const) {
    test(`“${button}” settles it, and nothing is dialled again`, async ({ app }) => {
      await dial(app.page, '98765 40008');
      await expectOutcome(app.page, 'unknown');
      const card = liveCard(app.page);
      await expect(card.getByText(/don’t know if this call was placed/)).toBeVisible();
      await expect(card.getByText(/will not dial again by itself/)).toBeVisible();
      await card.getByRole('button', { name: button }).click();
      await expect.poll(async () => dialled(await newestCall(app.page)).dial.verdict).toBe(verdict);
      await expect(card.getByRole('button', { name: button })).toBeHidden();
      await app.restart();
      expect(await callHistory(app.page)).toMatchObject([{ dial: { verdict } }]);
    });
  }
});

test.describe('while a call is open', () => {
  // The call has to be open while it is looked at, however slow the machine is.
  test.use({ env: { HANDSET_PRACTICE_SPEED: '1' } });

  test('“Check now” asks at once, and says what it heard', async ({ app }) => {
    await dial(app.page, '98765 43210');
    await expect(liveCard(app.page)).toHaveAttribute('data-state', 'agent_answered');
    const heard = async () => (await newestCall(app.page)).lastHeardAt ?? 0;
    const before = await heard();
    await app.page.getByRole('button', { name: 'Check now' }).click();
    await expect(
      liveCard(app.page).getByText(/^Still going on, as of \d+:\d\d:\d\d [ap]m\.$/),
    ).toBeVisible();
    await expect.poll(heard).toBeGreaterThan(before);
  });

  test('both legs are told step by step, and what cannot be known is not claimed', async ({
    app,
  }) => {
    const told = await everyCardTold(app.page);
    await dial(app.page, '98765 43210');
    await expectOutcome(app.page, 'completed');
    await expect(liveCard(app.page)).toHaveAttribute('data-outcome', 'completed');
    const cards = await told.jsonValue();
    // Whether Exotel is seen to finish a call depends on when it is asked.
    const states = cards.map(({ state }) => state).filter((state) => state !== 'finishing');
    expect(states.filter((state, n) => state !== states[n - 1])).toEqual([
      'sending',
      'accepted',
      'agent_answered',
      'ended',
    ]);
    const textWhile = (wanted: string) => cards.findLast(({ state }) => state === wanted)?.text;
    expect(textWhile('accepted')).toMatch(/Hang up on your phone to end the call/);
    expect(textWhile('agent_answered')).toMatch(/Ringing or talking/i);
    expect(textWhile('agent_answered')).toMatch(/Exotel doesn’t say/);
  });

  for (const how of ['restart', 'kill'] as const) {
    test(`a ${how} resumes it`, async ({ app }) => {
      await dial(app.page, '98765 43210');
      await expect(liveCard(app.page)).toHaveAttribute('data-state', /accepted|agent_answered/);
      const { id, sid } = await newestCall(app.page);
      if (how === 'kill') {
        await app.kill();
      } else {
        await app.quit();
      }
      await app.start({ env: { HANDSET_PRACTICE_SPEED: '20' } });
      const call = await expectOutcome(app.page, 'completed');
      expect(call).toMatchObject({ id, sid });
      expect(await callHistory(app.page)).toHaveLength(1);
      await expect(liveCard(app.page)).toHaveAttribute('data-outcome', 'completed');
    });
  }
});

/** What each card of a call said from now on, as it changed. */
function everyCardTold(page: Page) {
  return page.evaluateHandle(() => {
    const told: { state: string; text: string }[] = [];
    const look = () => {
      const card = document.querySelector<HTMLElement>('section[data-call-id]');
      if (card) told.push({ state: card.dataset['state'] ?? '', text: card.textContent });
    };
    new MutationObserver(look).observe(document.body, {
      attributes: true,
      childList: true,
      subtree: true,
      characterData: true,
    });
    return told;
  });
}
