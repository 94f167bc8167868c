import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { momentSchema } from '../../shared/domain/call.ts';
import { type BookLoss, bookLossKey } from './book-loss.ts';
import { readDocument, removeDocument, wholeOf } from './documents-table.ts';

const bookLossSchema: z.ZodType<BookLoss> = z.object({
  kind: z.enum(['restored', 'emptied', 'journal', 'older', 'alien']),
  foundAt: momentSchema,
  backupAt: momentSchema.nullable(),
  folder: z.string(),
});

/** What the book lost and the agent has not put away yet. */
export function readLoss(db: Database): BookLoss | null {
  return readDocument(db, bookLossKey, wholeOf(bookLossSchema)) ?? null;
}

/** The agent knows. */
export function forgetLoss(db: Database): void {
  removeDocument(db, bookLossKey);
}
