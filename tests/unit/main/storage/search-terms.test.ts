import { describe, expect, test } from 'vitest';
import { matchExpression, searchTerms } from '../../../../src/main/storage/search-terms.ts';

describe('text of digits and separators is one number', () => {
  test.each([
    ['98765 43210', '9876543210'],
    ['(98765) 432-10', '9876543210'],
    ['98765.43210', '9876543210'],
    ['+91 98765 43210', '919876543210'],
    ['  +91 98765 43210 ', '919876543210'],
    ['\u202a +91 98765 43210', '919876543210'],
    ['098765 43210', '9876543210'],
    ['00919876543210', '919876543210'],
    ['000123', '0123'],
    ['+0123', '0123'],
    [' +0123', '0123'],
    ['98700', '98700'],
    ['९८७६५', '98765'],
  ])('%j is %s', (text, digits) =>
    expect(searchTerms(text)).toEqual({ long: [digits], short: [] }),
  );
  test.each(['', ' ', '-', '+', '0', '()'])('%j is none', (text) =>
    expect(searchTerms(text)).toEqual({ long: [], short: [] }),
  );
});

describe('any other text is words', () => {
  test.each([
    ['asha', ['asha'], []],
    ['  asha \t kumari\n', ['asha', 'kumari'], []],
    ['a qu ash', ['ash'], ['a', 'qu']],
    ['asha 98765', ['asha', '98765'], []],
    ['98765 asha', ['98765', 'asha'], []],
    ['asha +91987', ['asha', '91987'], []],
    ['+ asha', ['asha'], ['+']],
    ['+asha a+91', ['+asha', 'a+91'], []],
    ['asha\0kumari', ['asha', 'kumari'], []],
    ['\0asha', ['asha'], []],
    ['asha 012', ['asha', '012'], []],
    // Three letters of two units each are a trigram, two of them are none.
    ['😀😀😀 😀😀', ['😀😀😀'], ['😀😀']],
  ])('%j', (text, long, short) => expect(searchTerms(text)).toEqual({ long, short }));
});

test('every term is quoted as it stands, and all must fit', () => {
  expect(matchExpression([['asha']])).toBe('("asha")');
  expect(matchExpression([['a"b"'], ['OR'], ['c*', 'd']])).toBe(
    '("a""b""") AND ("OR") AND ("c*" OR "d")',
  );
});
