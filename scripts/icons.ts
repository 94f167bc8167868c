import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.ts';
import { type Drawing, icnsFile, icoFile } from './packaging/icon-files.ts';
import { root } from './run.ts';

/**
 * Draws resources/icons from the SVG: run it by hand after changing a drawing (`node
 * scripts/icons.ts`).
 */
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
  away: '#a15c00',
} as const;

/**
 * macOS paints menu bar icons in one colour, so there the states differ in shape. Windows scales
 * badly, so there each icon has every size.
 */
const outline = 'fill="none" stroke="#000" stroke-width="2" stroke-linejoin="round"';
const templates: Record<keyof typeof states, string> = {
  idle: `${handset} ${outline}/>`,
  ringing: `${handset} ${outline}/><path d="M14 6a5 5 0 0 1 4 4M14.500 2a9 9 0 0 1 7.500 7.500" fill="none" stroke="#000" stroke-width="2" stroke-linecap="round"/>`,
  talking: `${handset} fill="#000"/><circle cx="18" cy="6" r="4"/>`,
  ended: `<g transform="rotate(135 12 12) translate(12 12) scale(.9) translate(-12 -12)">${handset} fill="#000"/></g>`,
  practice: `${handset} ${outline}/><path d="M14.500 1.500v8l7-4z"/>`,
  away: `${handset} ${outline}/><path d="M14.500 1.500h2.500v8h-2.500zM19 1.500h2.500v8h-2.500z"/>`,
};

const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage();
const app = readFileSync(join(icons, 'icon.svg'), 'utf8');
await drawApp();
mkdirSync(join(icons, 'tray'), { recursive: true });
for (const [state, colour] of Object.entries(states)) {
  const svg = traySvg(`${handset} fill="#1f5fd6" stroke="#fff" stroke-width="1"/>${dot(colour)}`);
  keep(`tray/${state}.png`, (await draw(svg, 16)).png);
  keep(`tray/${state}@2x.png`, (await draw(svg, 32)).png);
  keep(`tray/${state}.ico`, icoFile(await drawAll(svg, [16, 20, 24, 28, 32, 40, 48])));
}
for (const [state, shapes] of Object.entries(templates)) {
  keep(`tray/${state}Template.png`, (await draw(traySvg(shapes), 18)).png);
  keep(`tray/${state}Template@2x.png`, (await draw(traySvg(shapes), 36)).png);
}
await browser.close();

async function drawApp(): Promise<void> {
  const drawings = await drawAll(app, [16, 20, 24, 32, 40, 48, 64, 128, 256, 512, 1024]);
  // Linux desktop icons, named by the sizes that the packager reads from them.
  const linux = [16, 24, 32, 48, 64, 128, 256, 512];
  for (const { size, png } of drawings) {
    if (linux.includes(size)) keep(`linux/${size}x${size}.png`, png);
    if (size === 256) keep('icon-256.png', png);
  }
  keep('icon.ico', icoFile(drawings.filter(({ size }) => size <= 256)));
  keep('icon.icns', icnsFile(drawings));
}

function dot(colour: string | null): string {
  return colour
    ? `<circle cx="19" cy="5" r="5" fill="${colour}" stroke="#fff" stroke-width="1.500"/>`
    : '';
}

function traySvg(shapes: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${shapes}</svg>`;
}

async function drawAll(svg: string, sizes: readonly number[]): Promise<Drawing[]> {
  const drawings: Drawing[] = [];
  for (const size of sizes) drawings.push(await draw(svg, size));
  return drawings;
}

async function draw(svg: string, size: number): Promise<Drawing> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  return { size, png: await page.screenshot({ omitBackground: true }) };
}

function keep(name: string, content: Buffer): void {
  const file = join(icons, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
