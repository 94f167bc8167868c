import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { erasedMark, WrittenNumber } from '../../../../src/main/base/written-number.ts';

const indian = new WrittenNumber('+919876543210');

describe('a number is taken out however it is written', () => {
  test.each([
    ['9876543210', '•••'],
    ['+919876543210', '•••'],
    ['919876543210', '•••'],
    ['00919876543210', '•••'],
    ['0091 98765 43210', '•••'],
    ['09876543210', '•••'],
    ['+91 0 98765 43210', '•••'],
    ['(+91) 98765-43210', '(•••'],
    ['+91 (98765) 43-210', '•••'],
    ['9 8 7 6 5 4 3 2 1 0', '•••'],
    ['98765.43210, again 98765/43210', '•••, again •••'],
    ['Mob-9876543210x12', 'Mob-•••x12'],
    ['९८७६५ ४३२१० है', '••• है'],
    ['+९१९८७६५४३२१०', '•••'],
    ['９８７６５４３２１０', '•••'],
    ['௯௮௭௬௫-௪௩௨௧௦', '•••'],
    ['⑨⑧⑦⑥⑤④③②①⓪', '•••'],
    ['9\u200d8\u00ad7654\u206032\ufe0f10', '•••'],
    ['9️⃣8️⃣7️⃣6️⃣5️⃣4️⃣3️⃣2️⃣1️⃣0️⃣', '•••\ufe0f⃣'],
    ['tel:%2B919876543210', 'tel:%2B•••'],
    ['to=%2B91%2098765%2043210&x=1', 'to=%2B•••&x=1'],
    ['%2098765%2D43210', '%20•••'],
    ['98765&nbsp;43210, 98765&#160;43210', '•••, •••'],
    [
      String.raw`98765\t43210 \u0967\u0968 \u096f\u096e\u096d\u096c\u096b\u096a\u0969\u0968\u0967\u0966`,
      String.raw`••• \u0967\u0968 •••`,
    ],
    ['a 🙏 ९८७६५४३२१० 🙏 b', 'a 🙏 ••• 🙏 b'],
    ['12 98765 43210 55', '12 ••• 55'],
  ])('%s', (text, blank) => {
    expect(indian.blank(text)).toBe(blank);
    expect(indian.isIn(text)).toBe(true);
  });
});

describe('another number stays', () => {
  test.each([
    '98765 43211',
    '19876543210',
    '98765432101',
    '1769876543210',
    '98765 and 43210',
    '98765 order 43210',
    '9876543',
    '',
    'ज़ाकिर',
    '१९८७६५४३२१०',
    String.raw`1\u096f\u096e\u096d\u096c\u096b\u096a\u0969\u0968\u0967\u0966`,
  ])('%s', (text) => {
    expect(indian.blank(text)).toBe(text);
    expect(indian.isIn(text)).toBe(false);
  });
});

test('a short one is a number only with its country', () => {
  const short = new WrittenNumber('+2904001');
  for (const text of ['2904001', '4001', 'since 4001']) expect(short.isIn(text)).toBe(false);
  for (const text of ['+2904001', '+290 4001', '00290-4001', '+२९०४००१'])
    expect(short.blank(text)).toBe(erasedMark);
});

test('where the country’s code is no part of what is known, the digits are', () => {
  const odd = new WrittenNumber('+9991234567890');
  expect(odd.blank('9991234567890 and +999 1234 567890')).toBe('••• and •••');
});

test('JSON stays JSON: texts, keys and numbers of it, but no time and no sid', () => {
  expect(
    indian.blankIn({
      id: 'Ask 9876543210',
      sid: '9876543210',
      createdAt: 9_876_543_210,
      aheadMs: 9_876_543_210,
      legs: [{ contactUri: '+91 98765 43210', sid: '9876543210', side: 'customer' }],
      digits: 919_876_543_210,
      other: 9_876_543_211,
      flag: true,
      none: null,
      '9876543210': 'x',
    }),
  ).toEqual({
    id: 'Ask •••',
    sid: '9876543210',
    createdAt: 9_876_543_210,
    aheadMs: 9_876_543_210,
    legs: [{ contactUri: '•••', sid: '9876543210', side: 'customer' }],
    digits: null,
    other: 9_876_543_211,
    flag: true,
    none: null,
    '•••': 'x',
  });
});

const separator = fc.constantFrom(
  '',
  ' ',
  '-',
  '.',
  '/',
  ' (',
  ') ',
  '\u00a0',
  '\u2011',
  '%20',
  '\u200e',
);
const zero = fc.constantFrom(0x30, 0x966, 0x9e6, 0x660, 0x6f0, 0xff10, 0x1d7ce);

test('any separators, any digits, any text around', () => {
  fc.assert(
    fc.property(
      fc.array(separator, { minLength: 9, maxLength: 9 }),
      zero,
      fc.constantFrom('', '+91', '0', '0091 ', '+91-'),
      fc.string({ unit: 'binary' }).filter((text) => !/[\p{Nd}\p{No}%\\&]/u.test(text)),
      (gaps, first, prefix, around) => {
        const digits = [...'9876543210'].map(
          (digit, index) => String.fromCodePoint(first + Number(digit)) + (gaps[index] ?? ''),
        );
        const blank = indian.blank(`${around}x${prefix}${digits.join('')}x${around}`);
        expect(blank).toBe(`${around}x•••x${around}`);
      },
    ),
  );
});

test('a text of any length takes a time that grows no faster than it', () => {
  for (const part of ['9 ', '9%20', '&98', '98765 4321 ', '0 ', '+91 ', String.raw`\u096f`]) {
    const text = part.repeat(20_000);
    expect(indian.blank(text).length).toBeGreaterThan(0);
  }
});
