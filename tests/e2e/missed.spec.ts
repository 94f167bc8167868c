import type { Page } from '@playwright/test';
import type { Database } from 'better-sqlite3';
import { writeJoinText } from '../../src/floor/join-text.ts';
import { pathsIn } from '../../src/main/base/paths.ts';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import { insertCall } from '../../src/main/storage/tables/calls.ts';
import { addContact } from '../../src/main/storage/tables/contacts.ts';
import {
  addMissed,
  type NewMissedCall,
  takeMissed,
} from '../../src/main/storage/tables/missed-calls.ts';
import type { InboundFacts } from '../../src/shared/domain/call.ts';
import { inboundCall } from '../support/call-facts.ts';
import { expect, expectAccessible, type Handset, test } from './fixtures.ts';
import { type ExotelOnLoopback, goodAccount, startExotel } from './provider.ts';
import { answerOf, callHistory, goTo, liveCard } from './steps.ts';

const minute = 60_000;
const floor = 'support';

/** What was missed while Handset was away: its database is opened in between. */
async function meanwhile(app: Handset, write: (db: Database) => void): Promise<void> {
  await app.quit();
  const db = openConnection(pathsIn(app.userData).database);
  write(db);
  db.close();
  await app.start();
}

function addArrival(db: Database, ago: number, changes: Partial<InboundFacts>): void {
  const id = `in-${changes.sid}`;
  const facts = inboundCall({
    id,
    createdAt: Date.now() - ago,
    outcome: 'agent_unanswered',
    ...changes,
  });
  insertCall(db, facts, 0, 0);
  db.prepare('UPDATE calls SET wrapped = 1 WHERE id = ?').run(id);
}

function addFloors(db: Database, ago: number, changes: Partial<NewMissedCall>): void {
  addMissed(db, {
    sid: 'sid-1',
    floor,
    number: '+919876500001',
    caller: '09876500001',
    called: '02241499102',
    queue: 'sales',
    queueName: 'Sales',
    why: 'nobody_free',
    at: Date.now() - ago,
    ...changes,
  });
}

const link = (page: Page) => page.getByRole('link', { name: /^Missed/ });
const rows = (page: Page) => page.getByRole('list', { name: 'Missed calls' }).getByRole('listitem');
const rowOf = (page: Page, who: string) => rows(page).filter({ hasText: who });
const status = (page: Page) => page.locator('.missed-head [role="status"]');

async function openMissed(page: Page): Promise<void> {
  await link(page).click();
  await page.getByRole('heading', { name: 'Missed calls', level: 1 }).waitFor();
}

test('where no calls come in, none are missed: nothing of it is there', async ({ app }) => {
  const { page } = app;
  await expect(page.getByRole('navigation').getByRole('link')).toHaveCount(5);
  await expect(link(page)).toHaveCount(0);
  await expect(page.getByText('to call back')).toHaveCount(0);
});

test('in practice: found, called back, spoken with, and gone', async ({ app }) => {
  await meanwhile(app, (db) => {
    const practice = { practice: true, customerNumber: '+919876540000' } as const;
    addArrival(db, 90 * minute, { ...practice, sid: 'a' });
    addArrival(db, 30 * minute, { ...practice, sid: 'b', outcome: 'voicemail' });
    addArrival(db, 20 * minute, {
      practice: true,
      sid: 'c',
      customerNumber: null,
      customerDisplay: null,
    });
  });
  const { page } = app;
  const hint = page.getByRole('main').getByRole('link', { name: /1 customer to call back/ });
  await expect(hint).toBeVisible();
  await hint.click();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).nth(0)).toContainText('Withheld number');
  await expect(rows(page).nth(0)).toContainText('cannot be called back');
  await expect(rows(page).nth(1)).toContainText('2 times');
  await expect(rows(page).nth(1)).toContainText('Left a voicemail');
  await expectAccessible(page);

  await rows(page)
    .nth(1)
    .getByRole('button', { name: /^Call back: / })
    .click();
  await expect(liveCard(page)).toBeVisible();
  await expect
    .poll(async () => (await callHistory(page))[0])
    .toMatchObject({
      direction: 'outbound',
      dial: { source: 'missed' },
      outcome: 'completed',
    });
  await openMissed(page);
  await expect(rows(page)).toHaveCount(1);
});

test('with keys alone: to the list, through it, off it and back', async ({ app }) => {
  await meanwhile(app, (db) => {
    for (const [index, sid] of ['a', 'b', 'c'].entries())
      addArrival(db, (index + 1) * minute, {
        practice: true,
        sid,
        customerNumber: `+91987654000${index}`,
        customerDisplay: `+91 98765 4000${index}`,
      });
  });
  const { page } = app;
  await expect(link(page)).toBeVisible();
  await page.keyboard.press('Alt+5');
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).nth(0).getByRole('button').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).nth(1).getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(rows(page)).toHaveCount(2);
  await expect(status(page)).toHaveText('2 customers to call back');
  await expect(page.getByText('+91 98765 40001 is off the list.')).toBeVisible();
  await expect(rows(page).nth(1).getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press('c');
  await expect(liveCard(page)).toBeVisible();
});

test.describe('on a floor', () => {
  test.use({ args: [], keychain: true });
  let exotel: ExotelOnLoopback;
  test.beforeEach(async () => {
    exotel = await startExotel();
  });
  test.afterEach(() => exotel.close());

  /** A real account, and a floor that is joined and out of reach. */
  async function join({ page }: Handset): Promise<void> {
    const account = { ...goodAccount, region: 'custom', baseUrl: exotel.baseUrl } as const;
    answerOf(await page.evaluate((draft) => handset.account.save(draft), account));
    const text = writeJoinText({
      relay: 'http://127.0.0.1:9',
      broker: 'ws://127.0.0.1:9/mqtt',
      floor,
      agent: 'asha',
      name: 'Asha Rao',
      generation: 1,
      secret: 'A'.repeat(43),
      sticky: 'B'.repeat(43),
    });
    answerOf(await page.evaluate((joining) => handset.floor.join({ text: joining }), text));
  }

  test('mine and the floor’s; one whom a colleague calls takes a second step', async ({ app }) => {
    await join(app);
    await meanwhile(app, (db) => {
      addContact(db, { practice: false, name: 'Meera Iyer', number: '+919876500001' });
      addArrival(db, 40 * minute, {
        sid: 'mine',
        customerNumber: '+919876500003',
        customerDisplay: '+91 98765 00003',
      });
      addFloors(db, 10 * minute, { sid: 'sid-1' });
      addFloors(db, 5 * minute, { sid: 'sid-2', number: '+919876500002', why: 'caller_left' });
      takeMissed(db, 'sid-2', { by: 'Vikram Shah', me: false, at: Date.now() });
    });
    const { page } = app;
    await openMissed(page);
    await expect(status(page)).toHaveText('2 customers to call back');
    await expect(rows(page)).toHaveCount(3);
    await page.getByRole('radio', { name: /^Rang you/ }).click();
    await expect(rows(page)).toHaveCount(1);
    await page.getByRole('radio', { name: /^The floor’s/ }).click();
    await expect(rows(page)).toHaveCount(2);
    await expect(rowOf(page, 'Meera Iyer')).toContainText('Sales');
    await expectAccessible(page);
    await page.getByRole('radio', { name: /^All/ }).click();

    const taken = rowOf(page, '+91 98765 00002');
    await expect(taken).toContainText('Vikram Shah is calling back');
    await taken.getByRole('button', { name: /Call as well/ }).click();
    const question = page.getByRole('alert');
    await expect(question).toContainText('Vikram Shah is calling this customer back.');
    expect(exotel.posts()).toHaveLength(0);
    await page.getByRole('button', { name: 'Dial anyway' }).click();
    await expect(liveCard(page)).toBeVisible();
    await expect.poll(() => exotel.posts().length).toBe(1);
  });
});

for (const theme of ['light', 'dark'] as const)
  test(`narrow and wide, ${theme}`, async ({ app }) => {
    await meanwhile(app, (db) => {
      const who = { customerNumber: '+919876540007', customerDisplay: '+91 98765 40007' };
      addArrival(db, minute, { practice: true, sid: 'a', ...who });
      addArrival(db, minute, {
        practice: true,
        sid: 'b',
        customerNumber: null,
        customerDisplay: null,
      });
    });
    const { page } = app;
    answerOf(await page.evaluate((change) => handset.settings.update(change), { theme }));
    await openMissed(page);
    for (const width of [380, 720, 1360]) {
      await app.resize(width, 800);
      await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
      await expectAccessible(page);
      const beyond = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      expect(beyond).toBeLessThanOrEqual(0);
    }
    await goTo(page, 'Dial');
    await expectAccessible(page);
  });
