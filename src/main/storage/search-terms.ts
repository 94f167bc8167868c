import { plainDigits } from '../base/phone-number.ts';

/** A search text taken apart: words to find anywhere, each at least a trigram long, or shorter. */
export interface SearchTerms {
  /** For the trigram index. */
  long: string[];
  /** Too short for it: matched by LIKE. */
  short: string[];
}

/**
 * What people type: words, or a number in any format. Text of digits and separators alone is one
 * number: its separators, a leading 0 and a leading 00 or + are no part of what is stored.
 */
export function searchTerms(text: string): SearchTerms {
  // A NUL would end FTS5's string too early.
  const clean = text.replaceAll('\0', ' ');
  const digits = plainDigits(clean);
  const words = /^[+\d\s().-]+$/.test(digits)
    ? [numberTerm(digits)]
    : clean.split(/\s/).map((word) => word.replace(/^\+(?=\d)/, ''));
  const terms = words.filter((word) => word !== '');
  return {
    long: terms.filter((word) => [...word].length >= 3),
    short: terms.filter((word) => [...word].length < 3),
  };
}

/**
 * FTS5 syntax: every group must fit, each by one of its terms. A quoted string is searched as it
 * stands, quotes doubled.
 */
export function matchExpression(groups: readonly (readonly string[])[]): string {
  const quoted = (term: string) => `"${term.replaceAll('"', '""')}"`;
  return groups.map((terms) => `(${terms.map(quoted).join(' OR ')})`).join(' AND ');
}

function numberTerm(text: string): string {
  const digits = text.replace(/\D/g, '');
  return text.trim().startsWith('+') ? digits : digits.replace(/^0{1,2}/, '');
}
