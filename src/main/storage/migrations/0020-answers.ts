import type { Migration } from '../database/migrate.ts';

/**
 * Responses of the provider that were not as documented, kept beside their call for support:
 * redacted, bounded, each kind once per call.
 */
export const migration0020: Migration = {
  version: 20,
  run: `
    CREATE TABLE answers (
      call_id TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
      at INTEGER NOT NULL,
      question TEXT NOT NULL,
      http_status INTEGER NOT NULL,
      oddity TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (call_id, question, http_status, oddity)
    ) STRICT;
  `,
};
