import type { Database } from 'better-sqlite3';
import { prepared } from '../../src/main/storage/database/connection.ts';
import { columns, joinContacts, toCalls } from '../../src/main/storage/tables/call-row.ts';
import { openList } from '../../src/main/storage/tables/calls.ts';
import { rangSql } from '../../src/main/storage/tables/rang-sql.ts';
import type { Call } from '../../src/shared/domain/call.ts';

/**
 * The earlier queries, with the plan that SQLite used for them: without an index in their order it
 * reads every call of a history, by outcome, and sorts.
 */
const everyCall = 'calls INDEXED BY calls_by_outcome';
const joins = `${joinContacts} LEFT JOIN recordings
  ON recordings.call_id = calls.id AND recordings.part = 1`;
const recorded =
  "recordings.state IN ('available', 'downloading', 'saved', 'failed', 'processing', 'removed')";

function list(db: Database, where: string, limit: number): Call[] {
  const sql = `${columns} FROM ${everyCall} ${joins} WHERE calls.practice = 0 AND ${where}
    ORDER BY calls.seq DESC LIMIT ?`;
  return toCalls(db, prepared(db, sql).all(limit));
}

function count(db: Database, where: string): number {
  const sql = `SELECT count(*) FROM ${everyCall} ${joins} WHERE calls.practice = 0 AND ${where}`;
  return prepared(db, sql).pluck().get() as number;
}

export const before = {
  page: (db: Database, beforeSeq: number, limit: number) =>
    list(db, `calls.seq < ${beforeSeq}`, limit),
  twoOutcomes: (db: Database, [one, two]: readonly string[], limit: number) =>
    list(db, `calls.outcome IN ('${one}', '${two}')`, limit),
  recordings: (db: Database, limit: number) => list(db, recorded, limit),
  countRecordings: (db: Database) => count(db, recorded),
  countAll: (db: Database) =>
    prepared(db, 'SELECT count(*) FROM calls WHERE practice = 0').pluck().get() as number,
  current: (db: Database) => list(db, 'calls.wrapped = 0', 200),
  hasLiveCall: (db: Database): boolean =>
    prepared(
      db,
      `SELECT 1 FROM ${everyCall} WHERE settled = 0 AND practice = 0
       AND state IN ('recorded', 'sending', ${openList}) LIMIT 1`,
    ).get() !== undefined,
  recentNumbers: (db: Database, limit: number) =>
    list(
      db,
      `calls.seq IN (SELECT max(seq) AS seq FROM (
         SELECT seq, customer_number, ${rangSql} AS rang FROM ${everyCall}
         WHERE practice = 0 ORDER BY seq DESC LIMIT 1000)
       WHERE rang GROUP BY customer_number ORDER BY seq DESC LIMIT ${limit})`,
      limit,
    ),
};
