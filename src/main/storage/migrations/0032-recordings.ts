import type { Migration } from '../database/migrate.ts';

/**
 * Lets a call have several recordings: one row for each part. Indexes find what is unfinished and
 * what has a file without reading the rest; the rows keep their order, oldest first.
 */
export const migration0032: Migration = {
  version: 32,
  run: `
    ALTER TABLE recordings RENAME TO recordings_of_before;
    CREATE TABLE recordings (
      call_id TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
      part INTEGER NOT NULL DEFAULT 1,
      state TEXT NOT NULL,
      url TEXT,
      file_name TEXT,
      bytes_received INTEGER,
      bytes_total INTEGER,
      sha256 TEXT,
      looks INTEGER NOT NULL DEFAULT 0,
      tries INTEGER NOT NULL DEFAULT 0,
      next_try_at INTEGER,
      failure TEXT,
      updated_at INTEGER NOT NULL,
      PRIMARY KEY (call_id, part)
    ) STRICT;
    INSERT INTO recordings (call_id, part, state, url, file_name, bytes_received, bytes_total,
      sha256, looks, tries, next_try_at, failure, updated_at)
    SELECT call_id, 1, state, url, file_name, bytes_received, bytes_total,
      sha256, looks, tries, next_try_at, failure, updated_at
    FROM recordings_of_before ORDER BY rowid;
    DROP TABLE recordings_of_before;

    CREATE INDEX recordings_unfinished ON recordings (next_try_at, updated_at)
    WHERE state IN ('processing', 'available', 'downloading') OR next_try_at IS NOT NULL;
    CREATE INDEX recordings_with_file ON recordings (file_name, state, bytes_total)
    WHERE file_name IS NOT NULL;
    CREATE INDEX recordings_by_state_with_file ON recordings (state)
    WHERE file_name IS NOT NULL;
  `,
};
