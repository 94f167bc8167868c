import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { NsisUpdater } from 'electron-updater';
import { expect, test } from 'vitest';
import { verifyStrictly } from '../../../../src/main/updates/verify-strictly.ts';

type Verify = Parameters<typeof verifyStrictly>[1];

/** What comes of a file that electron-updater's own verifier judges like this. */
async function verdictOf(verify: NonNullable<Verify>): Promise<string | null> {
  const updater = { logger: null } as Pick<NsisUpdater, 'logger' | 'verifyUpdateCodeSignature'>;
  verifyStrictly(updater, verify);
  return updater.verifyUpdateCodeSignature(['The Handset authors'], 'C:\\Setup.exe');
}

test('a good signature is one, also by its common name alone', async () => {
  expect(await verdictOf(async () => null)).toBe(null);
  const byName: NonNullable<Verify> = async (_names, _file, logger) => {
    logger.warn('Signature validated using only CN The Handset authors.');
    return null;
  };
  expect(await verdictOf(byName)).toBe(null);
});

test('a bad one is none', async () => {
  expect(await verdictOf(async () => 'signed by another')).toBe('signed by another');
});

test('one that nobody could look at is none, in electron-updater’s own words', async () => {
  const path = createRequire(import.meta.url).resolve(
    'electron-updater/out/windowsExecutableCodeSignatureVerifier.js',
  );
  const words = [
    ...readFileSync(path, 'utf8').matchAll(/logger\.warn\(`(Cannot execute [^`]*)`\)/g),
  ];
  expect(words.length).toBeGreaterThan(1);
  for (const [, text = ''] of words) {
    const unseen: NonNullable<Verify> = async (_names, _file, logger) => {
      logger.warn(text);
      return null;
    };
    expect(await verdictOf(unseen)).not.toBe(null);
  }
});
