import { expect, test } from 'vitest';
import { namesFile, stemOf } from '../../../../src/main/recordings/recording-names.ts';

test.each([
  '../escape',
  '..',
  '.',
  'a/b',
  'a\\b',
  'C:a',
  '',
  'a'.repeat(65),
  'a.b',
  'a\0',
  'a\n',
  'a b',
  '%2e%2e',
  '\u202e3pm',
  'ａ',
  'CON',
  'nul',
  'Com1',
])('no file is named after the sid %j', (sid) => {
  expect(namesFile(sid)).toBe(false);
});

test.each([
  [1, null, 'a-1'],
  [2, null, 'a-1.2'],
  [1, 'c9', 'a-1.c9'],
  [3, 'c9', 'a-1.3.c9'],
])('part %d, of its own %s: %s', (part, ownId, stem) => {
  expect(namesFile('a-1')).toBe(true);
  expect(stemOf({ sid: 'a-1', part, ownId })).toBe(stem);
});
