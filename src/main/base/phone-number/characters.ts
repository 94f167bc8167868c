import { digitOf } from '../../../shared/domain/digit-of.ts';

/** Replaces text that belongs to no number, so that what stands on either side is not joined. */
export const breakMark = '␞';
/** Stands beside digits that are not what they look like: crossed out, or shown backwards. */
export const spoilMark = '\u{fffd}';

/**
 * Converts digits of every script to ASCII and drops the invisible marks that copying brings along.
 */
export function plainDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Nd}/gu, (digit) => digitOf(digit) ?? digit);
}

const known = new Map<string, string>();
/** Keeps a text that uses all of Unicode from filling the memory. */
const mostKnown = 5_000;

/** What each character means to the reader. */
function plainCharacter(character: string): string {
  const remembered = known.get(character);
  if (remembered !== undefined) return remembered;
  const plain = work(character);
  if (known.size < mostKnown) known.set(character, plain);
  return plain;
}

const backwards = '\u202e';
const keycap = '\u20e3';
/** Combining strokes through a letter (U+0335 to U+0338), and a slash or circle over it. */
const crossedOut = /^[\u0335-\u0338\u20d2\u20d3\u20e5\u20e6]$/u;

function work(character: string): string {
  if (character === backwards || crossedOut.test(character)) return spoilMark;
  if (character === keycap) return breakMark;
  if (/^(?:\p{Cf}|\p{Variation_Selector})$/u.test(character)) return '';
  const digit = digitOf(character);
  if (digit !== null) return digit;
  if (/^\p{No}$/u.test(character)) return breakMark;
  if (/^[\r\n\v\f\u0085\u2028\u2029]$/u.test(character)) return '\n';
  if (character === '\t') return '\t';
  if (/^\p{Z}$/u.test(character)) return ' ';
  if (/^[\p{Pd}\u2212\u2043]$/u.test(character)) return '-';
  if (/^[\u00b7\u2024]$/u.test(character)) return '.';
  if (/^[\p{Cc}\p{Cs}]$/u.test(character)) return breakMark;
  const compatible = character.normalize('NFKC');
  return /\p{N}/u.test(compatible) ? breakMark : compatible;
}

/**
 * Converts text to the reader's own alphabet: ASCII digits, `+`, `-` for every dash, one kind of
 * space; letters in their compatible form. Reads each character once.
 */
export function plainCharacters(text: string): string {
  const plain: string[] = [];
  for (const character of text) {
    const last = plain.at(-1) ?? '';
    if (!/^[\p{Mn}\p{Me}]$/u.test(character) || !/\d$/.test(last)) {
      const written = plainCharacter(character);
      if (written !== '') plain.push(written);
    } else if (character === keycap) {
      // A digit with a box around it is a bullet; other marks on a digit are ornaments.
      plain[plain.length - 1] = breakMark;
    } else if (crossedOut.test(character)) {
      plain.push(spoilMark);
    }
  }
  return plain.join('');
}
