import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logFiles, openLog } from '../../../../src/main/base/log.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const written = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');

test('every line is redacted before it is on disk: message, details, error and its cause', () => {
  const folder = tempFolder();
  const log = openLog(folder);
  log.info('dialling +919876543210', { number: '98765 43210' });
  log.warn('https://canary:canary@host/');
  log.error('failed', new Error('to +919876543210', { cause: new Error('Basic Y2FuYXJ5') }));
  log.error('thrown', 'Bearer canary');
  expect(written(folder)).toContain('dialling …210');
  expect(written(folder)).toContain('because Error: Basic [secret]');
  expect(written(folder)).not.toMatch(/canary|Y2FuYXJ5|98765|43210/);
});

test('the secrets in use never appear, whatever stands around them', () => {
  const folder = tempFolder();
  const log = openLog(folder);
  const [apiKey, apiToken] = ['zq7/canary key', 'zq7+canary.token'];
  const pair = btoa(`${apiKey}:${apiToken}`);
  log.hide({ apiKey, apiToken });
  // One that is a word, or empty, would make every line unreadable.
  log.hide({ apiKey: 'dial', apiToken: '' });
  log.info(`dialling with${apiKey}and ${encodeURIComponent(apiToken)}`, { odd: pair });
  log.error('failed', new Error(apiToken));
  expect(written(folder)).toContain('dialling with[secret]and [secret]');
  expect(written(folder)).not.toMatch(/zq7|canary/);
  expect(written(folder)).not.toContain(pair);
});

test('the files are the owner’s alone', () => {
  const folder = tempFolder();
  openLog(folder).info('hello');
  if (process.platform !== 'win32')
    expect(statSync(join(folder, logFiles[0])).mode & 0o077).toBe(0);
});

test('rotates: two files, two megabytes, the newest lines, whatever is written', () => {
  const folder = tempFolder();
  const log = openLog(folder);
  for (let line = 0; line < 3_000; line += 1) log.info(`line ${line} ${'x'.repeat(1_500)}`);
  // One line that would be larger than the file may be.
  log.warn('long', { text: 'y'.repeat(3_000_000) });
  log.info('the last line');
  expect(readdirSync(folder).sort()).toEqual([...logFiles].sort());
  const sizes = logFiles.map((name) => statSync(join(folder, name)).size);
  expect(Math.max(...sizes)).toBeLessThan(1_100_000);
  expect(Math.min(...sizes)).toBeGreaterThan(100);
  expect(readFileSync(join(folder, logFiles[0]), 'utf8')).toContain('the last line');
  expect(written(folder)).toContain('line 2999 ');
  expect(written(folder)).not.toContain('line 100 ');
});

test('a run goes on where the one before ended, and rotates what that one left', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, logFiles[0]), `before\n${'z'.repeat(1_100_000)}\n`);
  openLog(folder).info('after');
  expect(readFileSync(join(folder, logFiles[1]), 'utf8')).toContain('before');
  expect(readFileSync(join(folder, logFiles[0]), 'utf8')).toContain('after');
});

test('a log that cannot be written stops nobody', () => {
  const folder = tempFolder();
  const log = openLog(folder);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file where the folder was');
  const told: (string | null)[] = [];
  log.troubled.on((trouble) => told.push(trouble));
  expect(() => log.info('nowhere to go')).not.toThrow();
  expect(log.trouble()).toMatch(/^E(EXIST|NOTDIR)$/);
  rmSync(folder);
  log.info('there again');
  expect(written(folder)).toContain('there again');
  expect([log.trouble(), told.length]).toEqual([null, 2]);
});

test('a folder that could never be written is written as soon as it can', () => {
  const folder = join(tempFolder(), 'logs');
  writeFileSync(folder, 'a file where the folder should be');
  const log = openLog(folder);
  log.info('nowhere to go');
  rmSync(folder);
  log.info('there');
  expect(written(folder)).toContain('  there');
});

test('a file that cannot be opened is told as well', () => {
  const folder = tempFolder();
  mkdirSync(join(folder, logFiles[0]));
  const log = openLog(folder);
  log.info('nowhere to go');
  expect(log.trouble()).toBe('EISDIR');
});

test('a folder that is removed while Handset runs is made anew, for its owner alone', () => {
  const folder = join(tempFolder(), 'logs');
  const log = openLog(folder);
  log.info('before');
  rmSync(folder, { recursive: true });
  log.info('after');
  expect(written(folder)).toMatch(/ after$/m);
  if (process.platform !== 'win32') expect(statSync(folder).mode & 0o077).toBe(0);
  expect(log.trouble()).toBeNull();
});

test('is written wherever Handset was started from', () => {
  const [folder, elsewhere] = [tempFolder(), tempFolder()];
  const script = `
    import { openLog } from ${JSON.stringify(import.meta.resolve('../../../../src/main/base/log.ts'))};
    openLog(${JSON.stringify(folder)}).info('hello');`;
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: elsewhere,
    encoding: 'utf8',
  });
  expect(child.stderr).toBe('');
  expect(written(folder)).toContain('hello');
});
