import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((path) => readFileSync(join(root, path), 'utf8'));

const components = read('src/renderer/src/{ui,call}/*.tsx').flatMap((text) =>
  [...text.matchAll(/^export function ([A-Z]\w*)/gm)].map(([, name]) => name ?? ''),
);
const gallery = read('tools/gallery/*-specimens.tsx').join('\n');

test('every component of ui and call is in the gallery', () => {
  expect(components.length).toBeGreaterThan(20);
  expect(components.filter((name) => !new RegExp(`<${name}\\b`).test(gallery))).toEqual([]);
});
