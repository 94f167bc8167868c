import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { prepared } from './database.ts';

const contactRowSchema = z.object({
  id: z.number(),
  name: z.string(),
  number: z.string(),
  doNotCall: z.number().transform(Boolean),
  lastCalledAt: z.number().nullable(),
});
export type ContactRow = z.infer<typeof contactRowSchema>;

const columns = `
  contacts.id, contacts.name, contacts.number, contacts.do_not_call AS doNotCall,
  (SELECT facts ->> 'createdAt' FROM calls WHERE customer_number = contacts.number
   ORDER BY seq DESC LIMIT 1) AS lastCalledAt`;

export function findContact(db: Database, number: string): ContactRow | null {
  const row = prepared(db, `SELECT ${columns} FROM contacts WHERE number = ?`).get(number);
  return row === undefined ? null : contactRowSchema.parse(row);
}

export function getContact(db: Database, id: number): ContactRow | null {
  const row = prepared(db, `SELECT ${columns} FROM contacts WHERE id = ?`).get(id);
  return row === undefined ? null : contactRowSchema.parse(row);
}

/** By name; `text` matches inside names, `digits` inside numbers. Empty ones match nothing more. */
export function listContacts(db: Database, text: string, digits: string): ContactRow[] {
  const rows = prepared(
    db,
    `SELECT ${columns} FROM contacts
     WHERE @text = '' OR instr(lower(name), lower(@text)) > 0 OR (@digits <> '' AND instr(number, @digits) > 0)
     ORDER BY name COLLATE NOCASE, number`,
  ).all({ text, digits });
  return z.array(contactRowSchema).parse(rows);
}

/** One contact per number. */
export function saveContact(
  db: Database,
  contact: { name: string; number: string; doNotCall: boolean },
): void {
  prepared(
    db,
    `INSERT INTO contacts (name, number, do_not_call) VALUES (@name, @number, @doNotCall)
     ON CONFLICT (number) DO UPDATE SET name = excluded.name, do_not_call = excluded.do_not_call`,
  ).run({ ...contact, doNotCall: contact.doNotCall ? 1 : 0 });
}

/** Returns false when there was no such contact. */
export function removeContact(db: Database, id: number): boolean {
  return prepared(db, 'DELETE FROM contacts WHERE id = ?').run(id).changes === 1;
}

/** The contact with this number, if there is one. */
export function removeContactOf(db: Database, number: string): void {
  prepared(db, 'DELETE FROM contacts WHERE number = ?').run(number);
}

/** When a number was last dialled, epoch milliseconds. */
export function lastCalledAt(db: Database, number: string): number | null {
  const row = prepared(
    db,
    "SELECT facts ->> 'createdAt' AS at FROM calls WHERE customer_number = ? ORDER BY seq DESC LIMIT 1",
  ).get(number);
  return row === undefined ? null : z.object({ at: z.number() }).parse(row).at;
}
