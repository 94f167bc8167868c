import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../src/renderer/src');
const longestSheet = 300;

interface Sheet {
  /** Below `renderer/src`, with forward slashes. */
  path: string;
  /** Without comments. */
  css: string;
  lines: number;
}

const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) =>
  path.split(sep).join('/'),
);
const sheets: Sheet[] = paths
  .filter((path) => path.endsWith('.css'))
  .map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return {
      path,
      css: text.replace(/\/\*[\s\S]*?\*\//g, '').trim(),
      lines: text.split('\n').length - 1,
    };
  });

/** The layer that a sheet's place gives it. */
function layerOf(path: string): string {
  if (path.startsWith('ui/')) return 'ui';
  if (path.startsWith('call/')) return 'call';
  return path.startsWith('styles/') ? path.replace(/^styles\/(\w+)\.css$/, '$1') : 'feature';
}

/** Every class that a selector of the sheet names. */
function classesIn(css: string): string[] {
  const selectors = [...css.matchAll(/([^{};]+)\{/g)].map(([, head]) => head ?? '');
  return selectors
    .filter((head) => !head.trim().startsWith('@'))
    .flatMap((head) => [...head.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name ?? ''));
}

const found = (check: (sheet: Sheet) => (string | false)[]) =>
  sheets.flatMap((sheet) =>
    check(sheet)
      .filter((complaint) => complaint !== false)
      .map((complaint) => `${sheet.path}: ${complaint}`),
  );

test('there is something to check', () => {
  expect(sheets.length).toBeGreaterThan(30);
  expect(classesIn('.a > .b:not(.c), d { x: 1.5em } @media (x) { .e::before { } }')).toEqual([
    'a',
    'b',
    'c',
    'e',
  ]);
});

test('each sheet is one layer, that of its place', () => {
  expect(
    found(({ path, css }) => {
      const whole = new RegExp(`^@layer ${layerOf(path)} \\{\\n(?:(?: .*)?\\n)*\\}$`);
      return [!whole.test(css) && `is not all @layer ${layerOf(path)}`];
    }),
  ).toEqual([]);
});

test('the page itself loads the order of the layers, before anything bundled can name one', () => {
  const read = (path: string) => readFileSync(join(root, '..', path), 'utf8');
  expect(read('public/layers.css')).toMatch(/^@layer tokens, base, ui, call, feature;$/m);
  expect(read('index.html')).toContain('<link rel="stylesheet" href="/layers.css" />');
});

test('each sheet is imported by a component beside it', () => {
  expect(
    found(({ path }) => {
      const [, folder = '', name = ''] = /^(.*\/)?([^/]+)$/.exec(path) ?? [];
      const beside = paths.filter((each) => each.startsWith(folder) && /\.tsx$/.test(each));
      const isImported = beside.some((each) =>
        readFileSync(join(root, each), 'utf8').includes(`import './${name}';`),
      );
      return [folder !== 'styles/' && !isImported && 'nobody imports it'];
    }),
  ).toEqual([]);
});

test('what is shared is not styled again from elsewhere: it has variants and custom properties', () => {
  const shared = new Map(
    sheets
      .filter(({ path }) => /^(ui|call)\//.test(path))
      .flatMap(({ path, css }) => classesIn(css).map((name) => [name, path] as const)),
  );
  expect(
    found(({ path, css }) =>
      classesIn(css).map((name) => {
        const home = shared.get(name);
        return home !== undefined && home !== path && `.${name} is ${home}'s`;
      }),
    ),
  ).toEqual([]);
});

test('sheets stay short', () => {
  expect(found(({ lines }) => [lines > longestSheet && `${lines} lines`])).toEqual([]);
});
