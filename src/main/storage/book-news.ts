import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type BookLoss, bookLossKey } from './book-loss.ts';
import { readDocument, removeDocument } from './documents-table.ts';

const bookLossSchema: z.ZodType<BookLoss> = z.object({
  kind: z.enum(['restored', 'emptied', 'journal']),
  foundAt: z.number(),
  backupAt: z.number().nullable(),
  folder: z.string(),
});

/** What the book lost and the agent has not put away yet. */
export function readLoss(db: Database): BookLoss | null {
  const document = readDocument(db, bookLossKey);
  return document === undefined ? null : bookLossSchema.parse(document);
}

/** The agent knows. */
export function forgetLoss(db: Database): void {
  removeDocument(db, bookLossKey);
}
