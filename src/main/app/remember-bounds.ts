import type { Database } from 'better-sqlite3';
import type { Log } from '../base/log.ts';
import { readDocument, writeDocument } from '../storage/documents-table.ts';
import { type Bounds, boundsSchema } from './window-bounds.ts';

/** Keeps a window's place in the book, under `key`. */
export function rememberBounds(db: Database, key: string, log: Log) {
  return {
    loadBounds: (): Bounds | null =>
      boundsSchema
        .nullable()
        .catch(null)
        .parse(readDocument(db, key) ?? null),
    saveBounds: (bounds: Bounds): void => {
      try {
        writeDocument(db, key, bounds);
      } catch (error) {
        // A window's place is not worth a failure.
        log.warn('window bounds could not be kept', { reason: String(error) });
      }
    },
  };
}
