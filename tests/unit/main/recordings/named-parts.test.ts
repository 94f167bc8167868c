import { expect, test } from 'vitest';
import { fetchableUrls, partsOf } from '../../../../src/main/recordings/named-parts.ts';

const base = 'https://ccm-api.in.exotel.com';
const [a, b] = ['https://recordings.exotel.com/a.mp3', 'https://recordings.exotel.com/b.mp3'];

test('what may be fetched, each once, in Exotel’s order', () => {
  const odd = [
    'data:audio/mpeg,x',
    'file:///a',
    'http://elsewhere.example/a',
    'http://127.0.0.1/a',
    '',
  ];
  expect(fetchableUrls([...odd, b, a, `${a}?X-Amz-Signature=1`], base)).toEqual([b, a]);
  expect(fetchableUrls([...odd, a], null)).toEqual([a]);
  expect(fetchableUrls(odd, base)).toEqual(['data:audio/mpeg,x']);
  expect(fetchableUrls([], base)).toEqual([]);
  const many = Array.from({ length: 50 }, (_, index) => `${a}?id=${index}`);
  expect(fetchableUrls(many, base)).toHaveLength(20);
});

test.each([
  ['new', [], [a, b], [1, 2]],
  ['asked for', [{ part: 1, url: null }], [a, b], [1, 2]],
  ['known', [{ part: 1, url: a }], [b, a], [2, 1]],
  ['signed anew', [{ part: 1, url: `${a}?Expires=1&Signature=x` }], [`${a}?Expires=2`], [1]],
  ['moved', [{ part: 1, url: 'https://old.example/x' }], [a], [1]],
  [
    'moved, with another',
    [
      { part: 1, url: 'https://old.example/x' },
      { part: 2, url: b },
    ],
    [b, a],
    [2, 1],
  ],
  [
    'told apart by a parameter',
    [{ part: 1, url: `${a}?id=1` }],
    [`${a}?id=1`, `${a}?id=2`],
    [1, 2],
  ],
])('%s', (_, known, urls, parts) => {
  expect(partsOf(known, urls)).toEqual(urls.map((url, index) => ({ part: parts[index], url })));
});
