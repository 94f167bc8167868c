import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  displayNumber,
  nationalDigits,
  parseNumber,
} from '../../../../src/main/base/phone-number.ts';

test.each([
  '9876543210',
  '09876543210',
  '+919876543210',
  '919876543210',
  '00919876543210',
  '98765 43210',
  '+91 98765-43210',
  '(+91) 98765.43210',
  '  9876543210\n',
  '९८७६५४३२१०',
  '+९१ ९८७६५ ४३२१०',
  '٩٨٧٦٥٤٣٢١٠',
  '９８７６５４３２１０',
  '\u202a+91 98765 43210\u202c',
  '\ufeff98765\u200b43210',
  '98765\u00a043210',
  'tel:+919876543210',
  'TEL:09876543210',
  'callto:+919876543210',
  'Phone: 98765 43210',
  'Asha (98765 43210)',
])('%j is +919876543210', (text) => {
  expect(parseNumber(text, 'IN')).toMatchObject({
    valid: true,
    e164: '+919876543210',
    display: '+91 98765 43210',
    country: 'IN',
    kind: 'mobile',
  });
});

test.each([
  '',
  ' ',
  '+',
  '12',
  '98765',
  'hello',
  '98765432109876543210',
  '+00 123',
  '0000000000',
  'INV-9876543210',
  'mailto:9876543210@example.in',
  'order_9876543210',
  '9876543210abc',
  'https://example.in/9876543210',
])('%j is no number that can be dialled', (text) => {
  expect(parseNumber(text, 'IN')).toMatchObject({ valid: false, e164: null, display: null });
});

test.each([
  ['022 4149 9102', 'IN', '+912241499102', 'landline'],
  ['1800 123 4567', 'IN', '+9118001234567', 'toll_free'],
  ['(415) 555-2671', 'US', '+14155552671', 'mobile_or_landline'],
  ['+14155552671', 'IN', '+14155552671', 'mobile_or_landline'],
  ['020 7946 0018', 'GB', '+442079460018', 'landline'],
  ['1860 266 2345', 'IN', '+9118602662345', 'other'],
  ['+800 1234 5678', 'IN', '+80012345678', 'toll_free'],
  ['+919876543210', 'nowhere', '+919876543210', 'mobile'],
] as const)('%s, dialled from %s, is %s: %s', (text, country, e164, kind) => {
  expect(parseNumber(text, country)).toMatchObject({ e164, kind });
});

test('a number of no country has none', () =>
  expect(parseNumber('+800 1234 5678', 'IN').country).toBeNull());

test.each([
  ['98765432', '98765 432'],
  ['0987', '0987'],
  ['+9198', '+91 98'],
  [' tel:98765432', '98765 432'],
  ['callto:98765432', '98765 432'],
  ['(', '('],
  ['', ''],
])('half a number is formatted as typed so far: %j', (text, typed) =>
  expect(parseNumber(text, 'IN').typed).toBe(typed),
);

test.each([
  ['asha', 'asha'],
  [' asha  kumari\n', 'asha kumari'],
  ['asha 98', 'asha 98'],
  ['98 asha', '98 asha'],
  ['98a', '98a'],
  ['hotel:98765432', 'hotel:98765432'],
])('text stays text, spaces apart: %j', (text, typed) =>
  expect(parseNumber(text, 'IN').typed).toBe(typed),
);

test('any number of India, however it is written, is the same number', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^9[0-9]{9}$/),
      fc.constantFrom('', '0', '+91', '91', '0091'),
      fc.constantFrom('', ' ', '-', '.', '\u00a0', '\u200e'),
      (national, prefix, gap) => {
        const plain = parseNumber(`+91${national}`, 'IN');
        fc.pre(plain.valid);
        const text = `${prefix}${prefix && gap}${national.slice(0, 5)}${gap}${national.slice(5)}`;
        expect(parseNumber(text, 'IN')).toMatchObject({ e164: plain.e164 });
      },
    ),
  );
});

test('no text makes it fail, and what is valid is E.164', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { valid, e164 } = parseNumber(text, 'IN');
      expect(valid).toBe(e164 !== null);
      if (e164 !== null) expect(e164).toMatch(/^\+[1-9]\d{6,14}$/);
    }),
  );
});

test('display forms', () => {
  expect(displayNumber('+919876543210')).toBe('+91 98765 43210');
  expect(displayNumber('sip:asha')).toBe('sip:asha');
  expect(displayNumber('1234')).toBe('1234');
});

test.each([
  ['+919876543210', '9876543210'],
  ['+14155552671', '4155552671'],
  ['1-234', '1234'],
])('every way to write %s has %s in it', (number, digits) =>
  expect(nationalDigits(number)).toBe(digits),
);

test('of a text that is too long to be meant, nothing is dialled unasked', () => {
  const read = parseNumber(`98765 43210 ${'and so on '.repeat(10_000)}`, 'IN');
  expect(read).toMatchObject({ valid: false, problem: 'number_ambiguous' });
  expect(read.candidates.map(({ e164 }) => e164)).toEqual(['+919876543210']);
  const cutOff = parseNumber(`${'x'.repeat(19_985)} 1800 123 4567 12`, 'IN');
  expect(cutOff).toMatchObject({ valid: false, candidates: [] });
});
