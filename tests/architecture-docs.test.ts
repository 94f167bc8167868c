import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
/** Where a path in the documents may begin. */
const beginnings = ['', 'src', 'src/main', 'src/renderer/src', 'tests/integration'];
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

test.each(documents)('%s names no file of the sources that is not there', (document) => {
  const text = readFileSync(join(root, document), 'utf8');
  const named = text.matchAll(/(?<![\w/.:@-])(?:[\w-]+\/)+[\w.-]+\.(?:tsx?|mjs|cjs)\b/g);
  const missing = [...named]
    .map(([path]) => path)
    .filter((path) => !beginnings.some((from) => existsSync(join(root, from, path))));
  expect(missing).toEqual([]);
});
