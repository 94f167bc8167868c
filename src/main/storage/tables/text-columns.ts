import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { assertOneRow, prepared, unlessOdd } from '../database/connection.ts';
import { indexAllNames, indexCall, indexCallsOf } from './call-search.ts';

/** A table with its text columns, whatever the version of the database. */
export interface TextTable {
  name: string;
  columns: readonly string[];
  /**
   * SQL: the call that a row belongs to, and the number that it is about; NULL if no single one.
   */
  callId: string;
  number: string;
}

export interface TextRow {
  rowid: number;
  callId: string | null;
  number: string | null;
  texts: Record<string, string>;
}

/** Keys that link rows and files: not text. */
const keys: readonly string[] = ['id', 'call_id', 'file_name', 'number', 'key'];

/**
 * Returns every table of the database except those of the search index, which is built from the
 * others.
 */
export function listTextTables(db: Database): TextTable[] {
  const names = prepared(
    db,
    `SELECT name FROM pragma_table_list
     WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'`,
  )
    .pluck()
    .all() as string[];
  return names.map((name) => {
    // Generated columns follow by themselves.
    const own = prepared(db, 'SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden = 0').all(
      name,
    ) as { name: string; type: string }[];
    const has = (column: string) => own.some((each) => each.name === column);
    const columns = own.filter(({ type }) => type === 'TEXT').map((column) => column.name);
    const number = has('number') ? 'number' : 'NULL';
    return {
      name,
      columns: columns.filter((column) => !keys.includes(column)),
      callId: name === 'calls' ? 'id' : has('call_id') ? 'call_id' : 'NULL',
      number: name === 'calls' ? 'customer_number' : number,
    };
  });
}

const rowSchema = z.object({
  rowid: z.number(),
  callId: z.string().nullable().catch(null),
  number: z.string().nullable().catch(null),
});

/** Returns the next rows after a place in a table. */
export function readTexts(db: Database, table: TextTable, after: number, limit: number): TextRow[] {
  const { name, columns, callId, number } = table;
  const texts = columns.map((column) => `, "${column}" AS "text ${column}"`).join('');
  const rows = prepared(
    db,
    `SELECT rowid AS rowid, ${callId} AS callId, ${number} AS number ${texts}
     FROM "${name}" WHERE rowid > ? ORDER BY rowid LIMIT ?`,
  ).all(after, limit) as Record<string, unknown>[];
  return rows.map((row) => ({
    ...rowSchema.parse(row),
    texts: Object.fromEntries(
      columns.flatMap((column) => {
        const text = row[`text ${column}`];
        return typeof text === 'string' ? [[column, text]] : [];
      }),
    ),
  }));
}

/**
 * Writes some texts of a row and indexes it again. If a row is so damaged that it cannot be
 * written, none of its old texts stay: its record is replaced by an empty one, with what `blank`
 * leaves of the columns derived from it; if even that fails, the row is deleted. Must run inside a
 * transaction.
 */
export function writeTexts(
  db: Database,
  table: TextTable,
  rowid: number,
  texts: Record<string, string>,
  blank: (record: unknown) => unknown,
): void {
  if (takes(db, () => updateTexts(db, table, rowid, texts))) return;
  const empty = () => ({ ...texts, ...emptyRecord(db, table, rowid, blank) });
  if (takes(db, () => updateTexts(db, table, rowid, empty()))) return;
  if (table.name === 'calls') prepared(db, 'DELETE FROM call_search WHERE rowid = ?').run(rowid);
  prepared(db, `DELETE FROM "${table.name}" WHERE rowid = ?`).run(rowid);
}

/** Whether a row could be written; if not, it is as before. */
function takes(db: Database, write: () => void): boolean {
  let taken = false;
  unlessOdd(() => {
    db.transaction(write)();
    taken = true;
  });
  return taken;
}

/** The columns that must hold JSON, for tables that have one. */
const records = new Map([
  ['documents', 'value'],
  ['removed_calls', 'rows'],
]);

function emptyRecord(
  db: Database,
  { name }: TextTable,
  rowid: number,
  blank: (record: unknown) => unknown,
): Record<string, string> {
  const column = records.get(name);
  if (column) return { [column]: '{}' };
  if (name !== 'calls') return {};
  const made = prepared(
    db,
    `SELECT id, direction, practice, state, outcome, customer_number AS customerNumber
     FROM calls WHERE rowid = ?`,
  ).get(rowid) as { practice: unknown };
  return { facts: JSON.stringify(blank({ ...made, practice: made.practice === 1 })) };
}

function updateTexts(
  db: Database,
  table: TextTable,
  rowid: number,
  texts: Record<string, string>,
): void {
  const columns = Object.keys(texts);
  const set = columns.map((column) => `"${column}" = ?`).join(', ');
  const { changes } = prepared(db, `UPDATE "${table.name}" SET ${set} WHERE rowid = ?`).run(
    ...Object.values(texts),
    rowid,
  );
  assertOneRow(changes);
  if (table.name === 'calls') indexCall(db, rowid);
  if (table.name !== 'contacts') return;
  const { practice, number } = prepared(
    db,
    'SELECT practice, number FROM contacts WHERE rowid = ?',
  ).get(rowid) as { practice: number; number: string };
  indexCallsOf(db, practice === 1, number);
  indexAllNames(db);
}
