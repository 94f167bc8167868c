import { chromium } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { findChromium } from '../../../scripts/chromium.ts';
import type { WallView } from '../../../src/relay/http/wall.ts';
import { brokerlessRig, floorRig } from '../../support/floor-rig.ts';
import { brokerTest } from '../../support/mosquitto.ts';
import { patience } from '../../support/patience.ts';

/** What a wall's events have said so far. */
async function listenTo(url: string): Promise<{ views: WallView[]; ended: Promise<void> }> {
  const response = await fetch(`${url}/events`);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const views: WallView[] = [];
  const read = async (): Promise<void> => {
    let rest = '';
    for await (const chunk of response.body ?? []) {
      const parts = (rest + new TextDecoder().decode(chunk)).split('\n\n');
      rest = parts.pop() ?? '';
      views.push(...parts.map((part) => JSON.parse(part.replace(/^data: /, ''))));
    }
  };
  return { views, ended: read().catch(() => {}) };
}

test('the page runs nothing but itself, and may not be framed, cached or followed', async () => {
  const rig = brokerlessRig();
  const relay = await rig.relay();
  const response = await fetch(rig.wallUrl(relay));
  const { headers } = response;
  expect(headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; script-src 'sha256-[\w+/]+=*'; style-src 'sha256-[\w+/]+=*'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
  );
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('cache-control')).toBe('no-store');
  const html = await response.text();
  expect(html).not.toMatch(/(src|href)=|style="|https?:/);
  expect((await fetch(rig.wallUrl(relay), { method: 'POST' })).status).toBe(405);
});

brokerTest('the wall follows the floor, and says that the broker is away', async () => {
  const rig = await floorRig();
  const relay = await rig.relay({ queues: [{ id: 'sales', name: 'Sales' }] });
  const asha = await rig.desktop('asha');
  const { views, ended } = await listenTo(rig.wallUrl(relay));
  await expect.poll(() => views.at(-1)?.brokerAwayMs, patience).toBe(null);
  await asha.say({ state: 'break', reason: 'Tea' });
  await expect
    .poll(() => views.at(-1)?.agents, patience)
    .toEqual([
      { name: 'Agent asha', state: 'break', forMs: expect.any(Number), reason: 'Tea' },
      { name: 'Agent ravi', state: 'offline', forMs: null, reason: null },
    ]);
  await asha.send({ kind: 'spent', place: 4, query: 3, refused: 1 });
  await expect
    .poll(() => views.at(-1), patience)
    .toMatchObject({ name: 'The floor', placed: 4, queried: 3, refused: 1, limitPerMinute: 200 });
  // Queues are the router's to show.
  const { connect } = rig.flow('sales', relay);
  await expect.poll(async () => (await fetch(`${relay.url}/router`)).status, patience).toBe(200);
  await fetch(`${connect[0]}?CallSid=call-1`);
  await expect
    .poll(() => views.at(-1)?.queues, patience)
    .toEqual([{ name: 'Sales', waiting: 0, answered: 0, missed: 1 }]);
  await rig.broker.kill();
  await expect.poll(() => views.at(-1)?.brokerAwayMs, patience).toBeGreaterThanOrEqual(0);
  await relay.stop();
  await ended;
});

test('so many may watch, and no more', async () => {
  const rig = brokerlessRig();
  const relay = await rig.relay();
  for (let count = 0; count < 32; count += 1) await listenTo(rig.wallUrl(relay));
  expect((await fetch(`${rig.wallUrl(relay)}/events`)).status).toBe(503);
});

const browser = findChromium();
if (!browser) console.warn('No Chromium here: the wall is not looked at.');

test.skipIf(!browser)(
  'in a browser it shows who does what, and says when the relay is gone',
  async () => {
    const rig = brokerlessRig();
    const relay = await rig.relay();
    const started = await chromium.launch({
      ...(browser && { executablePath: browser }),
      args: ['--no-sandbox'],
    });
    onTestFinished(() => started.close());
    const page = await started.newPage({ viewport: { width: 1_280, height: 720 } });
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(rig.wallUrl(relay));
    await page.getByText('Agent asha').waitFor();
    await page.getByText('The relay has been without its broker').waitFor();
    expect(await page.title()).toBe('The floor · Handset');
    expect(await page.locator('#counts li').allInnerTexts()).toEqual([
      '0\nAvailable',
      '0\nOn a call',
      '0\nAfter a call',
      '0\nOn a break',
      '2\nOffline',
    ]);
    const overflows = await page.evaluate(
      () => document.documentElement.scrollHeight > window.innerHeight,
    );
    expect(overflows).toBe(false);
    // Neither its script nor its style was refused by its own policy.
    expect(complaints).toEqual([]);
    await relay.stop();
    await page.getByText('The relay cannot be reached.').waitFor();
  },
);
