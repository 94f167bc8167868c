import { expect, test } from 'vitest';
import { namePattern } from '../../../scripts/test-files.mjs';
import { copyProject, runCommand, writeBelow } from '../../support/project-copy.ts';

/** A project with four tests, two for each runner, whose build is empty. */
function smallProject(): string {
  const folder = copyProject(['vitest.config.ts', 'playwright.config.ts']);
  const write = (path: string, content: string) => writeBelow(folder, path, content);
  write('electron.vite.config.ts', `export default { main: {} };`);
  write('src/main/index.ts', 'export {};');
  // One word is in every file's name: only names of tests count.
  write(
    'tests/unit/dialer/dialer.test.ts',
    `import { describe, test } from 'vitest';
     describe('a number', () => { test('is dialled (once)', () => {}); });
     test('is refused', () => {});`,
  );
  write(
    'tests/e2e/dialer.spec.ts',
    `import { test } from '@playwright/test';
     test('Dialled from the link', () => {});
     test('closes', () => {});`,
  );
  return folder;
}

async function npmTest(folder: string, ...args: string[]) {
  const { out, ...rest } = await runCommand(folder, ['test', ...args]);
  return { ...rest, out, last: out.trimEnd().split('\n').at(-1) };
}

test('a path or a text in the name chooses among the tests of both runners', async () => {
  const folder = smallProject();
  const ran = async (...args: string[]) => {
    const { last, status, out } = await npmTest(folder, ...args);
    const runners = [/— vitest/.test(out), /— end to end/.test(out)];
    return { last, status, runners };
  };
  expect(await ran('tests/unit')).toEqual({
    last: '2 passed, 0 failed',
    status: 0,
    runners: [true, false],
  });
  expect(await ran('tests/e2e/dialer.spec.ts')).toEqual({
    last: '2 passed, 0 failed',
    status: 0,
    runners: [false, true],
  });
  expect(await ran('--grep', 'dialled')).toEqual({
    last: '2 passed, 0 failed',
    status: 0,
    runners: [true, true],
  });
  expect(await ran('--grep', 'dialled (once)', './tests/unit/dialer')).toEqual({
    last: '1 passed, 0 failed',
    status: 0,
    runners: [true, false],
  });
});

test('a text that is in no name is an error with a sentence; so is a path without a test', async () => {
  const folder = smallProject();
  const nowhere = await npmTest(folder, '--grep', 'dialer');
  expect(nowhere.status).toBe(1);
  expect(nowhere.err).toContain('No test has "dialer" in its name.\n');
  const elsewhere = await npmTest(folder, 'tests/e2e', '--grep', 'is refused');
  expect(elsewhere.err).toContain('No test in tests/e2e has "is refused" in its name.\n');
});

test('a test that fails, and a file that cannot be loaded, fail the run', async () => {
  const folder = smallProject();
  writeBelow(
    folder,
    'tests/unit/fails.test.ts',
    `import { expect, test } from 'vitest'; test('fails', () => expect(1).toBe(2));`,
  );
  writeBelow(folder, 'tests/e2e/broken.spec.ts', `throw new Error('broken');`);
  const { last, status } = await npmTest(folder, 'tests/unit/fails.test.ts');
  expect([last, status]).toEqual(['0 passed, 1 failed', 1]);
  const broken = await npmTest(folder, 'tests/e2e/broken.spec.ts');
  expect([broken.last, broken.status]).toEqual(['0 passed, 1 failed', 1]);
});

test.each(['once (twice)', 'a+b', 'Müller', '50 % [x]', 'C:\\x/y', 'हाँ'])(
  'the pattern of %j finds the text itself, in capitals or not',
  (wanted) => {
    const pattern = new RegExp(namePattern(wanted));
    expect(pattern.test(`before ${wanted.toUpperCase()} after`)).toBe(true);
    expect(pattern.test(`before ${wanted.toLowerCase()} after`)).toBe(true);
    expect(pattern.test(`before ${wanted.slice(1)} after`)).toBe(false);
  },
);
