import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyProject, runCommand, writeBelow } from '../../support/project-copy.ts';

test('npm run format formats, sorts imports, and names what it cannot mend', async () => {
  const folder = copyProject(['biome.json', '.gitignore']);
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  writeBelow(folder, 'src/one.ts', `import b from "b"\nimport a from "a"\nconsole.log(a,b)`);
  writeBelow(folder, 'src/two.ts', 'export const two =  2');
  const one = await runCommand(folder, ['format', 'src/one.ts']);
  expect(read('src/one.ts')).toBe(`import a from 'a';\nimport b from 'b';\n\nconsole.log(a, b);\n`);
  expect(read('src/two.ts')).toBe('export const two =  2');
  expect([one.status, /noConsole/.test(one.err)]).toEqual([1, true]);
  const two = await runCommand(folder, ['format', 'src/two.ts']);
  expect([two.status, read('src/two.ts')]).toEqual([0, 'export const two = 2;\n']);
});
