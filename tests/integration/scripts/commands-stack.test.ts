import { join } from 'node:path';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { copyProject, runCommand, writeBelow } from '../../support/project-copy.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** What is kept of a release: its description, and the maps of one small bundle. */
async function keptMaps(version: string): Promise<string> {
  const folder = tempFolder();
  writeBelow(folder, 'package.json', JSON.stringify({ version, type: 'module' }));
  writeBelow(folder, 'src/main/index.ts', `const first: number = 1;\nconsole.log(first / 3);\n`);
  await build({
    configFile: false,
    logLevel: 'error',
    root: folder,
    build: {
      ssr: true,
      minify: true,
      sourcemap: 'hidden',
      outDir: join(folder, 'out/main'),
      rolldownOptions: { input: join(folder, 'src/main/index.ts') },
    },
  });
  return folder;
}

const log = `[2026-01-05 10:00:00.000] [info]  Handset starts {"version":"0.1.0","platform":"linux"}
[2026-01-05 10:00:01.000] [error] nobody caught this Error: नमस्ते
    at file:///opt/Handset/resources/app.asar/out/main/index.js:1:1
`;
const translated = log.replace(/file:\S+/, 'src/main/index.ts:2:1');

test('npm run stack prints a log by its sources, and says where the maps do not fit', async () => {
  const folder = copyProject();
  const maps = await keptMaps('0.1.0');
  const file = join(maps, 'main.log');
  writeBelow(maps, 'main.log', log);
  expect(await runCommand(folder, ['stack', file, '--maps', maps])).toEqual({
    out: translated,
    err: '',
    status: 0,
  });
  const stack = (text: string, place: string) =>
    runCommand(folder, ['stack', '-', '--maps', place], text);
  expect((await stack(log, maps)).out).toBe(translated);

  const newer = await stack(log, await keptMaps('0.2.0'));
  expect(newer.out).toBe(translated);
  expect(newer.err).toMatch(
    /^The log is of Handset 0\.1\.0, the maps are of 0\.2\.0: .*--maps\.\n$/,
  );
  const partial = await stack(' at x (app://handset/assets/index-1.js:1:2)', maps);
  expect(partial.out).toBe(' at x (app://handset/assets/index-1.js:1:2)');
  expect(partial.err).toMatch(
    /does not say its version.*\nThere is no map of out\/renderer\/assets\/index-1\.js.*\nNo position/,
  );
  const nothing = await stack(log, tempFolder());
  expect([nothing.status, nothing.out]).toEqual([1, '']);
  expect(nothing.err).toMatch(/holds no maps: it has to be a folder with package\.json and out\//);
  const missing = await runCommand(folder, ['stack']);
  expect([missing.status, missing.err.split('\n')[0]]).toEqual([
    2,
    'A file is needed, or - for standard input.',
  ]);
});
