import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Log } from '../base/log.ts';
import { readDocument, wholeOf, writeDocument } from '../storage/tables/documents.ts';
import type { Bounds } from './window-bounds.ts';

const keptSchema = z.object({
  /** Null where the desktop does not tell windows where they are (Wayland). */
  x: z.number().int().nullable(),
  y: z.number().int().nullable(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximized: z.boolean().default(false),
});
/** A window as it was left: its bounds when not maximised, in device-independent pixels. */
export type KeptBounds = z.infer<typeof keptSchema>;

export interface RememberBoundsOptions {
  db: Database;
  /** The window's key in the database. */
  key: string;
  /** Whether this desktop tells windows where they are. */
  placesKnown: boolean;
  log: Log;
}

/** Keeps a window's bounds in the database. */
export function rememberBounds({ db, key, placesKnown, log }: RememberBoundsOptions) {
  const loadBounds = (): KeptBounds | null => readDocument(db, key, wholeOf(keptSchema)) ?? null;
  return {
    loadBounds,
    saveBounds: (bounds: Bounds, maximized = false): void => {
      try {
        // A position from an earlier session that knew it is better than a made-up one.
        const { x, y } = placesKnown ? bounds : (loadBounds() ?? { x: null, y: null });
        writeDocument(db, key, { ...bounds, x, y, maximized } satisfies KeptBounds);
      } catch (error) {
        // A window's bounds are not worth a failure.
        log.warn('window bounds could not be kept', { reason: String(error) });
      }
    },
  };
}

/** Returns the position in it, if there is one. */
export function placeOf(kept: KeptBounds | null): Bounds | null {
  if (kept === null || kept.x === null || kept.y === null) return null;
  const { x, y, width, height } = kept;
  return { x, y, width, height };
}
