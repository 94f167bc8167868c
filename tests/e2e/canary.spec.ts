import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { canaryForms, found, foundInFolder, foundInProcesses } from '../support/canary.ts';
import { dialled } from '../support/dialled.ts';
import { callAnswer, endedAnswer, errorAnswer } from '../support/exotel-answers.ts';
import { type Reply, startProvider } from '../support/loopback-provider.ts';
import { test as base, expect, type Handset } from './fixtures.ts';
import { goodAccount } from './provider.ts';
import { dial, enterNumber, goTo, newestCall, numberField } from './steps.ts';

const { apiKey, apiToken, accountSid } = goodAccount;
const authorization = `Basic ${btoa(`${apiKey}:${apiToken}`)}`;
const forms = canaryForms(apiKey, apiToken);

/** What main gave to the pages, outside of the profile that is searched. */
const test = base.extend<{ outside: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here.
  outside: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'handset-canary-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
  env: async ({ outside }, use) => use({ HANDSET_TRAFFIC_FILE: join(outside, 'traffic') }),
});
test.use({ args: [] });

/** An Exotel that quotes, in every error, all that it was sent. */
async function startTalkativeExotel() {
  const quote = `got ${authorization} at https://${apiKey}:${apiToken}@host/?k=${encodeURIComponent(apiToken)}`;
  const state: { post: Reply | null; over: boolean } = { post: null, over: false };
  const refusal = errorAnswer(409, 10_706, quote);
  const audio = readFileSync(join(import.meta.dirname, '../../resources/practice/sample.mp3'));
  const provider = await startProvider(({ method, path, headers }) => {
    if (headers.authorization !== authorization) return errorAnswer(401, 1010, quote);
    if (path === '/recording.mp3')
      return (response) => {
        response.writeHead(200, { 'Content-Type': 'audio/mpeg', 'Content-Length': audio.length });
        response.end(audio);
      };
    if (method === 'POST') return state.post ?? callAnswer();
    if (/calls\/0+$/.test(path)) return errorAnswer(404, 1021, quote);
    if (path.endsWith('/legs')) return errorAnswer(401, 1010, quote);
    const recordings = [{ url: `${provider.baseUrl}/recording.mp3` }];
    return state.over ? endedAnswer({ recordings }) : callAnswer();
  });
  return { ...provider, state, refusal };
}

const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });

async function onboard(page: Page, baseUrl: string): Promise<void> {
  await field(page, 'API address').fill(
    `${baseUrl.replace('://', `://${apiKey}:${apiToken}@`)}/v3/accounts/${accountSid}`,
  );
  await field(page, 'Your phone').fill(goodAccount.agentUri);
  await field(page, 'ExoPhone').fill(goodAccount.virtualNumber);
}

/** All that the page holds and shows. */
function inPage(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      [...document.querySelectorAll('input, textarea')].map((each) =>
        'value' in each ? each.value : '',
      ),
      { ...localStorage },
      { ...sessionStorage },
      location.href,
    ]),
  );
}

/** Everywhere at once, while the app runs. */
async function leaks(app: Handset, outside: string): Promise<string[]> {
  const texts = {
    page: await inPage(app.page),
    IPC: readFileSync(join(outside, 'traffic'), 'utf8'),
    output: app.output(),
  };
  return [
    ...Object.entries(texts).flatMap(([where, text]) =>
      found(Buffer.from(text), forms).map((what) => `${where}: ${what}`),
    ),
    ...foundInFolder(app.userData, forms),
    ...(process.platform === 'linux' ? foundInProcesses(app.pid, forms) : []),
  ];
}

test('key and token are nowhere: disk, logs, IPC, page, processes, output, diagnostics', async ({
  app,
  outside,
}) => {
  const exotel = await startTalkativeExotel();
  const { page } = app;
  try {
    await onboard(page, exotel.baseUrl);
    await field(page, 'API token').fill(`${apiToken}x`);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(page.getByText(/did not accept this key and token/)).toBeVisible();
    await field(page, 'API token').fill(apiToken);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(page.getByText(/^Connected\./)).toBeVisible();
    await page.getByRole('button', { name: 'Start calling' }).click();
    await expect(numberField(page)).toBeVisible();

    exotel.state.post = exotel.refusal;
    await enterNumber(page, '98765 43211');
    await expect.poll(async () => (await newestCall(page, false)).state).toBe('rejected');
    // What Exotel said is kept, less what it quoted.
    const { problem } = dialled(await newestCall(page, false)).dial;
    expect(problem?.description).toContain('got Basic [secret]');

    exotel.state.post = null;
    await dial(page, '98765 43210');
    await expect.poll(async () => (await newestCall(page, false)).state).toBe('accepted');
    exotel.state.over = true;
    await page.getByRole('button', { name: 'Check now' }).click();
    await expect
      .poll(async () => (await newestCall(page, false)).recording.state, { timeout: 30_000 })
      .toBe('saved');

    const zip = join(outside, 'diagnostics.zip');
    await app.desktop.saveAs(zip);
    await goTo(page, 'Settings');
    await page.getByRole('tab', { name: 'About' }).click();
    await page.getByRole('button', { name: 'Export diagnostics…' }).click();
    await expect(page.getByText(`Saved as ${zip}`)).toBeVisible();
    const files = Object.entries(unzipSync(readFileSync(zip)));
    expect(files.map(([name]) => name)).toContain('logs/main.log');
    for (const [, content] of files) {
      expect(found(Buffer.from(content), forms)).toEqual([]);
      const text = Buffer.from(content).toString().replace(/[\s-]/g, '');
      expect(text).not.toMatch(/987654321[01]|9800000001|2241499102/);
    }

    expect(await leaks(app, outside)).toEqual([]);
    await app.kill();
    expect(foundInFolder(app.userData, forms)).toEqual([]);
    await app.start();
    await expect(numberField(app.page)).toBeVisible();
    expect(await leaks(app, outside)).toEqual([]);

    // The search looks where these things are: it finds the number, and a key that is put there.
    expect(readFileSync(join(outside, 'traffic'), 'utf8')).toContain('+919876543210');
    writeFileSync(join(app.userData, 'logs', 'planted'), apiKey);
    expect(foundInFolder(app.userData, forms)).toHaveLength(2);
  } finally {
    await exotel.close();
  }
});

test('diagnostics: the agent may think better of it, and see the log itself', async ({ app }) => {
  const { page, desktop } = app;
  await page.getByRole('button', { name: /Try the practice account/ }).click();
  await goTo(page, 'Settings');
  await page.getByRole('tab', { name: 'About' }).click();
  await desktop.saveAs(null);
  const exportButton = page.getByRole('button', { name: 'Export diagnostics…' });
  await exportButton.click();
  await expect
    .poll(async () => (await desktop.state()).saveDialogs)
    .toEqual([expect.stringMatching(/handset-diagnostics-\d{4}-\d\d-\d\d\.zip$/)]);
  await expect(page.getByText(/^Saved as/)).toHaveCount(0);

  await desktop.saveAs('/nonexistent/folder/x.zip');
  await exportButton.click();
  await expect(page.getByText(/could not be written: ENOENT/)).toBeVisible();

  await page.getByRole('button', { name: 'Show the log in its folder' }).click();
  await expect
    .poll(async () => (await desktop.state()).revealedFiles)
    .toEqual([join(app.userData, 'logs', 'main.log')]);
});
