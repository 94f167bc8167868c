import type { Database } from 'better-sqlite3';
import type { Call, CallDirection, NumberedCall } from '../../../shared/domain/call.ts';
import type { CallResult } from '../../../shared/domain/call-result.ts';
import { mostCounted } from '../../../shared/domain/most-counted.ts';
import { isRecent, notTheirs } from '../../../shared/domain/recent-numbers.ts';
import { prepared } from '../database/connection.ts';
import { columns, joinContacts, readable, select, toCalls } from './call-row.ts';
import { soughtByRow } from './call-search.ts';
import { hasOddHistory } from './odd-history.ts';
import { rangSql } from './rang-sql.ts';
import { resultsNamed, resultTerm } from './result-search.ts';
import { matchExpression, searchTerms } from './search-terms.ts';

export interface CallFilter {
  text: string;
  outcomes: readonly string[];
  /** Absent or null for both. */
  direction?: CallDirection | null;
  practice: boolean;
  recordedOnly: boolean;
  /** The agent's results: calls are found by their names as well. */
  results: readonly CallResult[];
}

/** Returns a page of calls, newest first, below `beforeSeq` if given. */
export function pageCalls(
  db: Database,
  filter: CallFilter,
  beforeSeq: number | null,
  limit: number,
): Call[] {
  const { from, seq, where, outcomes, values } = conditions(db, filter);
  const part = (outcome: string) =>
    `${columns} FROM ${from} ${joinContacts} ${joinRecordings(filter)}
     WHERE ${where} ${outcome} AND ${seq} < @beforeSeq`;
  // The index has each outcome's calls in order; read together they would have to be sorted.
  const found = outcomes.ordered
    ? `${outcomes.each.map(part).join(' UNION ALL ')} ORDER BY seq`
    : `${part(outcomes.any)} ORDER BY ${seq}`;
  const rows = prepared(db, `${found} DESC LIMIT @limit`).all({
    ...values,
    beforeSeq: beforeSeq ?? Number.MAX_SAFE_INTEGER,
    limit,
  });
  return toCalls(db, rows);
}

/** Counts calls; {@link mostCounted} + 1 stands for any more, since counting on takes time. */
export function countCalls(db: Database, filter: CallFilter): number {
  const { from, where, short, outcomes, values } = conditions(db, filter);
  const joined = `${short ? joinContacts : ''} ${filter.recordedOnly ? joinRecordings(filter) : ''}`;
  return countUpTo(db, `${from} ${joined} WHERE ${where} ${outcomes.any}`, values);
}

function countUpTo(
  db: Database,
  from: string,
  values: Record<string, string | number | null>,
): number {
  return prepared(db, `SELECT count(*) FROM (SELECT 1 FROM ${from} LIMIT ${mostCounted + 1})`)
    .pluck()
    .get(values) as number;
}

/** SQL: whether a call makes its number a recent one. */
const recentSql = `(${rangSql} OR (calls.direction = 'inbound' AND calls.customer_number > ''
  AND coalesce(calls.outcome, '') NOT IN (${notTheirs.map((word) => `'${word}'`).join(', ')})))`;

/** Returns the numbers that calls rang or came from, each once, newest first. See `isRecent`. */
export function listRecentNumbers(db: Database, practice: boolean, limit: number): NumberedCall[] {
  // A number dialled all day must not hide the others; a thousand calls back is recent enough.
  const rows = prepared(
    db,
    `${select} WHERE calls.seq IN (
       SELECT max(seq) AS seq FROM (
         SELECT seq, customer_number, ${recentSql} AS recent FROM calls
         WHERE practice = @practice ORDER BY seq DESC LIMIT 1000)
       WHERE recent GROUP BY customer_number ORDER BY seq DESC LIMIT @limit)
     ORDER BY calls.seq DESC`,
  ).all({ practice: practice ? 1 : 0, limit });
  // They are listed so that they can be dialled.
  return readable(toCalls(db, rows)).filter(isRecent);
}

/**
 * Returns other calls with the same number, newest first, and how many, counted as by {@link
 * countCalls}.
 */
export function listEarlier(
  db: Database,
  call: Call,
  limit: number,
): { calls: Call[]; total: number } {
  const key = { number: call.customerNumber, practice: call.practice ? 1 : 0, seq: call.seq };
  const where =
    'calls.customer_number = @number AND calls.practice = @practice AND calls.seq < @seq';
  const total = countUpTo(db, `calls WHERE ${where}`, key);
  const rows = prepared(db, `${select} WHERE ${where} ORDER BY calls.seq DESC LIMIT @limit`).all({
    ...key,
    limit,
  });
  return { calls: toCalls(db, rows), total };
}

interface Conditions {
  /** The table that drives the query, so that nothing is read that cannot match. */
  from: string;
  /** The column that orders it by time. */
  seq: string;
  where: string;
  /** Whether names have to be read to decide. */
  short: boolean;
  outcomes: Outcomes;
  values: Record<string, string | number>;
}

/** A choice of outcomes as further conditions. */
interface Outcomes {
  /** All of them in one condition; empty for every outcome. */
  any: string;
  /** One condition per outcome. */
  each: string[];
  /** Whether calls of one outcome can be read in order. */
  ordered: boolean;
}

/** Calls whose history cannot be told are shown in the real one, so that none is hidden. */
function historyOf(db: Database, practice: boolean): string {
  if (practice) return 'calls.practice = 1';
  return hasOddHistory(db, 'calls') ? 'calls.practice IS NOT 1' : 'calls.practice = 0';
}

function conditions(db: Database, filter: CallFilter): Conditions {
  const clauses = [historyOf(db, filter.practice)];
  const values: Record<string, string | number> = {};
  const terms = searchTerms(filter.text);
  const named = (group: string[]) => group.flatMap((term) => resultsNamed(term, filter.results));
  const indexed = terms.long.length > 0;
  if (indexed) {
    clauses.push('call_search MATCH @match');
    values['match'] = matchExpression(
      terms.long.map((group) => [...group, ...named(group).map(resultTerm)]),
    );
  }
  terms.short.forEach((group, index) => {
    clauses.push(
      `(EXISTS (SELECT 1 FROM json_each(@short${index}) WHERE instr(${soughtByRow}, value) > 0)
        OR calls.disposition IN (SELECT value FROM json_each(@results${index})))`,
    );
    values[`short${index}`] = JSON.stringify(group);
    values[`results${index}`] = JSON.stringify(named(group));
  });
  filter.outcomes.forEach((outcome, index) => {
    values[`outcome${index}`] = outcome;
  });
  if (filter.direction) {
    clauses.push('calls.direction = @direction');
    values['direction'] = filter.direction;
  }
  if (filter.recordedOnly)
    clauses.push(
      "recordings.state IN ('available', 'downloading', 'saved', 'failed', 'processing', 'removed')",
    );
  const names = filter.outcomes.map((_, index) => `@outcome${index}`);
  return {
    // CROSS JOIN fixes SQLite's join order: the index finds the calls, newest first.
    from: indexed ? 'call_search CROSS JOIN calls ON calls.seq = call_search.rowid' : 'calls',
    seq: indexed ? 'call_search.rowid' : 'calls.seq',
    where: clauses.join(' AND '),
    short: terms.short.length > 0,
    outcomes: {
      any: names.length > 0 ? `AND calls.outcome IN (${names.join(', ')})` : '',
      each: names.map((name) => `AND calls.outcome = ${name}`),
      ordered: !indexed && names.length > 0,
    },
    values,
  };
}

/** Reads calls newest first and looks up each one's recording, never the other way round. */
function joinRecordings({ recordedOnly }: CallFilter): string {
  return `${recordedOnly ? 'CROSS' : 'LEFT'} JOIN recordings
    ON recordings.call_id = calls.id AND recordings.part = 1`;
}

/** Whether a history has any call. */
export function hasCalls(db: Database, practice: boolean): boolean {
  const first = prepared(db, 'SELECT 1 FROM calls WHERE practice = ? LIMIT 1').pluck();
  return first.get(practice ? 1 : 0) !== undefined;
}
