import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { placesOf, placeToWrite } from '../../../../../src/main/storage/database/safe-places.ts';
import { type Refusals, refuseFiles } from '../../../../support/refusing-files.ts';
import { tempFolder } from '../../../../support/temp-folder.ts';

const folder = () => join(tempFolder(), 'profile', 'backups');
const refuse = (refusals: Refusals) => onTestFinished(refuseFiles(refusals));

test('the folder itself where it can be written to; nothing is left in it', () => {
  const dir = folder();
  expect(placeToWrite(dir)).toBe(dir);
  expect(placeToWrite(dir, true)).toBe(dir);
  expect(readdirSync(dir)).toEqual([]);
});

test.each<[string, (dir: string) => void]>([
  ['a file', (dir) => writeFileSync(dir, '')],
  ['a dangling link', (dir) => symlinkSync(join(dir, 'nowhere', 'at-all'), dir)],
  ['a link to itself', (dir) => symlinkSync(dir, dir)],
  ['read-only', () => refuse({ write: { code: 'EROFS', path: /backups\/[^/]*$/ } })],
  ['forbidden', () => refuse({ write: { code: 'EACCES', path: /backups(\/[^/]*)?$/ } })],
])('%s in its place: the next one', (_, spoil) => {
  const dir = folder();
  mkdirSync(join(dir, '..'), { recursive: true });
  spoil(dir);
  expect(placeToWrite(dir)).toBe(`${dir}-2`);
});

test('a place on another disk is passed by for what has to be moved there', () => {
  const dir = folder();
  mkdirSync(join(dir, '..'), { recursive: true });
  // Always another file system than that of temporary files.
  if (!existsSync('/proc/self')) return;
  symlinkSync('/dev/shm', dir);
  expect(placeToWrite(dir)).toBe(dir);
  expect(placeToWrite(dir, true)).toBe(`${dir}-2`);
});

test('a full disk is full everywhere', () => {
  const dir = folder();
  refuse({ write: { code: 'ENOSPC', path: /unfinished/ } });
  expect(() => placeToWrite(dir)).toThrow('ENOSPC');
  expect(existsSync(`${dir}-2`)).toBe(false);
});

test('one that lets nothing be removed can be written to', () => {
  const dir = folder();
  refuse({ remove: { code: 'EPERM', path: /./ } });
  expect(placeToWrite(dir)).toBe(dir);
});

test('where there is none, the first refusal is said', () => {
  const dir = folder();
  refuse({ write: { code: 'EROFS', path: /./ } });
  expect(() => placeToWrite(dir)).toThrow('EROFS');
});

test('all that are folders count, up to the ninth', () => {
  const dir = folder();
  for (const name of ['-2', '-9', '-10', '-x']) mkdirSync(dir + name, { recursive: true });
  writeFileSync(dir, '');
  expect(placesOf(dir)).toEqual([`${dir}-2`, `${dir}-9`]);
});
