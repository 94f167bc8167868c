import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build, preview } from 'vite';
import { ensureChromium } from './chromium.ts';
import { readCommandLine } from './command-line.mjs';
import { root } from './run.ts';
import { during, runScript, stop } from './terminal.mjs';

const pictures = join(root, 'artifacts/gallery');
/** Generous for slow machines: a bound, not a measure. */
const patienceMs = 300_000;
const outDir = join(pictures, 'page');

async function buildPage(): Promise<void> {
  await build({
    root: join(root, 'tools/gallery'),
    configFile: false,
    base: './',
    publicDir: join(root, 'src/renderer/public'),
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'esnext', chunkSizeWarningLimit: 5000 },
  });
}

/** Resolves when everything is there and in its state, including pages within the page. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const isReady = (part: Document): boolean =>
      part.querySelector('html[data-ready]') !== null &&
      part.querySelector('[data-state="dirty"]') === null &&
      [...part.querySelectorAll('iframe')].every(
        ({ contentDocument }) => contentDocument !== null && isReady(contentDocument),
      );
    return isReady(document);
  });
  for (const frame of page.frames()) {
    await frame.evaluate(async () => {
      await document.fonts.ready;
      // Whatever opened is in position after the second paint.
      for (let paints = 0; paints < 2; paints += 1) await new Promise(requestAnimationFrame);
    });
  }
}

interface Picture {
  name: string;
  query: string;
  width: number;
  /** Size of a page's pixel in the picture. */
  scale: number;
}

const perPage: Picture[] = ['en', 'hi'].flatMap((language) =>
  ['light', 'dark'].map((theme) => ({
    name: `${theme}-${language}`,
    query: `?theme=${theme}&language=${language}`,
    width: 1440,
    scale: 1,
  })),
);
// Chromium cannot take pictures larger than 16,384 pixels.
const ofAll: Picture = { name: 'all', query: '', width: 2880, scale: 0.5 };

async function takePicture(browser: Browser, address: string, picture: Picture): Promise<string> {
  const { name, query, width, scale } = picture;
  const path = join(pictures, `${name}.png`);
  const viewport = { width, height: 900 };
  const page = await browser.newPage({ viewport, deviceScaleFactor: scale });
  page.setDefaultTimeout(patienceMs);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(`${address}${query}`);
  await settled(page);
  // All of it in view: what is not in view is not fully drawn.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height });
  await settled(page);
  await page.screenshot({ path, animations: 'disabled' });
  await page.close();
  if (problems.length > 0) stop(`The gallery's page fails:\n${problems.join('\n')}`);
  return path;
}

async function takePictures(address: string): Promise<string[]> {
  const browser = await chromium.launch({ executablePath: await ensureChromium() });
  try {
    const taken: string[] = [];
    for (const picture of [...perPage, ofAll])
      taken.push(await takePicture(browser, address, picture));
    return taken;
  } finally {
    await browser.close();
  }
}

readCommandLine('gallery', process.argv.slice(2));
await runScript(async () => {
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  await during('Building the gallery', buildPage);
  const server = await preview({
    root: join(root, 'tools/gallery'),
    configFile: false,
    logLevel: 'warn',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  });
  try {
    const [address = ''] = server.resolvedUrls?.local ?? [];
    const taken = await during('Taking pictures', () => takePictures(address));
    for (const path of taken) process.stdout.write(`${path}\n`);
  } finally {
    await server.close();
  }
  return 0;
});
