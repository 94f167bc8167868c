import type { Migration } from '../database/migrate.ts';

/**
 * Calls that nobody on the floor took, by the sid that relays name them by, and which missed calls
 * the agent has dismissed. `after_seq` is the place of the newest call when it was heard of: what
 * comes after it may have been its answer, whatever the clocks say.
 */
export const migration0039: Migration = {
  version: 39,
  run: `
    CREATE TABLE missed_calls (
      sid TEXT PRIMARY KEY,
      floor TEXT NOT NULL,
      number TEXT,
      caller TEXT,
      called TEXT NOT NULL,
      queue TEXT NOT NULL,
      queue_name TEXT,
      why TEXT NOT NULL,
      at INTEGER NOT NULL,
      after_seq INTEGER NOT NULL,
      taken_by TEXT,
      taken_by_me INTEGER NOT NULL DEFAULT 0,
      taken_at INTEGER,
      closed TEXT
    ) STRICT;
    CREATE INDEX missed_calls_open ON missed_calls (floor, at) WHERE closed IS NULL;
    CREATE INDEX missed_calls_by_number ON missed_calls (number);
    CREATE INDEX missed_calls_by_age ON missed_calls (at);

    ALTER TABLE calls ADD COLUMN dismissed INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX calls_missed ON calls (practice, seq)
    WHERE direction = 'inbound' AND dismissed = 0
      AND outcome IN ('agent_unanswered', 'customer_cancelled', 'voicemail');
  `,
};
