import { expect, test } from 'vitest';
import {
  isRecordingFile,
  namedAfter,
  namesFile,
  stemOf,
} from '../../../../src/main/recordings/recording-names.ts';

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

test.each([
  ['a-1.mp3', { sid: 'a-1', part: 1 }],
  ['a-1.2.wav', { sid: 'a-1', part: 2 }],
  ['a-1.20.mp3', { sid: 'a-1', part: 20 }],
  ['a-1.c9.mp3', { sid: 'a-1', part: 1 }],
  ['a-1.3.c9.mp3', { sid: 'a-1', part: 3 }],
  ['a-1.mp3.part', null],
  ['a-1.mp3.part.json', null],
  ['a-1.txt', null],
  ['a-1', null],
  ['.mp3', null],
  ['my song.mp3', null],
  ['removed', null],
])('%s is named after %o', (name, whose) => {
  expect(namedAfter(name)).toEqual(whose);
});

test('half a recording is one to measure', () => {
  expect(
    ['a.mp3', 'a.mp3.part', 'a.2.mp3.part', 'a.mp3.part.json', 'a.txt'].map(isRecordingFile),
  ).toEqual([true, true, true, false, false]);
});
