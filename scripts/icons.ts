import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.ts';
import { root } from './run.ts';

/** Draws resources/icons from the SVG: run by hand after the drawing changed. */
const icons = join(root, 'resources/icons');
const handset =
  '<path d="M22 16.920v3a2 2 0 0 1-2.180 2 19.790 19.790 0 0 1-8.630-3.070 19.500 19.500 0 0 1-6-6 19.790 19.790 0 0 1-3.070-8.670A2 2 0 0 1 4.110 2h3a2 2 0 0 1 2 1.720 12.840 12.840 0 0 0 .7 2.810 2 2 0 0 1-.45 2.110L8.090 9.910a16 16 0 0 0 6 6l1.270-1.270a2 2 0 0 1 2.110-.45 12.840 12.840 0 0 0 2.810.7A2 2 0 0 1 22 16.920z"';

/** State colours of the interface, for the dot. */
const states = {
  idle: null,
  ringing: '#f3b64e',
  talking: '#0f8a4f',
  ended: '#8794a6',
  practice: '#6b3fc4',
} as const;

const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage();
const app = readFileSync(join(icons, 'icon.svg'), 'utf8');
for (const size of [16, 32, 48, 64, 128, 256, 512, 1024]) await draw(app, size, `icon-${size}.png`);
await draw(app, 1024, 'icon.png');
mkdirSync(join(icons, 'tray'), { recursive: true });
for (const [state, colour] of Object.entries(states)) {
  await draw(traySvg(colour), 16, `tray/${state}.png`);
  await draw(traySvg(colour), 32, `tray/${state}@2x.png`);
}
await browser.close();

function traySvg(dot: string | null): string {
  const mark = dot
    ? `<circle cx="19" cy="5" r="5" fill="${dot}" stroke="#fff" stroke-width="1.500"/>`
    : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${handset} fill="#1f5fd6" stroke="#fff" stroke-width="1"/>${mark}</svg>`;
}

async function draw(svg: string, size: number, name: string): Promise<void> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  writeFileSync(join(icons, name), await page.screenshot({ omitBackground: true }));
}
