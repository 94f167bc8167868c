import type { Migration } from '../database/migrate.ts';

/**
 * Reads the sids of removed calls without their rows, which hold whole calls; and recordings with a
 * file in the order in which they came, without reading the others.
 */
export const migration0037: Migration = {
  version: 37,
  run: `
    CREATE INDEX removed_calls_by_sid ON removed_calls (sid);
    CREATE INDEX recordings_filed ON recordings (file_name IS NOT NULL)
    WHERE file_name IS NOT NULL;
  `,
};
