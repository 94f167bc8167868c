import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../../../scripts/commands.mjs';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('package.json'));

test('whoever goes by .node-version has the Node that the commands bring', () => {
  expect(read('.node-version')).toBe(`${manifest.devDependencies.node}\n`);
});

test('every command is in the table for those who work on Handset', () => {
  const [, table = ''] = read('CONTRIBUTING.md').split('```');
  for (const name of Object.keys(commands)) {
    expect(table).toMatch(new RegExp(`^npm (run )?${name} `, 'm'));
  }
});

test('the editor starts commands that there are', () => {
  const { configurations } = JSON.parse(read('.vscode/launch.json'));
  for (const { program, args } of configurations) {
    expect(program).toBe(['$', '{workspaceFolder}/scripts/bootstrap.mjs'].join(''));
    expect(Object.keys(commands)).toContain(args[0]);
  }
});

test('the changelog has a place for what comes next', () => {
  expect(read('CHANGELOG.md')).toMatch(/^## \[Unreleased\]$/m);
});

test('decisions are numbered without a gap, of one shape, and all in the index', () => {
  const index = read('docs/decisions/README.md');
  const pages = readdirSync(join(root, 'docs/decisions'))
    .filter((name) => name !== 'README.md')
    .sort();
  expect(pages.map((name) => Number(name.slice(0, 4)))).toEqual(pages.map((_, at) => at + 1));
  for (const name of pages) {
    const page = read(`docs/decisions/${name}`);
    const [, title = ''] = new RegExp(`^# ${name.slice(0, 4)} (.+)\n`).exec(page) ?? [];
    expect(index).toContain(`| [${name.slice(0, 4)}](${name}) | ${title} |`);
    expect(page.match(/^## .+$/gm)).toEqual(['## Context', '## Decision', '## Consequences']);
  }
});
