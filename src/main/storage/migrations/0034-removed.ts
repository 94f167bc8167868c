import type { Migration } from '../database/migrate.ts';

/**
 * Holds calls that were removed because of their age for as long as they can be restored: outside
 * every list, search and count. `rows` holds the call and what belonged to it as JSON, see
 * tables/removed-calls.ts; `removed_at` is by Exotel's clock.
 */
export const migration0034: Migration = {
  version: 34,
  run: `
    CREATE TABLE removed_calls (
      seq INTEGER PRIMARY KEY,
      number TEXT NOT NULL,
      sid TEXT,
      removed_at INTEGER NOT NULL,
      rows TEXT NOT NULL CHECK (json_valid(rows))
    ) STRICT;
    CREATE INDEX removed_calls_by_number ON removed_calls (number);
    CREATE INDEX removed_calls_by_age ON removed_calls (removed_at);
  `,
};
