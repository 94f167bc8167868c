import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../src/renderer/src');
const start = 'stores/start.ts';
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const stores = globSync('stores/*.ts', { cwd: root })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => path !== start);

/** Files of the renderer that a file runs; what is imported as a type alone is not run. */
function runs(path: string): string[] {
  const { module } = parseSync(path, read(path));
  const values = module.staticImports.filter(
    ({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType),
  );
  const names = [
    ...values.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) =>
      read(path).slice(moduleRequest.start + 1, moduleRequest.end - 1),
    ),
  ];
  return names
    .filter((name) => name.startsWith('.') && /\.tsx?$/.test(name))
    .map((name) =>
      normalize(join(dirname(path), name))
        .split(sep)
        .join('/'),
    )
    .filter((name) => existsSync(join(root, name)));
}

/** Everything that the windows show runs this, the start of the stores aside. */
function shown(): Set<string> {
  const found = new Set(['main.tsx']);
  // A set hands out what is added while it is walked through.
  for (const path of found) for (const next of runs(path)) if (next !== start) found.add(next);
  return found;
}

test('every store that watches is started with a window', () => {
  const watching = stores.flatMap((path) =>
    [...read(path).matchAll(/^export function (watch\w+)/gm)].map(([, name]) => name ?? ''),
  );
  expect(watching.length).toBeGreaterThan(10);
  const started = new Set(read(start).match(/(?<=^ {2}|\) )watch\w+(?=\(\);$)/gm));
  expect(watching.filter((name) => !started.has(name))).toEqual([]);
});

test('every store is of use to something that a window shows', () => {
  const used = shown();
  expect(used.size).toBeGreaterThan(100);
  const unused = stores.filter((path) => path.endsWith('-store.ts') && !used.has(path));
  expect(unused).toEqual([]);
});
