import { expect, type Locator, type Page } from '@playwright/test';
import type { Bridge } from '../../src/shared/contract/index.ts';
import type { Result } from '../../src/shared/domain/app-error.ts';
import type { Call } from '../../src/shared/domain/call.ts';

declare global {
  var handset: Bridge;
}

export type ScreenName = 'Dial' | 'History' | 'Contacts' | 'Recordings' | 'Settings';

export async function goTo(page: Page, screen: ScreenName): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: screen, exact: true })
    .click();
  // The screen before stays until the wanted one is loaded.
  await page.getByRole('heading', { name: screen, exact: true, level: 1 }).waitFor();
}

export function numberField(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Number to dial' });
}

export function callButton(page: Page): Locator {
  return page.getByRole('button', { name: 'Call', exact: true });
}

/** The card of the call that matters now. */
export function liveCard(page: Page): Locator {
  return page.locator('section[data-call-id]');
}

/** Note, result and what comes after the call. */
export function wrapUp(page: Page): Locator {
  return page.getByRole('region', { name: 'Wrap-up' });
}

export function historyRows(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Calls' }).getByRole('option');
}

/** Everything about the chosen call. */
export function callDetails(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Call details' });
}

/** Types a number into the dialer and presses Enter. */
export async function enterNumber(page: Page, number: string): Promise<void> {
  await goTo(page, 'Dial');
  await numberField(page).fill(number);
  await numberField(page).press('Enter');
}

/** Dials through the dialer, as an agent does; resolves when the call is kept. */
export async function dial(page: Page, number: string): Promise<void> {
  const before = await countCalls(page);
  await enterNumber(page, number);
  await expect.poll(() => countCalls(page)).toBe(before + 1);
}

async function countCalls(page: Page): Promise<number> {
  return (await callHistory(page, true)).length + (await callHistory(page, false)).length;
}

/** The practice history as main has it, newest first. */
export async function callHistory(page: Page, practice = true): Promise<Call[]> {
  const result = await page.evaluate(
    (which) => handset.history.page({ practice: which, beforeSeq: null, limit: 500 }),
    practice,
  );
  return answerOf(result).calls;
}

/** The newest call as main has it. */
export async function newestCall(page: Page, practice = true): Promise<Call> {
  const [newest] = await callHistory(page, practice);
  if (!newest) throw new Error('No call was kept.');
  return newest;
}

/** Waits until the newest call has come out so. */
export async function expectOutcome(page: Page, outcome: Call['outcome']): Promise<Call> {
  const newest = async () => (await callHistory(page))[0]?.outcome;
  // In its own time a practice call takes half a minute.
  await expect.poll(newest, { timeout: 90_000 }).toBe(outcome);
  return newestCall(page);
}

/** Three calls, oldest first: talked, refused, not answered by the agent. */
export async function fillHistory(page: Page): Promise<void> {
  await dial(page, '98765 40000');
  await expectOutcome(page, 'completed');
  await dial(page, '98765 50005');
  await expectOutcome(page, 'rejected');
  await dial(page, '98765 60001');
  await expectOutcome(page, 'agent_unanswered');
}

/** Where a reason is written that the dialer asks for. */
export function reasonField(page: Page): Locator {
  return page.getByLabel('Why this call can’t wait');
}

/** Writes the reason for a dial from elsewhere: what comes too soon was not meant for the field. */
export async function writeReason(page: Page, reason: string): Promise<void> {
  await expect(async () => {
    await reasonField(page).fill(reason);
    await expect(reasonField(page)).toHaveValue(reason, { timeout: 100 });
  }).toPass({ intervals: [1_000] });
}

/** Writes into the search box and presses keys, with no time between for anything to change. */
export async function typeAtOnce(page: Page, text: string, keys: string[]): Promise<void> {
  await page.evaluate(
    (typed) => {
      const search = document.querySelector<HTMLInputElement>('input[type="search"]');
      const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      write?.call(search, typed.text);
      search?.dispatchEvent(new Event('input', { bubbles: true }));
      for (const key of typed.keys) {
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      }
    },
    { text, keys },
  );
}

/** A command's answer; a refusal fails the test. */
export function answerOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}
