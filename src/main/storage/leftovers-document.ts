import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { readDocument, removeDocument, writeDocument } from './documents-table.ts';

/**
 * What removed calls have left outside of their rows. Written in the transaction that removes them,
 * so that the rest is done after a crash as well; it knows no number and no name.
 */
const leftoversSchema = z.object({
  /** Their recordings are named after these. */
  sids: z.array(z.string()),
  /** Not a trace may stay: the book is rewritten, backups, logs and damaged books go. */
  erase: z.boolean(),
});
export type Leftovers = z.infer<typeof leftoversSchema>;

const key = 'leftovers';

export function readLeftovers(db: Database): Leftovers | null {
  const document = readDocument(db, key);
  return document === undefined ? null : leftoversSchema.parse(document);
}

/** Beside those that are there already. */
export function addLeftovers(db: Database, { sids, erase }: Leftovers): void {
  const before = readLeftovers(db);
  writeDocument(db, key, {
    sids: [...(before?.sids ?? []), ...sids],
    erase: erase || (before?.erase ?? false),
  });
}

/** The recordings are gone: the sids need not be known any more. */
export function forgetSids(db: Database, { erase }: Leftovers): void {
  writeDocument(db, key, { sids: [], erase });
}

export function removeLeftovers(db: Database): void {
  removeDocument(db, key);
}
