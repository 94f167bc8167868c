import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Log } from '../base/log.ts';
import { readDocument, wholeOf, writeDocument } from '../storage/tables/documents.ts';
import type { Bounds } from './window-bounds.ts';

const keptSchema = z.object({
  /** Null where the desktop tells no window where it is (Wayland). */
  x: z.number().int().nullable(),
  y: z.number().int().nullable(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximized: z.boolean().default(false),
});
/** A window as it was left: its place when it is not maximised, in device-independent pixels. */
export type KeptBounds = z.infer<typeof keptSchema>;

export interface RememberBoundsOptions {
  db: Database;
  /** Of the window in the database. */
  key: string;
  /** Whether a window's place on the desktop can be known here. */
  placesKnown: boolean;
  log: Log;
}

/** Keeps a window's place in the database. */
export function rememberBounds({ db, key, placesKnown, log }: RememberBoundsOptions) {
  const loadBounds = (): KeptBounds | null => readDocument(db, key, wholeOf(keptSchema)) ?? null;
  return {
    loadBounds,
    saveBounds: (bounds: Bounds, maximized = false): void => {
      try {
        // A place of another session, where it was known, is worth more than a made-up one.
        const { x, y } = placesKnown ? bounds : (loadBounds() ?? { x: null, y: null });
        writeDocument(db, key, { ...bounds, x, y, maximized } satisfies KeptBounds);
      } catch (error) {
        // A window's place is not worth a failure.
        log.warn('window bounds could not be kept', { reason: String(error) });
      }
    },
  };
}

/** The place in it, where there is one. */
export function placeOf(kept: KeptBounds | null): Bounds | null {
  if (kept === null || kept.x === null || kept.y === null) return null;
  const { x, y, width, height } = kept;
  return { x, y, width, height };
}
