import { breakMark, spoilMark } from './characters.ts';
import { isNeutral, isOtherLabel, isParticle, isPhoneLabel, isSpaceless } from './labels.ts';

/**
 * What the text around digits makes of them. `phone`: it says that they are one. `plain`: nothing
 * suggests otherwise. `other`: they belong to a word, or to something that is not a phone. `code`:
 * `*` or `#` is beside them. `hidden`: some of their digits are blotted out or cut off.
 */
export type Context = 'phone' | 'plain' | 'other' | 'code' | 'hidden';

/** How far a word may be from the digits it refers to. */
export const contextLength = 60;
/** How many words before the digits are considered. */
const mostWords = 5;

/**
 * @param before the text before the digits, at most {@link contextLength} characters
 * @param fresh how many characters of it come after the previous number
 * @param after the text after the digits, up to the same length
 */
export function contextOf(before: string, fresh: number, after: string): Context {
  const behind = contextBehind(after);
  if (behind !== 'plain') return behind;
  const glued = before.slice(gluedFrom(before));
  const rest = before.slice(Math.max(0, before.length - fresh), before.length - glued.length);
  if (glued === '') return wordsBefore(rest);
  if (glued.includes(spoilMark)) return 'other';
  const signs = /[^\p{L}\p{M}\p{N}@_&%]*$/u.exec(glued)?.[0] ?? '';
  const word = glued.slice(0, glued.length - signs.length);
  if (/^(?:[\d+.()-]*|_+)$/.test(word)) return signsBefore(signs, rest);
  return wordBefore(word, signs, rest);
}

const opening = /[\s[("'“”‘’«»<>{「」『』【】]/;

/** Returns where the text begins that is glued to the digits after it. */
function gluedFrom(before: string): number {
  let from = before.length;
  while (from > 0 && !opening.test(before[from - 1] ?? '')) from -= 1;
  return from;
}

/** Only signs stand directly before the digits. */
function signsBefore(signs: string, rest: string): Context {
  if (signs.includes('*')) return /\*{2}|[•●]/.test(signs) ? 'hidden' : 'code';
  if (/[•●…]$|\.{2}$/.test(signs)) return /^[•]$/.test(signs) ? 'plain' : 'hidden';
  if (signs.endsWith('#')) return wordsBefore(rest) === 'phone' ? 'phone' : 'other';
  if (/[₹$€£¥%°^\\]$/.test(signs)) return 'other';
  return signs.includes(breakMark) ? 'plain' : wordsBefore(rest);
}

/** A word stands before the digits, with these signs in between. */
function wordBefore(glued: string, signs: string, rest: string): Context {
  if (signs.includes(breakMark)) return 'plain';
  if (/[@_%&]$/.test(glued)) return 'other';
  const word = glued.split(/[,;!?|।]/u).at(-1) ?? glued;
  const head = word.replace(/[:.=-]*\+?[\d.()+-]+$/, '');
  if (head !== word)
    return head === '' || listSign.test(signs) || isPhoneLabel(head) ? 'plain' : 'other';
  if (isOtherLabel(word)) return 'other';
  if (isNeutral(word) && signs !== '') return wordsBefore(rest);
  if (isPhoneLabel(word) && (signs !== '' || word.length > 1)) return 'phone';
  if (isSpaceless(word.slice(-1))) return endsAsOther(word) ? 'other' : 'plain';
  if (/^[xX]{2,}$/.test(word)) return 'hidden';
  const apart = listSign.test(signs) || /^(?:[:)…]|\p{Extended_Pictographic})/u.test(signs);
  return apart && !/\p{N}/u.test(word) ? 'plain' : 'other';
}

/** Signs that separate the items of a list. */
const listSign = /^[,;!?|।]/u;

function endsAsOther(word: string): boolean {
  return [2, 3, 4].some((length) => isOtherLabel(word.slice(-length)));
}

/** Decides by the nearest word before the digits, in the same clause, that says what they are. */
function wordsBefore(text: string): Context {
  // A label may stand in the previous cell or line.
  const words = text.split(/[\s|(["'“”‘’«»<>{]+/u).filter(Boolean);
  for (const word of words.slice(-mostWords).reverse()) {
    if (word.includes(breakMark) || /[,;!?।]$/u.test(word)) return 'plain';
    if (isNeutral(word)) continue;
    if (isPhoneLabel(word)) return 'phone';
    return isOtherLabel(word) ? 'other' : 'plain';
  }
  return 'plain';
}

function contextBehind(after: string): Context {
  if (/^[ -]?(?:[xX•●]{3,}|\*{3,}|X{2})/.test(after)) return 'hidden';
  const [glued = ''] = /^[^\s)\]"'“”‘’«»<>}」』】]*/u.exec(after) ?? [];
  if (glued === '') return wordsBehind(after);
  if (glued.startsWith(spoilMark)) return 'other';
  if (/^(?:[xX•●]{2,}|\*{2,}(?!\d)|…|\.{2,})/.test(glued)) return 'hidden';
  if (/^[*#]/.test(glued)) return 'code';
  if (/^[_@%°=+&]/.test(glued)) return /^_(?!\w)|^\+(?!\d)/.test(glued) ? 'plain' : 'other';
  const [, sign = '', word = ''] = /^([-./:]?)((?!\d)[\p{L}\p{M}\p{N}_@]*)/u.exec(glued) ?? [];
  if (word === '') return 'plain';
  if (isPhoneLabel(word)) return 'plain';
  if (sign === ':') return 'plain';
  if (sign === '-') return /^[\p{L}\p{M}]+$/u.test(word) ? 'plain' : 'other';
  if (sign === '') return isParticle(word) || isSpaceless(word) ? 'plain' : 'other';
  return 'other';
}

/** "9876543210 is your OTP": the word comes after the digits. */
function wordsBehind(after: string): Context {
  const [, word] =
    /^ (?:is|hai|है) (?:your |the |my |आपका |आपकी )?([^\s.,;:]{2,20})/u.exec(after) ?? [];
  return word !== undefined && isOtherLabel(word) ? 'other' : 'plain';
}
