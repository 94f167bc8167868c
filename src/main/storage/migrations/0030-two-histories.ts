import type { Migration } from '../database/migrate.ts';

/**
 * Splits practice and real into two histories: each contact belongs to one, and existing contacts
 * to the real one. A do-not-call mark belongs to the number, so that no contact can lose it;
 * `call_id` is the call whose result or refusal made it. `name_key` is the name as it is sorted and
 * searched.
 */
export const migration0030: Migration = {
  version: 30,
  run: `
    CREATE TABLE do_not_call (
      practice INTEGER NOT NULL,
      number TEXT NOT NULL,
      at INTEGER NOT NULL,
      source TEXT NOT NULL CHECK (source IN ('agent', 'result', 'exotel')),
      call_id TEXT REFERENCES calls (id) ON DELETE SET NULL
    ) STRICT;
    CREATE INDEX do_not_call_by_number ON do_not_call (practice, number);
    CREATE INDEX do_not_call_by_call ON do_not_call (call_id);
    INSERT INTO do_not_call (practice, number, at, source)
    SELECT 0, number, unixepoch() * 1000, 'agent' FROM contacts WHERE do_not_call <> 0;

    ALTER TABLE contacts RENAME TO contacts_of_before;
    CREATE TABLE contacts (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      practice INTEGER NOT NULL,
      number TEXT NOT NULL,
      name TEXT NOT NULL,
      name_key TEXT NOT NULL,
      UNIQUE (practice, number)
    ) STRICT;
    CREATE INDEX contacts_by_name ON contacts (practice, name_key, number);
    INSERT INTO contacts (id, practice, number, name, name_key)
    SELECT id, 0, number, name, fold_text(name) FROM contacts_of_before;
    DROP TABLE contacts_of_before;

    DROP INDEX calls_by_number;
    CREATE INDEX calls_by_number ON calls (customer_number, practice, seq);
    CREATE INDEX calls_by_history ON calls (practice, seq);
    CREATE INDEX calls_unplaced ON calls (practice)
    WHERE wrapped = 0 AND state IN ('rejected', 'not_sent');
  `,
};
