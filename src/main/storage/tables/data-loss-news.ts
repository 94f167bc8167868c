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

/** Returns what the database lost, unless the agent has dismissed it. */
export function readLoss(db: Database): DataLoss | null {
  return readDocument(db, dataLossKey, wholeOf(dataLossSchema)) ?? null;
}

/** Forgets the loss once the agent knows. */
export function forgetLoss(db: Database): void {
  removeDocument(db, dataLossKey);
}
