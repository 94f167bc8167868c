import { describe, expect, test } from 'vitest';
import {
  matchExpression,
  numbersIn,
  searchTerms,
  soughtDigits,
} from '../../../../../src/main/storage/tables/search-terms.ts';

describe('text of digits and separators is one number, and what it is written like', () => {
  test.each([
    ['98765 43210', ['9876543210', '98765 43210']],
    ['(98765) 432-10', ['9876543210', '(98765) 432-10']],
    ['98765.43210', ['9876543210', '98765.43210']],
    ['  +91 98765 43210 ', ['919876543210', '9876543210', '+91 98765 43210']],
    ['\u202a +91 98765 43210', ['919876543210', '9876543210', '+91 98765 43210']],
    ['+९१ ９８７６५ ٤٣٢١٠', ['919876543210', '9876543210', '+91 98765 43210']],
    ['00919876543210', ['919876543210', '9876543210', '00919876543210']],
    ['098765 43210', ['9876543210', '098765 43210']],
    ['098765‑43210', ['9876543210', '098765-43210']],
    // No country: nothing of it is a country's code.
    ['919876543210', ['919876543210']],
    ['+91 98765', ['9198765', '+91 98765']],
    ['000123', ['0123', '000123']],
    ['+0123', ['0123', '+0123']],
    ['98700', ['98700']],
    ['९८७६५', ['98765']],
    ['12-05-2026', ['12052026', '12-05-2026']],
  ])('%j is %j', (text, group) => expect(searchTerms(text)).toEqual({ long: [group], short: [] }));
  test.each([
    ['10', ['10']],
    ['1-0', ['10', '1-0']],
    ['(09', ['9', '(09']],
    ['+9', ['9', '+9']],
  ])('%j is too short for the index', (text, group) =>
    expect(searchTerms(text)).toEqual({ long: [], short: [group] }),
  );
  test.each(['', ' ', '-', '+', '0', '()', '\0'])('%j is none', (text) =>
    expect(searchTerms(text)).toEqual({ long: [], short: [] }),
  );
});

describe('any other text is words, folded', () => {
  test.each([
    ['asha', [['asha']], []],
    ['  Asha \t KUMARI\n', [['asha'], ['kumari']], []],
    ['a qu ash', [['ash']], [['a'], ['qu']]],
    ['asha 98765', [['asha'], ['98765']], []],
    ['98765 asha', [['98765'], ['asha']], []],
    ['asha +91987', [['asha'], ['91987', '+91987']], []],
    ['asha 098765-43210', [['asha'], ['9876543210', '098765-43210']], []],
    ['+ asha', [['asha']], []],
    ['+asha a+91', [['+asha'], ['a+91']], []],
    ['asha\0kumari', [['asha'], ['kumari']], []],
    ['asha 012', [['asha']], [['12', '012']]],
    ['José ज़ाकिर', [['jose'], ['जाकिर']], []],
    // What folding makes of one letter counts, not the letter.
    ['ﬀ', [], [['ff']]],
    ['ﬃ', [['ffi']], []],
    ['ज़ी', [], [['जी']]],
    // Three letters of two units each are a trigram, two of them are none.
    ['😀😀😀 😀😀', [['😀😀😀']], [['😀😀']]],
  ])('%j', (text, long, short) => expect(searchTerms(text)).toEqual({ long, short }));
});

test.each([
  ['098765-43210', '9876543210'],
  ['+0123', '0123'],
  ['0', ''],
  ['12 chairs', ''],
  ['', ''],
])('as a number %j is %j', (text, digits) => expect(soughtDigits(text)).toBe(digits));

test.each([
  ['her brother has 98765 43210', '9876543210'],
  ['+91 (98765) 43-210, or 022/4149 9102', '919876543210 02241499102'],
  ['९८७६५ - ४३२१०', '9876543210'],
  ['9876543210', null],
  ['on 12-05 at 10.30', null],
  ['no number', null],
])('in the text %j stands %j', (text, found) => expect(numbersIn(text)).toBe(found));

test('every term is quoted as it stands, and all must fit', () => {
  expect(matchExpression([['asha']])).toBe('("asha")');
  expect(matchExpression([['a"b"'], ['OR'], ['c*', 'd']])).toBe(
    '("a""b""") AND ("OR") AND ("c*" OR "d")',
  );
});
