import type { Plans } from './plan.ts';

/** The letters on a telephone's keys (ITU-T E.161). */
const keys = ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ'];
const firstKey = 2;

/** Digits followed by words in capitals that continue them. */
const vanity =
  /(?<![\d\p{L}])(\+?)(\d[\d ().-]{0,20})((?:[A-Z]{3,12}|(?<=-)\d{1,4})(?:[- ][A-Z\d]{2,12}){0,3})(?![\p{Ll}\d])/gu;
/** A text with more of these is not a number with letters. */
const mostTries = 10;

/** Whether a text writes a number with letters, as in `1800-FLOWERS`. */
export function lettersForDigits(text: string, plans: Plans): boolean {
  let tries = 0;
  for (const [, plus = '', digits = '', word = ''] of text.matchAll(vanity)) {
    if (tries++ === mostTries) return false;
    // In `98765 XXXXX` the letters hide digits.
    if (!/[A-Z]{3}/.test(word) || /X{2}/.test(word)) continue;
    // `1800 123 4567 CALL NOW`: with fewer of the words it may be a number.
    const words = word.split(/(?=[- ])/);
    for (let count = words.length; count > 0; count--) {
      const number = digits + words.slice(0, count).join('');
      if (plans.number({ plus: plus !== '', digits: toDigits(number) })) return true;
    }
  }
  return false;
}

function toDigits(text: string): string {
  return text
    .replace(/[A-Z]/g, (letter) => String(keys.findIndex((key) => key.includes(letter)) + firstKey))
    .replace(/\D/g, '');
}
