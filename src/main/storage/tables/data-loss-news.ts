import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { momentSchema } from '../../../shared/domain/call.ts';
import { type DataLoss, dataLossKey } from '../database/data-loss.ts';
import { readDocument, removeDocument, wholeOf } from './documents.ts';

const dataLossSchema: z.ZodType<DataLoss> = z.object({
  kind: z.enum(['restored', 'emptied', 'journal', 'older', 'alien']),
  foundAt: momentSchema,
  backupAt: momentSchema.nullable(),
  folder: z.string(),
});

/** What the database lost and the agent has not put away yet. */
export function readLoss(db: Database): DataLoss | null {
  return readDocument(db, dataLossKey, wholeOf(dataLossSchema)) ?? null;
}

/** The agent knows. */
export function forgetLoss(db: Database): void {
  removeDocument(db, dataLossKey);
}
