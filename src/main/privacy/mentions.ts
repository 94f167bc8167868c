import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { WrittenNumber } from '../base/written-number.ts';
import { listCallIds } from '../storage/tables/erasure-queries.ts';
import {
  listTextTables,
  readTexts,
  type TextRow,
  type TextTable,
  writeTexts,
} from '../storage/tables/text-columns.ts';

/** Read in one go: takes some milliseconds. */
const rowsPerTurn = 500;

/** A database row that belongs to someone else and contains the person's number. */
export interface Mention {
  table: TextTable;
  rowid: number;
  /** The call it is about; null if none. */
  callId: string | null;
}

/**
 * Finds rows of others that contain a number in any of their texts, however it is written: notes,
 * reasons, phones that rang, Exotel's responses, names, settings.
 */
export async function findMentions(db: Database, number: string): Promise<Mention[]> {
  const written = new WrittenNumber(number);
  const theirs = new Set(listCallIds(db, number));
  const found: Mention[] = [];
  for (const table of listTextTables(db)) {
    let rows = readTexts(db, table, 0, rowsPerTurn);
    for (; rows.length > 0; rows = readTexts(db, table, rows.at(-1)?.rowid ?? 0, rowsPerTurn)) {
      const others = rows.filter(
        (row) => row.number !== number && !(row.callId !== null && theirs.has(row.callId)),
      );
      for (const row of others)
        if (blanked(row, written) !== null)
          found.push({ table, rowid: row.rowid, callId: row.callId });
      await nextTurn();
    }
  }
  return found;
}

/** Blanks the number in the rows that mention it. Runs inside a transaction. */
export function blankMentions(db: Database, number: string, mentions: readonly Mention[]): void {
  const written = new WrittenNumber(number);
  for (const { table, rowid } of mentions) {
    const [row] = readTexts(db, table, rowid - 1, 1);
    const texts = row?.rowid === rowid ? blanked(row, written) : null;
    if (texts) writeTexts(db, table, rowid, texts, (record) => written.blankIn(record));
  }
}

/** Returns the texts of a row that change; null if none do. */
function blanked({ texts }: TextRow, written: WrittenNumber): Record<string, string> | null {
  const changes = Object.entries(texts).flatMap(([column, text]) => {
    if (!written.isIn(text)) return [];
    const blank = blankText(text, written);
    return blank === text ? [] : [[column, blank]];
  });
  return changes.length > 0 ? Object.fromEntries(changes) : null;
}

/** JSON stays JSON, in its original form. */
function blankText(text: string, written: WrittenNumber): string {
  const value = parseJson(text);
  if (value === undefined) return written.blank(text);
  const before = JSON.stringify(value);
  const after = JSON.stringify(written.blankIn(value));
  return after === before ? text : after;
}

/** Returns an object or a list; undefined for any other text. */
function parseJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
