import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { momentSchema } from '../../../shared/domain/call.ts';
import { foldText } from '../../../shared/domain/fold-text.ts';
import { readFields } from '../../base/read-fields.ts';
import { prepared } from '../database/connection.ts';
import { factSql } from './call-row.ts';
import { isMarked } from './do-not-call-marks.ts';
import { noted } from './odd-things.ts';
import { rangSql } from './rang-sql.ts';

const contactRowSchema = z.object({
  /** Null for a marked number without a contact. */
  id: z.number().nullable(),
  name: z.string(),
  number: z.string(),
  doNotCall: z.number().transform(Boolean),
  lastCalledAt: momentSchema.nullable().catch(null),
});
export type ContactRow = z.infer<typeof contactRowSchema>;

function toContact(db: Database, raw: unknown): ContactRow {
  const { id, number } = raw as { id: unknown; number: unknown };
  const where = id === null ? 'do_not_call' : `contacts ${String(id)}`;
  const blank = { id: null, name: '', number: String(number ?? ''), doNotCall: false };
  return noted(db, where, readFields(contactRowSchema, raw, { ...blank, lastCalledAt: null }));
}

const lastCall = (practice: string, number: string) => `
  (SELECT ${factSql('createdAt')} FROM calls
   WHERE calls.customer_number = ${number} AND calls.practice = ${practice} AND ${rangSql}
   ORDER BY calls.seq DESC LIMIT 1)`;

const columns = `
  contacts.id, contacts.name, contacts.number, ${isMarked('contacts', 'number')} AS doNotCall,
  ${lastCall('contacts.practice', 'contacts.number')} AS lastCalledAt`;

const bit = (practice: boolean): number => (practice ? 1 : 0);

/** Returns the contact with a number in one history. */
export function findContact(db: Database, practice: boolean, number: string): ContactRow | null {
  const row = prepared(db, `SELECT ${columns} FROM contacts WHERE practice = ? AND number = ?`).get(
    bit(practice),
    number,
  );
  return row === undefined ? null : toContact(db, row);
}

export function getContact(db: Database, practice: boolean, id: number): ContactRow | null {
  const row = prepared(db, `SELECT ${columns} FROM contacts WHERE practice = ? AND id = ?`).get(
    bit(practice),
    id,
  );
  return row === undefined ? null : toContact(db, row);
}

export interface ContactFilter {
  practice: boolean;
  /** Searched for in names, ignoring case. Empty for everyone. */
  text: string;
  /** Searched for in numbers; empty to skip. */
  digits: string;
}

/** Without a search only the index is read, however many contacts there are. */
const everybody = 'practice = @practice';
const found = `practice = @practice
  AND (instr(name_key, @key) > 0 OR (@digits <> '' AND instr(number, @digits) > 0))`;
/** SQLite trusts that a column that forbids NULL has none, and so does not check. */
const nameless = `practice IS NOT (1 - @practice) AND typeof(number) <> 'null'
  AND NOT EXISTS (SELECT 1 FROM contacts AS named
    WHERE named.practice = @practice AND named.number = do_not_call.number)
  AND (@key = '' OR (@digits <> '' AND instr(number, @digits) > 0))`;

/**
 * Returns a page of contacts by name, then of marked numbers without a contact; and how many there
 * are.
 */
export function pageContacts(
  db: Database,
  { practice, text, digits }: ContactFilter,
  offset: number,
  limit: number,
): { rows: ContactRow[]; total: number } {
  const values = { practice: bit(practice), key: foldText(text), digits };
  const where = values.key === '' ? everybody : found;
  const count = (what: string): number => prepared(db, what).pluck().get(values) as number;
  const read = (sql: string, from: number, most: number) =>
    prepared(db, `${sql} LIMIT @most OFFSET @from`).all({ ...values, most, from });
  const named = count(`SELECT count(*) FROM contacts WHERE ${where}`);
  const total = named + count(`SELECT count(DISTINCT number) FROM do_not_call WHERE ${nameless}`);
  const first = read(
    `SELECT ${columns} FROM contacts WHERE ${where} ORDER BY name_key, number`,
    offset,
    limit,
  );
  const rest = read(
    `SELECT NULL AS id, '' AS name, number, 1 AS doNotCall,
            ${lastCall('@practice', 'do_not_call.number')} AS lastCalledAt
     FROM do_not_call WHERE ${nameless} GROUP BY number ORDER BY number`,
    Math.max(0, offset - named),
    limit - first.length,
  );
  return { rows: [...first, ...rest].map((row) => toContact(db, row)), total };
}

export interface ContactEntry {
  practice: boolean;
  name: string;
  number: string;
}

/** Adds a contact and returns its id. No other contact may have the number. */
export function addContact(db: Database, { practice, name, number }: ContactEntry): number {
  const { lastInsertRowid } = prepared(
    db,
    'INSERT INTO contacts (practice, number, name, name_key) VALUES (?, ?, ?, ?)',
  ).run(bit(practice), number, name, foldText(name));
  return Number(lastInsertRowid);
}

/** Gives a contact another name or number. No other contact may have the number. */
export function changeContact(db: Database, id: number, { name, number }: ContactEntry): void {
  prepared(db, 'UPDATE contacts SET name = ?, name_key = ?, number = ? WHERE id = ?').run(
    name,
    foldText(name),
    number,
    id,
  );
}

export function removeContact(db: Database, id: number): void {
  prepared(db, 'DELETE FROM contacts WHERE id = ?').run(id);
}

/** Returns when a call of this history last rang a number, epoch milliseconds. */
export function lastCalledAt(db: Database, practice: boolean, number: string): number | null {
  const at = prepared(db, `SELECT ${lastCall('@practice', '@number')}`)
    .pluck()
    .get({ practice: bit(practice), number });
  return momentSchema.safeParse(at).data ?? null;
}
