import type { Database } from 'better-sqlite3';
import { plainDigits } from '../base/phone-number.ts';
import { prepared } from './database.ts';

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
  const trimmed = text.replaceAll('\0', ' ').trim();
  const digits = plainDigits(trimmed);
  const words = /^[+\d\s().-]+$/.test(digits)
    ? [numberTerm(digits)]
    : trimmed.split(/\s+/).map((word) => word.replace(/^\+(?=\d)/, ''));
  const terms = words.filter((word) => word !== '');
  return {
    long: terms.filter((word) => [...word].length >= 3),
    short: terms.filter((word) => [...word].length < 3),
  };
}

/** FTS5 string syntax: a quoted string is searched as it stands, quotes doubled. */
export function matchExpression(terms: readonly string[]): string {
  return terms.map((term) => `"${term.replaceAll('"', '""')}"`).join(' AND ');
}

function numberTerm(text: string): string {
  const digits = text.replace(/\D/g, '');
  return text.trim().startsWith('+') ? digits : digits.replace(/^0{1,2}/, '');
}

/** Makes a call findable anew: by number, name, note, disposition and sid. */
export function indexCall(db: Database, seq: number): void {
  prepared(db, 'DELETE FROM call_search WHERE rowid = ?').run(seq);
  prepared(
    db,
    `INSERT INTO call_search (rowid, text)
     SELECT calls.seq, concat_ws(' ', substr(calls.customer_number, 2), contacts.name, calls.note,
                                 calls.disposition, calls.facts ->> 'sid')
     FROM calls LEFT JOIN contacts ON contacts.number = calls.customer_number WHERE calls.seq = ?`,
  ).run(seq);
}

/** After a contact changed: every call with its number. */
export function indexCallsOf(db: Database, number: string): void {
  const rows = prepared(db, 'SELECT seq FROM calls WHERE customer_number = ?').all(number) as {
    seq: number;
  }[];
  for (const { seq } of rows) indexCall(db, seq);
}
