import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { channelNames } from '../../src/shared/contract/index.ts';
import { test as base, expect } from './fixtures.ts';
import { callDetails, goTo, historyRows, numberField } from './steps.ts';

const events = channelNames().events;

const test = base.extend<{ outside: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here.
  outside: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'handset-questions-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
  env: async ({ outside }, use) =>
    use({ HANDSET_TRAFFIC_FILE: join(outside, 'traffic'), HANDSET_PRACTICE_SPEED: '60' }),
});
test.skip(({ app }) => app.runtime === 'electron', 'the double writes down what main replies');

/** What the windows have asked main so far, in order. */
function asked(outside: string): string[] {
  return readFileSync(join(outside, 'traffic'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { channel: string }).channel)
    .filter((channel) => !events.includes(channel));
}

test('eight questions at the start; none while a call goes on, nor at its end', async ({
  app,
  outside,
}) => {
  const { page } = app;
  await expect(page.locator('#stories-title')).toBeVisible();
  await expect.poll(() => asked(outside).length).toBe(8);
  expect(asked(outside).sort()).toEqual([
    'account:get',
    'calls:current',
    'floor:view',
    'history:recentNumbers',
    'missed:list',
    'profiles:list',
    'settings:get',
    'shell:status',
  ]);
  await numberField(page).fill('98765 40000');
  await numberField(page).press('Enter');
  await expect(page.locator('[data-outcome="completed"]')).toBeVisible({ timeout: 90_000 });
  const after = asked(outside);
  expect(after.findIndex((channel) => channel.startsWith('dialing:'))).toBe(8);
  const dialled = after.slice(after.indexOf('dialing:offer') + 1);
  // The card shows what is known of this number from before.
  expect(dialled).toEqual(['history:detail']);
});

test('the details of a call follow it without a question', async ({ app, outside }) => {
  const { page } = app;
  await numberField(page).fill('98765 40000');
  await numberField(page).press('Enter');
  await goTo(page, 'History');
  await historyRows(page).first().click();
  await expect(callDetails(page)).toContainText('98765 40000');
  const before = asked(outside).length;
  await expect(callDetails(page)).toContainText('Talked', { timeout: 90_000 });
  expect(asked(outside).slice(before)).toEqual([]);
});
