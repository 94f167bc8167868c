import type { Migration } from '../../src/main/storage/migrate.ts';
import { migrations } from '../../src/main/storage/migrations/index.ts';

/** The real ones, one that brings data, and one that changes a table, moves data and makes an index. */
export const testMigrations: readonly Migration[] = [
  ...migrations,
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
