import { expect, test } from './fixtures.ts';
import { book, dial, expectOutcome, liveCard, newestCall } from './steps.ts';

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
  expect(await book(app.page)).toHaveLength(stories.length);
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
      expect(call.problem).toMatchObject({ httpStatus, code });
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
      await expect.poll(async () => (await newestCall(app.page)).verdict).toBe(verdict);
      await expect(card.getByRole('button', { name: button })).toBeHidden();
      await app.restart();
      expect(await book(app.page)).toMatchObject([{ verdict }]);
    });
  }
});

test.describe('in its own time', () => {
  // The call has to be open while it is looked at.
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
});

test.describe('while a call is open', () => {
  // Slow enough for a look at each step.
  test.use({ env: { HANDSET_PRACTICE_SPEED: '8' } });

  test('both legs are told step by step, and what cannot be known is not claimed', async ({
    app,
  }) => {
    await dial(app.page, '98765 43210');
    const card = liveCard(app.page);
    await expect(card).toHaveAttribute('data-state', 'accepted');
    await expect(card.getByText(/Hang up on your phone to end the call/)).toBeVisible();
    await expect(card).toHaveAttribute('data-state', 'agent_answered');
    await expect(card.getByText(/Ringing or talking/i).first()).toBeVisible();
    await expect(card.getByText(/Exotel does not tell/).first()).toBeVisible();
    await expect(card).toHaveAttribute('data-outcome', 'completed');
  });

  for (const how of ['restart', 'kill'] as const) {
    test(`a ${how} resumes it`, async ({ app }) => {
      await dial(app.page, '98765 43210');
      await expect(liveCard(app.page)).toHaveAttribute('data-state', 'accepted');
      const { id, sid } = await newestCall(app.page);
      if (how === 'kill') {
        await app.kill();
        await app.start();
      } else {
        await app.restart();
      }
      const call = await expectOutcome(app.page, 'completed');
      expect(call).toMatchObject({ id, sid });
      expect(await book(app.page)).toHaveLength(1);
      await expect(liveCard(app.page)).toHaveAttribute('data-outcome', 'completed');
    });
  }
});
