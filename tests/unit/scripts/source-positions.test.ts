import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { translatePositions, versionsIn } from '../../../scripts/source-positions.ts';

const folder = mkdtempSync(join(tmpdir(), 'handset-test-'));
const source = `export function refuse(reason: string): never {
  const said: string = reason.toUpperCase();
  throw new Error(said);
}

refuse('no number');
`;
/** Where the source throws, and where it calls. */
const thrownAt = 'src/main/refuse.ts:3:13';
const calledAt = 'src/main/refuse.ts:6:1';
const readMap = (bundle: string) =>
  bundle === 'out/main/index.js' ? readFileSync(join(folder, `${bundle}.map`), 'utf8') : null;
let stack = '';

beforeAll(async () => {
  const file = join(folder, 'src/main/refuse.ts');
  mkdirSync(join(folder, 'src/main'), { recursive: true });
  writeFileSync(file, source);
  await build({
    configFile: false,
    logLevel: 'error',
    root: folder,
    build: {
      ssr: true,
      minify: true,
      sourcemap: 'hidden',
      outDir: join(folder, 'out/main'),
      rolldownOptions: { input: file, output: { entryFileNames: 'index.js' } },
    },
  });
  const bundle = join(folder, 'out/main/index.js');
  stack = spawnSync(process.execPath, [bundle], { encoding: 'utf8', env: {} }).stderr;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a stack of a bundle at work is told by its sources', () => {
  expect(stack).toContain('NO NUMBER');
  expect(stack).not.toContain('refuse.ts');
  const { text, translated, unknown } = translatePositions(stack, readMap);
  expect(unknown).toEqual([]);
  expect(translated).toBeGreaterThanOrEqual(2);
  expect(text).toContain(thrownAt);
  expect(text).toContain(calledAt);
  expect(text).not.toMatch(/index\.js:\d+:\d/);
  // What is no position of a bundle stays: Node's own frames, the message.
  expect(text).toContain('Error: NO NUMBER');
  expect(text).toContain('(node:internal/');
});

test.each([
  ['(file:///opt/Handset/resources/app.asar/out/main/index.js', ')'],
  ['(file:///C:/Program%20Files/Handset/resources/app.asar/out/main/index.js', ')'],
  ['(C:\\Program Files\\Handset\\resources\\app.asar\\out\\main\\index.js', ')'],
  ['(/Applications/Handset.app/Contents/Resources/app.asar/out/main/index.js', ')'],
  ['file:///home/a/.mount_Handse/resources/app.asar/out/main/index.js', ''],
  ['out/main/index.js', ' and more'],
])('%s is a place in a bundle', (path, end) => {
  const [position = ''] = /index\.js:\d+:\d+/.exec(stack.slice(stack.indexOf('    at '))) ?? [];
  const at = position.slice('index.js'.length);
  const begin = path.startsWith('(') ? '(' : '';
  const { text } = translatePositions(`    at refuse ${path}${at}${end}\n`, readMap);
  expect(text).toBe(`    at refuse ${begin}${thrownAt}${end}\n`);
});

test('a page’s files are the renderer’s, and one that has no map is named and left', () => {
  const line = 'at x (app://handset/assets/index-Ab_1-9.js:2:30)\\n at y (out/main/index.js:900:1)';
  const asked: string[] = [];
  const { text, translated, unknown } = translatePositions(line, (bundle) => {
    asked.push(bundle);
    return readMap(bundle);
  });
  expect(asked).toEqual(['out/renderer/assets/index-Ab_1-9.js', 'out/main/index.js']);
  expect({ text, translated }).toEqual({ text: line, translated: 0 });
  expect(unknown).toEqual(['out/renderer/assets/index-Ab_1-9.js']);
});

test('a log says at every start which version it is of', () => {
  const start = (version: string) =>
    `[2026-01-05 10:00:00.000] [info]  Handset starts {"version":"${version}","platform":"linux"}\n`;
  expect(versionsIn(start('0.1.0') + start('0.1.0') + start('0.2.0'))).toEqual(['0.1.0', '0.2.0']);
  expect(versionsIn('nothing of the kind')).toEqual([]);
});
