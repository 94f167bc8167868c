import type { Migration } from '../migrate.ts';

/**
 * What hangs on the calls in the book is found without reading all of it: recordings that have a
 * way to go, recordings with a file, and numbers whose calls have yet to be indexed by the name
 * that their contact was given, the newest calls first, below `before_seq`.
 */
export const migration0033: Migration = {
  version: 33,
  sql: `
    CREATE INDEX recordings_unfinished ON recordings (next_try_at, updated_at, call_id)
    WHERE state IN ('processing', 'available', 'downloading') OR next_try_at IS NOT NULL;
    CREATE INDEX recordings_with_file ON recordings (call_id) WHERE file_name IS NOT NULL;

    CREATE TABLE names_due (
      practice INTEGER NOT NULL,
      number TEXT NOT NULL,
      before_seq INTEGER NOT NULL,
      PRIMARY KEY (practice, number)
    ) STRICT, WITHOUT ROWID;
  `,
};
