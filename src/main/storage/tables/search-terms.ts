import { foldText } from '../../../shared/domain/fold-text.ts';
import { nationalDigits, plainDigits } from '../../base/phone-number.ts';

/** A search text taken apart: all groups must match, each by one of its folded spellings. */
export interface SearchTerms {
  /** Groups whose spellings are all at least a trigram long, for the trigram index. */
  long: string[][];
  /** Groups with a spelling that is too short for it: searched row by row. */
  short: string[][];
}

/**
 * Takes apart what people type: words, or a number in any format. Text of only digits and
 * separators is one number, but may also be a date or a price in a note, so it is also searched as
 * it was typed.
 */
export function searchTerms(text: string): SearchTerms {
  const folded = foldText(text);
  const groups = isNumber(folded) ? [groupOf(folded)] : folded.split(' ').map(groupOf);
  const filled = groups.filter((group) => group.length > 0);
  const isLong = (group: string[]) => group.every((term) => [...term].length >= 3);
  return { long: filled.filter(isLong), short: filled.filter((group) => !isLong(group)) };
}

/**
 * FTS5 syntax: every group must match by one of its terms. A quoted string is searched as it
 * stands, with quotes doubled.
 */
export function matchExpression(groups: readonly (readonly string[])[]): string {
  const quoted = (term: string) => `"${term.replaceAll('"', '""')}"`;
  return groups.map((terms) => `(${terms.map(quoted).join(' OR ')})`).join(' AND ');
}

/** FTS5 syntax: finds calls with a sid, by which every call is indexed, and perhaps some others. */
export function sidExpression(sid: string): string {
  return matchExpression([[foldText(sid)]]);
}

/**
 * Returns the digits of a text that is a number, as the database has them: without separators, a
 * leading 0 and a leading 00 or +. Empty if it is not a number or has no significant digit.
 */
export function soughtDigits(text: string): string {
  const plain = foldText(text);
  if (!isNumber(plain)) return '';
  const digits = plain.replace(/\D/g, '');
  return plain.startsWith('+') ? digits : digits.replace(/^0{1,2}/, '');
}

/** Shorter ones are dates, prices and years, which are not written in two ways. */
const shortestNumber = 7;

/**
 * Returns numbers in a text that have gaps between their digits, each with its digits together, so
 * that a number in a note is found in any format. Null if there is none.
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

/** Returns the spellings of a folded word, or of a text that is a number. */
function groupOf(word: string): string[] {
  if (!isNumber(word)) return [word];
  const digits = soughtDigits(word);
  // Separators alone are the beginning of a number still being typed: they exclude nothing.
  if (digits === '') return [];
  const national = /^(?:\+|00)/.test(word) ? nationalDigits(`+${digits}`) : '';
  const spellings = [digits, ...(national.length >= shortestNumber ? [national] : []), word];
  return [...new Set(spellings)];
}
