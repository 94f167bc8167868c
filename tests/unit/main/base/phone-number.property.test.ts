import fc from 'fast-check';
import * as library from 'libphonenumber-js/max';
import { afterEach, expect, test, vi } from 'vitest';
import { parseNumber, plainDigits } from '../../../../src/main/base/phone-number.ts';
import { withExtension } from '../../../../src/shared/domain/with-extension.ts';

vi.mock(import('libphonenumber-js/max'), async (original) => {
  const real = await original();
  return { ...real, parsePhoneNumberFromString: vi.fn(real.parsePhoneNumberFromString) };
});
const questions = vi.mocked(library.parsePhoneNumberFromString);
afterEach(() => questions.mockClear());

/** Every zero of Unicode: the digits of its script follow it. */
const zeros = Array.from({ length: 0x11_0000 }, (_, code) => code).filter(isFirst);
function isFirst(code: number): boolean {
  if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10 === 0;
  const digit = (of: number) => /^\p{Nd}$/u.test(String.fromCodePoint(of));
  return digit(code) && !digit(code - 1);
}
const inScript = (zero: number, text: string) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

test('digits of every script are read', () => {
  expect(zeros.length).toBeGreaterThan(60);
  for (const zero of zeros) {
    const name = zero.toString(16);
    expect([name, plainDigits(inScript(zero, '0123456789'))]).toEqual([name, '0123456789']);
    const text = inScript(zero, '98765 43210');
    expect([name, parseNumber(text, 'IN').e164]).toEqual([name, '+919876543210']);
  }
});

const countries = ['IN', 'US', 'GB', 'DE', 'BR', 'ID', 'IT', 'RU', 'SG', 'nowhere'] as const;

/** Text in which numbers, and what is like them, are frequent. */
const soup = fc
  .array(
    fc.oneof(
      fc.stringMatching(/^\d{1,12}$/),
      fc.constantFrom(...' -./()+,;:#*@_xX\n\t%&=|"\'<>'),
      fc.constantFrom(
        '98765 43210',
        '1800 123 4567',
        '+91',
        '022',
        'tel:',
        'ext',
        'Mob',
        'INV',
        '₹',
      ),
      fc.constantFrom('\u200e', '\u202e', '¹', '①', '९८', 'पर', '.0', 'E+09', '\ud800', '\u0336'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

test('any text is answered: one number, or why not', () => {
  fc.assert(
    fc.property(
      fc.oneof(soup, fc.string({ unit: 'binary' })),
      fc.constantFrom(...countries),
      (text, country) => {
        const read = parseNumber(text, country);
        expect(read.valid).toBe(read.e164 !== null);
        expect(read.valid).toBe(read.problem === null);
        for (const e164 of [read.e164, ...read.candidates.map((each) => each.e164)])
          if (e164 !== null) expect(e164).toMatch(/^\+[1-9]\d{6,14}$/);
        expect(read.candidates.length).toBeLessThanOrEqual(9);
        if (read.problem === 'number_several') expect(read.candidates.length).toBeGreaterThan(1);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('whatever is read stands in the text, in its order', () => {
  fc.assert(
    fc.property(soup, (text) => {
      const { e164 } = parseNumber(text, 'IN');
      if (e164 === null) return;
      const national = library.parsePhoneNumber(e164).nationalNumber;
      expect(plainDigits(text).replace(/\D/g, '')).toContain(national);
    }),
    { numRuns: 2_000 },
  );
});

const number = fc.oneof(
  fc.stringMatching(/^[6-9]\d{9}$/).map((digits) => `+91${digits}`),
  fc.stringMatching(/^1800\d{6,7}$/).map((digits) => `+91${digits}`),
  fc.stringMatching(/^[2-9]\d{2}[2-9]\d{6}$/).map((digits) => `+1${digits}`),
  fc.stringMatching(/^7[1-57-9]\d{8}$/).map((digits) => `+44${digits}`),
  fc.stringMatching(/^1[5-7]\d{9}$/).map((digits) => `+49${digits}`),
  fc.constant('+447700900005'),
);

test('what is shown of a number is read as this number again, and so is what is typed', () => {
  fc.assert(
    fc.property(number, fc.constantFrom(...countries), (e164, country) => {
      const read = parseNumber(e164, country);
      fc.pre(read.valid);
      expect(read.e164).toBe(e164);
      expect(parseNumber(read.display ?? '', country).e164).toBe(e164);
      expect(parseNumber(read.typed, country).e164).toBe(e164);
    }),
    { numRuns: 500 },
  );
});

test('what the field makes of a text means what the text means', () => {
  fc.assert(
    fc.property(soup, fc.constantFrom(...countries), (text, country) => {
      const read = parseNumber(text, country);
      const again = parseNumber(read.typed, country);
      if (again.e164 !== null) expect(again.e164).toBe(read.e164 ?? again.e164);
      expect([read.e164, null]).toContain(again.e164);
    }),
    { numRuns: 2_000 },
  );
});

const word = fc.constantFrom(
  ...'call me on please my number is after at five Asha Ravi from Pune shop with urgent thanks or again'.split(
    ' ',
  ),
  ...'कृपया मुझे इस पर कॉल करें दुकान आशा'.split(' '),
);
const prose = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));

test('a number among words is this number, or none', () => {
  fc.assert(
    fc.property(
      prose,
      number,
      prose,
      fc.constantFrom(' ', ', ', '\n', ' - ', ' (', ': '),
      (before, e164, after, gap) => {
        fc.pre(parseNumber(e164, 'IN').valid);
        const shown = parseNumber(e164, 'IN').display ?? '';
        const read = parseNumber(
          `${before}${gap}${shown}${gap === ' (' ? ')' : ''} ${after}`,
          'IN',
        );
        expect(read.e164).toBe(e164);
      },
    ),
  );
});

test('a number beside other digits is this number, or none: never a third', () => {
  fc.assert(
    fc.property(
      number,
      fc.stringMatching(/^\d{1,6}$/),
      fc.constantFrom(
        ' ',
        '-',
        '/',
        ' / ',
        '\n',
        '\t',
        ' – ',
        ' (',
        ', ',
        '¹',
        ' x ',
        '#',
        '.',
        '  ',
        ' & ',
      ),
      fc.boolean(),
      (e164, digits, gap, first) => {
        fc.pre(parseNumber(e164, 'IN').valid);
        const shown = parseNumber(e164, 'IN').display ?? '';
        const text = first ? `${digits}${gap}${shown}` : `${shown}${gap}${digits}`;
        expect([e164, null]).toContain(parseNumber(text, 'IN').e164);
      },
    ),
    { numRuns: 1_000 },
  );
});

const repeated = {
  digits: '1',
  spacedGroups: '12345678 ',
  numbers: '98765 43210, ',
  lines: '98765\n',
  slashes: '12/',
  words: 'a1 ',
  brackets: '(9)',
  capitals: '1 ABC ',
  thousands: '1,11',
  dots: '1.',
  addresses: 'a@1.',
  escapes: '%41',
  stars: '*1a',
  exponents: '1e',
  spaces: ' ',
  marks: '9\u0301',
  schemes: 'tel:1',
};
test.each(Object.entries(repeated))(
  '20,000 characters of %s ask the plans a bounded number of times',
  (_, part) => {
    const ask = (length: number): number => {
      questions.mockClear();
      parseNumber(part.repeat(length).slice(0, length), 'IN');
      return questions.mock.calls.length;
    };
    expect(ask(20_000)).toBeLessThanOrEqual(402);
    expect(ask(2_000_000)).toBeLessThanOrEqual(402);
  },
);

test('a number written with its extension is read as both again', () => {
  const numbers = ['+912224987711', '022 2498 7711', '+1 212 555 0123', '+49 30 901820', '+3905'];
  const digits = fc.stringMatching(/^\d{1,7}$/);
  const joint = fc.constantFrom(' ext. ', ';ext=', ' x', ',', ',,', ';', 'p', ' #', ' Durchwahl ');
  const extensions = fc.array(fc.tuple(joint, digits), { minLength: 1, maxLength: 3 });
  let read = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...numbers),
      extensions,
      fc.constantFrom(...countries),
      (number, parts, elsewhere) => {
        const { valid, e164, extension } = parseNumber(number + parts.flat().join(''), 'IN');
        if (!valid || e164 === null) return;
        const several = extension?.includes(', ') ?? false;
        if (several) read += 1;
        const whole = withExtension(e164, extension);
        const again = parseNumber(whole, 'IN');
        expect(again).toMatchObject({ valid: true, e164, extension });
        // In another country several rounds may be a number there; then it is asked, not dialled.
        const there = parseNumber(whole, elsewhere);
        if (there.valid || !several) expect(there).toMatchObject({ valid: true, e164, extension });
      },
    ),
    { numRuns: 1_000 },
  );
  expect(read).toBeGreaterThan(0);
});
