import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { updateList } from '../support/update-list.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { answerOf, dial, goTo, liveCard } from './steps.ts';

/** Settings › About, what it says of updates. */
async function updatesOf(page: Page) {
  await goTo(page, 'Settings');
  await page.getByRole('tab', { name: 'About', exact: true }).click();
  return page.getByRole('region', { name: 'Updates' });
}

test('without a feed Handset says that it asks nobody, and offers no way to', async ({ app }) => {
  const updates = await updatesOf(app.page);
  await expect(updates).toContainText('Updates are installed by your administrator.');
  await expect(updates.getByRole('button')).toHaveCount(0);
  await expectAccessible(app.page);
  const asked = answerOf(await app.page.evaluate(() => handset.updates.check({})));
  expect(asked).toMatchObject({ managed: 'administrator', state: 'idle', checkedAt: null });
});

test('an installation that cannot replace itself does not ask the feed that is there', async ({
  app,
}) => {
  let asked = 0;
  const feed = createServer((_request, response) => {
    asked += 1;
    response.end();
  });
  await new Promise<void>((resolve) => feed.listen(0, '127.0.0.1', resolve));
  const { port } = feed.address() as AddressInfo;
  try {
    await app.restart({ env: { HANDSET_UPDATE_FEED: `http://127.0.0.1:${port}/` } });
    const updates = await updatesOf(app.page);
    await expect(updates).toContainText('this kind of installation cannot replace itself');
    answerOf(await app.page.evaluate(() => handset.updates.check({})));
    await app.quit();
    expect(asked).toBe(0);
  } finally {
    feed.close();
  }
});

/** A program that ends at once, as an AppImage that was just put in place does. */
const program = (version: string) => Buffer.from(`#!/bin/sh\nexit 0\n# ${version}\n`);

test.describe('an AppImage with a feed', () => {
  test.skip(process.platform !== 'linux', 'AppImages are for Linux');
  let folder: string;
  let feed: Server;
  let image: string;

  test.beforeEach(async ({ app }) => {
    folder = await mkdtemp(join(tmpdir(), 'handset-updates-'));
    image = join(folder, 'Handset.AppImage');
    await writeFile(image, program('this one'), { mode: 0o755 });
    const list = updateList({
      version: '99.0.0',
      name: 'Handset-99.0.0.AppImage',
      content: program('99.0.0'),
      notes: 'Search is quicker.\n<img src=x> is text.',
    });
    feed = createServer((request, response) =>
      response.end(request.url?.includes('latest-linux') ? list : program('99.0.0')),
    );
    await new Promise<void>((resolve) => feed.listen(0, '127.0.0.1', resolve));
    const { port } = feed.address() as AddressInfo;
    await app.restart({
      env: {
        HANDSET_UPDATE_FEED: `http://127.0.0.1:${port}/`,
        HANDSET_DOUBLE_PACKAGED: '1',
        APPIMAGE: image,
        XDG_CACHE_HOME: join(folder, 'cache'),
        HANDSET_PRACTICE_SPEED: '1',
      },
    });
    test.skip(app.runtime !== 'double', 'only the double plays an installed Handset');
  });
  test.afterEach(async ({ app }) => {
    await app.kill();
    feed.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('fetches on the agent’s word, shows what is new as text, and installs at the end', async ({
    app,
  }) => {
    const updates = await updatesOf(app.page);
    await expect(updates).toContainText('Handset looks for updates once a day');
    await updates.getByRole('button', { name: 'Check now' }).click();
    await expect(updates).toContainText('Version 99.0.0 is ready.');
    await expect(updates).toContainText('<img src=x> is text.');
    await expect(updates.getByRole('switch', { name: 'Install when I quit' })).toBeChecked();
    await expectAccessible(app.page);
    expect(await readFile(image)).toEqual(program('this one'));
    await app.quit();
    expect(await readFile(image)).toEqual(program('99.0.0'));
  });

  test('at the end not, where the agent put it off', async ({ app }) => {
    const updates = await updatesOf(app.page);
    await updates.getByRole('button', { name: 'Check now' }).click();
    await updates.getByRole('switch', { name: 'Install when I quit' }).click();
    await expect(updates.getByRole('switch')).not.toBeChecked();
    await app.quit();
    expect(await readFile(image)).toEqual(program('this one'));
  });

  test('at once on the agent’s word: Handset ends, though its window stays in the tray else', async ({
    app,
  }) => {
    const updates = await updatesOf(app.page);
    await updates.getByRole('button', { name: 'Check now' }).click();
    await updates.getByRole('button', { name: 'Quit and install now' }).click();
    await app.ended();
    expect(await readFile(image)).toEqual(program('99.0.0'));
  });

  test('not while there is a call', async ({ app }) => {
    await dial(app.page, '98765 43210');
    await expect(liveCard(app.page)).toHaveAttribute('data-state', /accepted|agent_answered/);
    const updates = await updatesOf(app.page);
    await expect(updates).toContainText('Updates wait until your calls are over and wrapped up.');
    await expect(updates.getByRole('button', { name: 'Check now' })).toBeDisabled();
    const asked = answerOf(await app.page.evaluate(() => handset.updates.check({})));
    expect(asked).toMatchObject({ state: 'idle', busy: true });
  });
});

test.describe('a feed that cannot be understood', () => {
  test.use({ env: { HANDSET_UPDATE_FEED: 'http://updates.example.com/' } });

  test('is named, and not asked', async ({ app }) => {
    const updates = await updatesOf(app.page);
    await expect(updates).toContainText('it can’t make sense of what HANDSET_UPDATE_FEED says');
    await expect(updates.getByRole('button')).toHaveCount(0);
  });
});
