import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLicences } from '../../../../src/main/diagnostics/licences.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** A file with this text. */
function fileWith(text: string): string {
  const file = join(tempFolder(), 'licences.txt');
  writeFileSync(file, text);
  return file;
}

test('the whole text, as it was written', async () => {
  const text = 'Handset 1.0.0 (MIT)\n\nCopyright © ई\n';
  const { read } = createLicences(fileWith(text)).handlers;
  expect(await read({})).toEqual({ text, restIn: null });
});

test('from source there is none, which is no failure', async () => {
  const { read } = createLicences(join(tempFolder(), 'licences.txt')).handlers;
  expect(await read({})).toEqual({ text: null, restIn: null });
});

test('of a longer one its beginning, in whole characters, and where the rest is', async () => {
  const file = fileWith('aaई, and more');
  // In the middle of the three bytes of ई.
  const cut = createLicences(file, 4).handlers;
  expect(await cut.read({})).toEqual({ text: 'aa', restIn: file });
  const fits = createLicences(fileWith('aaई'), 5).handlers;
  expect(await fits.read({})).toEqual({ text: 'aaई', restIn: null });
});

test('one that cannot be read is a failure, and not taken for none', async () => {
  const folder = join(tempFolder(), 'licences.txt');
  mkdirSync(folder);
  await expect(createLicences(folder).handlers.read({})).rejects.toThrow('EISDIR');
});
