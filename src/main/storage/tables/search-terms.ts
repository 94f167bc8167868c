import { foldText } from '../../../shared/domain/fold-text.ts';
import { nationalDigits, plainDigits } from '../../base/phone-number.ts';

/** A search text taken apart: all groups must fit, each by one of its spellings, which are folded. */
export interface SearchTerms {
  /** At least a trigram long, each of them: for the trigram index. */
  long: string[][];
  /** With a spelling that is too short for it: looked for row by row. */
  short: string[][];
}

/**
 * What people type: words, or a number in any format. Text of digits and separators alone is one
 * number, and may still be a date or a price in a note, so it is sought as it was typed as well.
 */
export function searchTerms(text: string): SearchTerms {
  const folded = foldText(text);
  const groups = isNumber(folded) ? [groupOf(folded)] : folded.split(' ').map(groupOf);
  const filled = groups.filter((group) => group.length > 0);
  const isLong = (group: string[]) => group.every((term) => [...term].length >= 3);
  return { long: filled.filter(isLong), short: filled.filter((group) => !isLong(group)) };
}

/**
 * FTS5 syntax: every group must fit, each by one of its terms. A quoted string is searched as it
 * stands, quotes doubled.
 */
export function matchExpression(groups: readonly (readonly string[])[]): string {
  const quoted = (term: string) => `"${term.replaceAll('"', '""')}"`;
  return groups.map((terms) => `(${terms.map(quoted).join(' OR ')})`).join(' AND ');
}

/** FTS5 syntax: finds calls with a sid, which every call is indexed by, and perhaps some others. */
export function sidExpression(sid: string): string {
  return matchExpression([[foldText(sid)]]);
}

/**
 * The digits of a text that is a number, as the database has them: separators, a leading 0 and a
 * leading 00 or + are no part of that. Empty: it is no number, or has no digit that counts.
 */
export function soughtDigits(text: string): string {
  const plain = foldText(text);
  if (!isNumber(plain)) return '';
  const digits = plain.replace(/\D/g, '');
  return plain.startsWith('+') ? digits : digits.replace(/^0{1,2}/, '');
}

/** Shorter ones are dates, prices and years, which nobody writes in two ways. */
const shortestNumber = 7;

/**
 * Numbers in a text whose digits do not stand together, each with its digits together: what makes
 * a number in a note found in any format. Null: there is none.
 */
export function numbersIn(text: string): string | null {
  const runs = plainDigits(text).match(/\d(?:[\s().,/\p{Pd}]{0,3}\d)*/gu) ?? [];
  const joined = runs
    .filter((run) => /\D/.test(run))
    .map((run) => run.replace(/\D/g, ''))
    .filter((digits) => digits.length >= shortestNumber);
  return joined.length > 0 ? joined.join(' ') : null;
}

function isNumber(text: string): boolean {
  return /^[+\d\s().-]*$/.test(text);
}

/** Spellings of a folded word, or of a text that is a number. */
function groupOf(word: string): string[] {
  if (!isNumber(word)) return [word];
  const digits = soughtDigits(word);
  // Separators alone are the beginning of a number that is still being typed: they bar nothing.
  if (digits === '') return [];
  const national = /^(?:\+|00)/.test(word) ? nationalDigits(`+${digits}`) : '';
  const spellings = [digits, ...(national.length >= shortestNumber ? [national] : []), word];
  return [...new Set(spellings)];
}
