import fc from 'fast-check';

/** A phone number as somebody wrote it, its national digits, and the text around it. */
export interface WrittenNumber {
  /** Ten ASCII digits. */
  national: string;
  text: string;
  /** The text without the number. */
  surroundings: string;
}

const national = fc.oneof(
  fc.stringMatching(/^[6-9]\d{9}$/),
  // Those that look like something else: a year, an epoch time, a network address.
  fc.stringMatching(/^20[0-3]\d[01]\d[0-3]\d\d\d$/),
  fc.stringMatching(/^1[5-9]\d{8}$/),
  fc.stringMatching(/^[1-9]\d{9}$/),
);
const prefix = fc.constantFrom('', '0', '91', '+91', '0091', '+1', '+44', '＋91', '%2B91', '(+91)');
const separator = fc.constantFrom(
  '',
  ' ',
  '-',
  '.',
  '\u00a0',
  '\u2011',
  '\u2013',
  ' - ',
  '\u200b',
  '\u202f',
  '%20',
  '+',
  '%2D',
  '·',
);
/** Where people split a number of ten digits. */
const groups = fc.constantFrom([10], [5, 5], [3, 3, 4], [4, 3, 3], [2, 4, 4], [2, 8], [3, 7]);

const script = fc.constantFrom(
  (text: string) => text,
  (text: string) => text,
  (text: string) => shifted(text, 0x966),
  (text: string) => shifted(text, 0xff10),
  (text: string) => encodedDigits(shifted(text, 0x966)),
  (text: string) => encodedDigits(shifted(text, 0xff10)),
);

const around = fc.constantFrom(
  (number: string) => number,
  (number: string) => `dialling ${number} now`,
  (number: string) => `{"customerNumber":"${number}","sid":"3f3fedf8f0928550a60bfa6302dc16b2"}`,
  (number: string) => JSON.stringify(JSON.stringify({ to: number })),
  (number: string) => `tel:${number}`,
  (number: string) => `https://host/v3/accounts/acme1/calls?to=${number}&x=1`,
  (number: string) => `from:${number},to:${number}`,
  (number: string) => `(${number})`,
  (number: string) => `call_${number}_failed`,
  (number: string) => `to${number}x`,
  (number: string) => `E${number}E`,
  (number: string) => `नंबर ${number} पर`,
  (number: string) => `[${number}]\n[${number}]`,
  (number: string) => `2026-01-05T10:00:00.000Z ${number}`,
  (number: string) => `10.0.0.1 ${number}`,
  (number: string) => `550e8400-e29b-41d4-a716-446655440000 ${number}`,
  (number: string) => `/recordings/${number}.mp3`,
);

export const writtenNumber: fc.Arbitrary<WrittenNumber> = fc
  .tuple(national, prefix, separator, groups, script, around, fc.boolean())
  .map(([digits, before, between, sizes, inScript, wrap, parenthesised]) => {
    const parts: string[] = [];
    let at = 0;
    for (const size of sizes) {
      parts.push(digits.slice(at, at + size));
      at += size;
    }
    if (parenthesised && parts.length > 1) parts[0] = `(${parts[0]})`;
    const written = [before, ...parts].filter((part) => part !== '').join(between);
    return { national: digits, text: wrap(inScript(written)), surroundings: wrap('') };
  });

/**
 * Returns the digits of a text, whatever script or encoding they are in, with every other character
 * as `x`.
 */
export function digitsIn(text: string): string {
  return (
    text
      .replace(/(?:%[\dA-F]{2})+/gi, (encoded) => {
        try {
          return decodeURIComponent(encoded);
        } catch {
          return 'x';
        }
      })
      // It replaces what was removed; the next step would turn it into dots.
      .replace(/…/g, 'x')
      .normalize('NFKC')
      .replace(/[\u0966-\u096f]/g, (digit) => String(digit.charCodeAt(0) - 0x966))
      .replace(/[\s().+\p{Pd}\p{Cf}·]/gu, '')
      .replace(/\D/g, 'x')
  );
}

function shifted(text: string, zero: number): string {
  return text.replace(/(?<!%[\dA-F]?)\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
}

function encodedDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, encodeURIComponent);
}
