import type { Migration } from '../database/migrate.ts';

/**
 * The database. `facts` is the call machine's record as JSON; what SQL filters by is generated from
 * it, so that no column can disagree with it. `booted_at` shows after a restart whether the
 * computer itself was restarted (see tables/calls.ts, markSending).
 */
export const migration0010: Migration = {
  version: 10,
  run: `
    CREATE TABLE calls (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      facts TEXT NOT NULL CHECK (json_valid(facts)),
      practice INTEGER NOT NULL GENERATED ALWAYS AS (facts ->> 'practice') STORED,
      state TEXT NOT NULL GENERATED ALWAYS AS (facts ->> 'state') STORED,
      outcome TEXT GENERATED ALWAYS AS (facts ->> 'outcome') STORED,
      customer_number TEXT NOT NULL GENERATED ALWAYS AS (facts ->> 'customerNumber') STORED,
      booted_at INTEGER NOT NULL,
      note TEXT NOT NULL DEFAULT '',
      disposition TEXT,
      wrapped INTEGER NOT NULL DEFAULT 0,
      settled INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX calls_by_number ON calls (customer_number, seq);
    CREATE INDEX calls_by_outcome ON calls (practice, outcome, seq);
    CREATE INDEX calls_unwrapped ON calls (seq) WHERE wrapped = 0;
    CREATE INDEX calls_unsettled ON calls (state) WHERE settled = 0;

    CREATE TABLE timeline (
      call_id TEXT NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL,
      basis TEXT NOT NULL,
      detail TEXT
    ) STRICT;
    CREATE INDEX timeline_by_call ON timeline (call_id, at);

    CREATE TABLE recordings (
      call_id TEXT PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE,
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
      updated_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE contacts (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      number TEXT NOT NULL UNIQUE,
      do_not_call INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE documents (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT;

    CREATE VIRTUAL TABLE call_search USING fts5 (
      text, content = '', contentless_delete = 1, tokenize = 'trigram'
    );
  `,
};
