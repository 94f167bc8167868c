import type { Migration } from '../../src/main/storage/database/migrate.ts';
import { migrations } from '../../src/main/storage/migrations/index.ts';

/** What a database of version 21 may hold, for the migrations after it. */
const lived: Migration = {
  version: 25,
  sql: `
    INSERT INTO contacts (name, number, do_not_call) VALUES ('Meera', '+919876543212', 1);
    INSERT INTO calls (id, facts, booted_at, note, disposition) VALUES ('old', json_object(
      'id', 'old', 'practice', json('false'), 'state', 'ended', 'outcome', 'completed',
      'customerNumber', '+919876543212'), 0, 'a note', 'कॉल न करें');
    INSERT INTO call_search (rowid, text) VALUES (1, '919876543212 Meera a note कॉल न करें');
    INSERT INTO documents (key, value) VALUES ('settings', '{"dispositions":["Sold","Interested"]}');
  `,
};

/** The real ones, one that brings data, and one that changes a table, moves data and makes an index. */
export const testMigrations: readonly Migration[] = [
  ...migrations.filter(({ version }) => version < lived.version),
  lived,
  ...migrations.filter(({ version }) => version > lived.version),
  {
    version: 99_980,
    sql: `
      INSERT INTO contacts (practice, name, name_key, number)
      VALUES (0, 'Asha', 'asha', '+919876543210'), (0, 'Ravi', 'ravi', '+919876543211');
    `,
  },
  {
    version: 99_990,
    sql: `
      ALTER TABLE contacts ADD COLUMN company TEXT NOT NULL DEFAULT '';
      UPDATE contacts SET company = upper(name);
      CREATE TABLE labels (name TEXT PRIMARY KEY) STRICT;
      INSERT INTO labels SELECT name FROM contacts;
      CREATE INDEX contacts_by_company ON contacts (company);
    `,
  },
];
