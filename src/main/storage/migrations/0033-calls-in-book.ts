import type { Migration } from '../migrate.ts';

/**
 * What is asked of the calls in the book is found without reading all of it: those of one history
 * that wait to be filed, recordings that have a way to go, and recordings with a file. `names_due`:
 * numbers whose calls below `before_seq` have yet to be indexed by their contact's new name.
 */
export const migration0033: Migration = {
  version: 33,
  sql: `
    DROP INDEX calls_unwrapped;
    CREATE INDEX calls_unwrapped ON calls (practice, seq) WHERE wrapped = 0;
    CREATE INDEX recordings_unfinished ON recordings (next_try_at, updated_at, call_id)
    WHERE state IN ('processing', 'available', 'downloading') OR next_try_at IS NOT NULL;
    CREATE INDEX recordings_with_file ON recordings (call_id) WHERE file_name IS NOT NULL;

    CREATE TABLE names_due (
      practice INTEGER NOT NULL,
      number TEXT NOT NULL,
      before_seq INTEGER NOT NULL,
      PRIMARY KEY (practice, number)
    ) STRICT;
  `,
};
