import type { Migration } from '../database/migrate.ts';

/** The fields that only a dial has, which move under `dial`. */
const dialFields = [
  'source',
  'record',
  'recordingChannels',
  'maxTimeLimitSeconds',
  'hoursReason',
  'doNotCallReason',
  'extension',
  'profileName',
  'customField',
  'sentAt',
  'acceptedAt',
  'problem',
  'verdict',
];

/** SQL: the record of an outbound call as this version writes it, from `facts` of the one before. */
function outboundFacts(facts: string): string {
  const dial = dialFields.map((name) => `'${name}', ${facts} -> '$.${name}'`).join(', ');
  const moved = [...dialFields, 'lookProblem'].map((name) => `'$.${name}'`).join(', ');
  return `json_remove(
    json_set(${facts}, '$.direction', 'outbound', '$.dial', json_object(${dial}),
             '$.pollProblem', ${facts} -> '$.lookProblem'),
    ${moved})`;
}

/** SQL: a field of the record if it is text. */
const textOf = (name: string) =>
  `CASE json_type(facts, '$.${name}') WHEN 'text' THEN facts ->> '$.${name}' END`;

const practice = `CASE json_type(facts, '$.practice') WHEN 'true' THEN 1 WHEN 'false' THEN 0 END`;

/** SQL: the columns that must hold something can be made of the record. */
const isSound = `CASE WHEN json_valid(facts) THEN ${practice} IS NOT NULL
  AND ${textOf('state')} IS NOT NULL AND ${textOf('customerNumber')} IS NOT NULL END`;

/**
 * SQL: as much of an odd record as can be read, completed by what its columns say. The record itself
 * is kept within, byte by byte. The state is a word that nobody knows, so that it isn't taken for sound.
 */
const mended = `json_set(
  CASE WHEN json_valid(facts) THEN iif(json_type(facts) = 'object', facts, '{}') ELSE '{}' END,
  '$.id', iif(typeof(id) = 'text', id, NULL),
  '$.practice', json(iif(practice = 1, 'true', 'false')),
  '$.state', 'unreadable',
  '$.outcome', iif(typeof(outcome) = 'text', outcome, NULL),
  '$.customerNumber', iif(typeof(customer_number) = 'text', customer_number, ''),
  '$.unreadable', hex(facts))`;

/**
 * Gives calls a direction. The table is rebuilt, since a caller may withhold their number and a
 * column cannot lose its NOT NULL otherwise. Every row keeps its place, whatever it holds; a value
 * that its column forbids becomes what it is read as.
 */
export const migration0038: Migration = {
  version: 38,
  run: `
    CREATE TABLE calls_of_now (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      facts TEXT NOT NULL CHECK (json_valid(facts)),
      direction TEXT NOT NULL GENERATED ALWAYS AS (
        CASE facts ->> '$.direction' WHEN 'inbound' THEN 'inbound' ELSE 'outbound' END) STORED,
      practice INTEGER NOT NULL GENERATED ALWAYS AS (${practice}) STORED,
      state TEXT NOT NULL GENERATED ALWAYS AS (${textOf('state')}) STORED,
      outcome TEXT GENERATED ALWAYS AS (${textOf('outcome')}) STORED,
      customer_number TEXT GENERATED ALWAYS AS (${textOf('customerNumber')}) STORED,
      booted_at INTEGER NOT NULL,
      note TEXT NOT NULL DEFAULT '',
      disposition TEXT,
      wrapped INTEGER NOT NULL DEFAULT 0,
      settled INTEGER NOT NULL DEFAULT 0,
      CHECK (customer_number IS NOT NULL OR direction = 'inbound')
    ) STRICT;

    INSERT INTO calls_of_now (seq, id, facts, booted_at, note, disposition, wrapped, settled)
    SELECT seq,
           iif(typeof(id) = 'text', id, '#' || seq),
           ${outboundFacts('facts')},
           iif(typeof(booted_at) = 'integer', booted_at, 0),
           coalesce(CAST(note AS TEXT), ''),
           CAST(disposition AS TEXT),
           iif(typeof(wrapped) = 'integer', wrapped, 1),
           iif(typeof(settled) = 'integer', settled, 0)
    FROM (SELECT seq, id, booted_at, note, disposition, wrapped, settled,
                 CASE WHEN ${isSound} THEN facts ELSE ${mended} END AS facts
          FROM calls)
    ORDER BY seq;

    UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'calls')
    WHERE name = 'calls_of_now' AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'calls');
    DROP TABLE calls;
    ALTER TABLE calls_of_now RENAME TO calls;

    CREATE INDEX calls_by_outcome ON calls (practice, outcome, seq);
    CREATE INDEX calls_by_number ON calls (customer_number, practice, seq);
    CREATE INDEX calls_by_history ON calls (practice, seq);
    CREATE INDEX calls_unplaced ON calls (practice)
    WHERE wrapped = 0 AND state IN ('rejected', 'not_sent');
    CREATE INDEX calls_unwrapped ON calls (practice, seq) WHERE wrapped = 0;
    CREATE INDEX calls_unsettled ON calls (state) WHERE settled IS NOT 1;

    ALTER TABLE answers RENAME TO unexpected_responses;

    -- A row's record is a text there, and no object: hence the || ''.
    UPDATE removed_calls SET rows = json_remove(
      json_set(rows, '$.unexpected_responses', rows -> '$.answers',
               '$.call.facts', ${outboundFacts("(rows ->> '$.call.facts')")} || ''),
      '$.answers')
    WHERE json_valid(rows) AND json_valid(rows ->> '$.call.facts');
  `,
};
