import type { Migration } from '../database/migrate.ts';

/**
 * Finds the calls of one history that wait to be filed without reading all of it. `names_due`:
 * numbers whose calls below `before_seq` have yet to be indexed by their contact's new name.
 */
export const migration0033: Migration = {
  version: 33,
  run: `
    DROP INDEX calls_unwrapped;
    CREATE INDEX calls_unwrapped ON calls (practice, seq) WHERE wrapped = 0;

    CREATE TABLE names_due (
      practice INTEGER NOT NULL,
      number TEXT NOT NULL,
      before_seq INTEGER NOT NULL,
      PRIMARY KEY (practice, number)
    ) STRICT;
  `,
};
