import type { Locator, Page } from '@playwright/test';
import { errors } from 'playwright-core';
import type { Bridge } from '../../src/shared/contract/index.ts';
import type { Call } from '../../src/shared/domain/call.ts';
import { terminalStates } from '../../src/shared/domain/call-states.ts';
import { stop } from '../terminal.mjs';
import type { ProviderArguments } from './arguments.ts';
import { Refused } from './failure.ts';

/** With the last one the agent has to say how it came out: nothing more happens automatically. */
const endStates = [...terminalStates, 'unknown'] as const;
/**
 * For the picture of the small window; its story is a completed call, so that no question comes up.
 */
export const countdownNumber = '+44 7700 900000';
/** A longer call is ended by the server, or not at all. */
const longestCallMs = 10 * 60_000;
/** Real recordings take minutes; the demo does not wait for slow ones. */
const longestRecordingWaitMs = 2 * 60_000;

type Handset = { handset: Bridge };

/** Chooses the practice account on the first screen. */
export async function choosePractice(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try the practice account' }).click();
  await numberField(page).waitFor();
}

/** Fills in the account form, tests the connection and starts. */
export async function connect(page: Page, provider: ProviderArguments): Promise<void> {
  await page.getByRole('combobox', { name: 'Region' }).click();
  await page.getByRole('option', { name: 'Custom' }).click();
  const fields = {
    'Base URL': provider.baseUrl,
    'Account sid': provider.sid,
    'API key': provider.key,
    'API token': provider.token,
    'Your phone': provider.agent,
    ExoPhone: provider.exophone,
  };
  for (const [name, value] of Object.entries(fields)) {
    await page.getByRole('textbox', { name, exact: true }).fill(value);
  }
  await page.getByRole('button', { name: 'Test connection' }).click();
  const connected = page.getByText('Connected. Key, token, sid and region match.');
  await unlessRefused(page, connected, 'account_refused');
  await page.getByRole('button', { name: 'Start calling' }).click();
  await unlessRefused(page, numberField(page), 'account_refused');
}

/** Types the number and presses Enter; returns the call that this placed. */
export async function dial(page: Page, number: string, practice: boolean): Promise<Call> {
  await numberField(page).fill(number);
  await numberField(page).press('Enter');
  const card = page.locator('[data-call-id][data-state]').first();
  await unlessRefused(page, card, 'dial_refused');
  const [call] = await calls(page, practice);
  return call ?? stop('Handset shows a call that its history does not have.');
}

/** Waits until the call's card says that it is over, or until it takes too long for a demo. */
export async function follow(page: Page, { id }: Call): Promise<void> {
  const over = endStates.map((state) => `[data-call-id="${id}"][data-state="${state}"]`);
  const card = page.locator(over.join(', ')).first();
  await card.waitFor({ timeout: longestCallMs }).catch((error: unknown) => {
    if (!(error instanceof errors.TimeoutError)) throw error;
  });
}

/** Waits until the recording is on disk, or until it is clear that it won't be soon. */
export async function awaitRecording(page: Page, placed: Call): Promise<Call> {
  const isSettled = ({ recording }: Call): boolean =>
    ['saved', 'none', 'never_came', 'failed'].includes(recording.state);
  const deadline = Date.now() + longestRecordingWaitMs;
  for (;;) {
    const call = await latest(page, placed);
    if (isSettled(call) || Date.now() > deadline) return call;
    await page.waitForTimeout(200);
  }
}

/** Returns what the app knows of a call now. */
export async function latest(page: Page, { id, practice }: Call): Promise<Call> {
  const call = (await calls(page, practice)).find((candidate) => candidate.id === id);
  return call ?? stop('The call has left the history.');
}

/** Finds the call by part of its number, and opens it. */
export async function search(page: Page, call: Call): Promise<void> {
  await goTo(page, 'History');
  await page
    .getByRole('searchbox', { name: 'Search calls' })
    .fill((call.customerNumber ?? '').slice(-7));
  await row(page, call).click();
  const details = page.getByRole('complementary', { name: 'Call details' });
  await details.waitFor();
  // The sid is among the technical details, which are collapsed.
  const told = details.getByText(call.sid ?? call.customerDisplay ?? '').first();
  await told.waitFor({ state: 'attached' });
  if (call.recording.state !== 'saved') return;
  // The player is ready once the whole recording has been read, or it says that it cannot play.
  const play = page.getByRole('button', { name: 'Play' }).and(page.locator(':enabled'));
  await play.or(page.getByText('This recording cannot be played')).first().waitFor();
}

export async function goTo(page: Page, screen: string): Promise<void> {
  await page.getByRole('link', { name: screen, exact: true }).click();
  // Screens are loaded on first use; the previous one stays until then.
  await page.getByRole('heading', { name: screen, exact: true, level: 1 }).waitFor();
}

/** Waits for what should appear; if the app refuses, fails with the app's own words. */
async function unlessRefused(page: Page, wanted: Locator, kind: Refused['kind']): Promise<void> {
  // Notices above the screen are alerts as well, but unrelated.
  const refusal = page.locator('[role="alert"]:not([data-notice])').first();
  await wanted.or(refusal).first().waitFor();
  if (await wanted.isVisible()) return;
  const sentences = await refusal.locator('p').allInnerTexts();
  throw new Refused(kind, sentences.map((sentence) => sentence.trim()).join(' '));
}

function row(page: Page, { id }: Call): Locator {
  return page.getByRole('option').and(page.locator(`[data-call-id="${id}"]`));
}

function numberField(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Number to dial' });
}

/** Returns the newest calls as the app itself has them. */
async function calls(page: Page, practice: boolean): Promise<Call[]> {
  const result = await page.evaluate(
    (which) =>
      (globalThis as unknown as Handset).handset.history.page({
        practice: which,
        beforeSeq: null,
        limit: 5,
      }),
    practice,
  );
  if (!result.ok) stop(result.error.message);
  return result.value.calls;
}
