import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { canaryForms, found, foundInFolder, foundInProcesses } from '../../support/canary.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const [apiKey, apiToken] = ['canary-key-6f1b2c', 'canary-token/9d8e+7a'];
const forms = canaryForms(apiKey, apiToken);
const around = (middle: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0x00]), Buffer.from('before'), middle, Buffer.from('after')]);

test.each([
  ['plain text', (text: string) => Buffer.from(text)],
  ['UTF-16', (text: string) => Buffer.from(text, 'utf16le')],
  ['UTF-16 big-endian', (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ['hex', (text: string) => Buffer.from(Buffer.from(text).toString('hex'))],
  [
    'upper-case hex',
    (text: string) => Buffer.from(Buffer.from(text).toString('hex').toUpperCase()),
  ],
  [
    'percent-encoded',
    (text: string) => Buffer.from(Buffer.from(text).toString('hex').replace(/../g, '%$&')),
  ],
  ['a URL component', (text: string) => Buffer.from(encodeURIComponent(text))],
  ...[0, 1, 2].flatMap((offset) =>
    (['base64', 'base64url'] as const).map((encoding): [string, (text: string) => Buffer] => [
      `${encoding} at ${offset}`,
      (text) => Buffer.from(Buffer.from(`${'x'.repeat(offset)}${text}yz`).toString(encoding)),
    ]),
  ),
])('the scanner finds what was planted as %s', (encoding, plant) => {
  expect(found(around(plant(apiKey)), forms)).toContain(`key as ${encoding}`);
  expect(found(around(plant(apiToken)), forms)).toContain(`token as ${encoding}`);
  const pair = btoa(`${apiKey}:${apiToken}`);
  expect(found(around(plant(pair)), forms)).toContain(`pair as ${encoding}`);
});

test('and nothing where nothing is', () => {
  expect(found(around(Buffer.from('canary-key-6f1b2 canary-token')), forms)).toEqual([]);
});

test('in files at any depth, and in their names', () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  writeFileSync(join(folder, 'a/b/file'), around(Buffer.from(apiKey)));
  writeFileSync(join(folder, `${apiKey}.txt`), 'nothing');
  expect(foundInFolder(folder, forms).filter((what) => what.includes('plain'))).toHaveLength(2);
});

test.skipIf(process.platform !== 'linux')(
  'in arguments and environment of a process’s children',
  async () => {
    const inner = `process.stdin.resume(); process.stdout.write('up')`;
    const outer = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(inner)}, process.env.PLANT], { stdio: 'inherit' })`;
    const env = { PATH: process.env['PATH'], PLANT: apiToken };
    const child = spawn(process.execPath, ['-e', outer], {
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    // Both processes live until their standard input ends.
    onTestFinished(() => void child.stdin.end());
    await once(child.stdout, 'data');
    const hits = foundInProcesses(process.pid, forms).filter((hit) => hit.includes('plain'));
    expect(hits.map((hit) => hit.replace(/^\d+ /, '')).sort()).toEqual([
      'cmdline: token as plain text',
      'environ: token as plain text',
      'environ: token as plain text',
    ]);
  },
);
