import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import {
  type Call,
  type CallFacts,
  callFactsSchema,
  openStates,
  type TimelineEntry,
  timelineEntrySchema,
} from '../../shared/domain/call.ts';
import { columns, joins, select, toCall, toCalls } from './call-row.ts';
import { indexCall } from './call-search.ts';
import { assertOneRow, prepared } from './database.ts';
import { matchExpression, searchTerms } from './search-terms.ts';

/** Same boot, give or take what reading the clocks costs. */
const bootToleranceMs = 5_000;

/**
 * Writes the row that lets a call be placed: durable when it returns. `bootedAt`: epoch ms. Answers
 * the call's place in the book.
 */
export function insertCall(db: Database, facts: CallFacts, bootedAt: number): number {
  return db
    .transaction(() => {
      const { lastInsertRowid } = prepared(
        db,
        'INSERT INTO calls (id, facts, booted_at) VALUES (?, ?, ?)',
      ).run(facts.id, JSON.stringify(facts), Math.round(bootedAt));
      addTimeline(db, facts.id, [
        { at: facts.createdAt, kind: 'recorded', basis: 'local', detail: null },
      ]);
      indexCall(db, Number(lastInsertRowid));
      // The calls before have had their time in the dialer.
      wrapUpTo(db, facts.id);
      return Number(lastInsertRowid);
    })
    .immediate();
}

/** Writes what the machine made of an event, and what it adds to the story. */
export function updateCall(
  db: Database,
  facts: CallFacts,
  timeline: readonly TimelineEntry[],
): void {
  db.transaction(() => {
    const before = prepared(db, "SELECT seq, facts ->> 'sid' AS sid FROM calls WHERE id = ?").get(
      facts.id,
    ) as { seq: number; sid: string | null } | undefined;
    const { changes } = prepared(db, 'UPDATE calls SET facts = ? WHERE id = ?').run(
      JSON.stringify(facts),
      facts.id,
    );
    assertOneRow(changes);
    addTimeline(db, facts.id, timeline);
    if (before && before.sid !== facts.sid) indexCall(db, before.seq);
  }).immediate();
}

/**
 * Marks that the POST may leave from now on. Not synced to the disk: the mark has to survive the
 * end of the process, which the operating system's cache does, and syncing twice would double the
 * time to dial. Should the whole computer stop, the row may come back without its mark;
 * {@link survivedBoot} tells, and such a call counts as possibly sent.
 */
export function markSending(
  db: Database,
  facts: CallFacts,
  timeline: readonly TimelineEntry[],
): void {
  db.pragma('synchronous = NORMAL');
  try {
    updateCall(db, facts, timeline);
  } finally {
    db.pragma('synchronous = FULL');
  }
}

/** Whether the row was written since this computer last started. */
export function survivedBoot(db: Database, id: string, bootedAt: number): boolean {
  const row = prepared(db, 'SELECT booted_at AS bootedAt FROM calls WHERE id = ?').get(id) as {
    bootedAt: number;
  };
  return Math.abs(row.bootedAt - bootedAt) < bootToleranceMs;
}

/** The machine's record alone. */
export function getFacts(db: Database, id: string): CallFacts | null {
  const row = prepared(db, 'SELECT facts FROM calls WHERE id = ?').get(id) as
    | { facts: string }
    | undefined;
  return row ? callFactsSchema.parse(JSON.parse(row.facts)) : null;
}

export function getCall(db: Database, id: string): Call | null {
  const row = prepared(db, `${select} WHERE calls.id = ?`).get(id);
  return row === undefined ? null : toCall(row);
}

/** {@link openStates} for SQL. */
export const openList = openStates.map((state) => `'${state}'`).join(', ');

/** Calls whose story is not over: unanswered POSTs, open ones, and ended ones not yet verified. */
export function listUnsettled(db: Database): Call[] {
  const rows = prepared(
    db,
    `${select} WHERE calls.settled = 0
       AND calls.state IN ('recorded', 'sending', 'unknown', 'ended', ${openList}) ORDER BY calls.seq`,
  ).all();
  return toCalls(rows);
}

/** What the dialer shows: live, in doubt, or over and not wrapped up. Newest first. */
export function listCurrent(db: Database, practice: boolean): Call[] {
  const rows = prepared(
    db,
    `${select} WHERE calls.wrapped = 0 AND calls.practice = ? ORDER BY calls.seq DESC LIMIT 5`,
  ).all(practice ? 1 : 0);
  return toCalls(rows);
}

export function settleCall(db: Database, id: string): void {
  assertOneRow(prepared(db, 'UPDATE calls SET settled = 1 WHERE id = ?').run(id).changes);
}

/** Wrap-up is over for this call and every earlier one that is neither live nor in doubt. */
export function wrapUpTo(db: Database, id: string): void {
  prepared(
    db,
    `UPDATE calls SET wrapped = 1
     WHERE wrapped = 0 AND seq <= (SELECT seq FROM calls WHERE id = ?)
       AND state NOT IN ('recorded', 'sending', ${openList})
       AND (state <> 'unknown' OR facts ->> 'verdict' IS NOT NULL OR id = ?)`,
  ).run(id, id);
}

export function setNote(db: Database, id: string, note: string): boolean {
  return setIndexed(db, 'UPDATE calls SET note = ? WHERE id = ? RETURNING seq', note, id);
}

export function setDisposition(db: Database, id: string, disposition: string | null): boolean {
  return setIndexed(
    db,
    'UPDATE calls SET disposition = ? WHERE id = ? RETURNING seq',
    disposition,
    id,
  );
}

/** Exotel tells whole seconds: within one, the order in which things became known is the better one. */
export function listTimeline(db: Database, id: string): TimelineEntry[] {
  const rows = prepared(
    db,
    'SELECT at, kind, basis, detail FROM timeline WHERE call_id = ? ORDER BY at / 1000, rowid',
  ).all(id);
  return z.array(timelineEntrySchema).parse(rows);
}

export function addTimeline(db: Database, id: string, entries: readonly TimelineEntry[]): void {
  const insert = prepared(
    db,
    'INSERT INTO timeline (call_id, at, kind, basis, detail) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { at, kind, basis, detail } of entries)
    insert.run(id, Math.round(at), kind, basis, detail);
}

export interface CallFilter {
  text: string;
  outcomes: readonly string[];
  practice: boolean;
  recordedOnly: boolean;
}

/** Newest first, below `beforeSeq` when given. */
export function pageCalls(
  db: Database,
  filter: CallFilter,
  beforeSeq: number | null,
  limit: number,
): Call[] {
  const { from, seq, where, values } = conditions(filter);
  const rows = prepared(
    db,
    `${columns} FROM ${from} ${joins} WHERE ${where} AND ${seq} < @beforeSeq ORDER BY ${seq} DESC LIMIT @limit`,
  ).all({ ...values, beforeSeq: beforeSeq ?? Number.MAX_SAFE_INTEGER, limit });
  return toCalls(rows);
}

export function countCalls(db: Database, filter: CallFilter): number {
  const { from, where, values } = conditions(filter);
  const joined = filter.text !== '' || filter.recordedOnly ? joins : '';
  const row = prepared(db, `SELECT count(*) AS total FROM ${from} ${joined} WHERE ${where}`).get(
    values,
  );
  return z.object({ total: z.number() }).parse(row).total;
}

/** Each number once, newest first. */
export function listRecentNumbers(db: Database, practice: boolean, limit: number): Call[] {
  // A number dialled all day must not hide the others; a thousand calls back is recent enough.
  const rows = prepared(
    db,
    `${select} WHERE calls.seq IN (
       SELECT max(seq) AS seq FROM (SELECT seq, customer_number FROM calls WHERE practice = @practice ORDER BY seq DESC LIMIT 1000)
       GROUP BY customer_number ORDER BY seq DESC LIMIT @limit)
     ORDER BY calls.seq DESC`,
  ).all({ practice: practice ? 1 : 0, limit });
  return toCalls(rows);
}

/** Other calls with the same number, newest first. */
export function listEarlier(
  db: Database,
  call: Call,
  limit: number,
): { calls: Call[]; total: number } {
  const key = { number: call.customerNumber, practice: call.practice ? 1 : 0, seq: call.seq };
  const where =
    'calls.customer_number = @number AND calls.practice = @practice AND calls.seq < @seq';
  const total = z
    .object({ total: z.number() })
    .parse(prepared(db, `SELECT count(*) AS total FROM calls WHERE ${where}`).get(key)).total;
  const rows = prepared(db, `${select} WHERE ${where} ORDER BY calls.seq DESC LIMIT @limit`).all({
    ...key,
    limit,
  });
  return { calls: toCalls(rows), total };
}

interface Conditions {
  /** The table to drive the query from, so that nothing is read that cannot match. */
  from: string;
  /** The column that orders by time there. */
  seq: string;
  where: string;
  values: Record<string, string | number>;
}

function conditions(filter: CallFilter): Conditions {
  const clauses = ['calls.practice = @practice'];
  const values: Record<string, string | number> = { practice: filter.practice ? 1 : 0 };
  const terms = searchTerms(filter.text);
  const indexed = terms.long.length > 0;
  if (indexed) {
    clauses.push('call_search MATCH @match');
    values['match'] = matchExpression(terms.long);
  }
  terms.short.forEach((term, index) => {
    clauses.push(
      `concat_ws(' ', calls.customer_number, contacts.name, calls.note, calls.disposition) LIKE @short${index} ESCAPE '\\'`,
    );
    values[`short${index}`] = `%${term.replace(/[\\%_]/g, '\\$&')}%`;
  });
  if (filter.outcomes.length > 0) {
    clauses.push(
      `calls.outcome IN (${filter.outcomes.map((_, index) => `@outcome${index}`).join(', ')})`,
    );
    filter.outcomes.forEach((outcome, index) => {
      values[`outcome${index}`] = outcome;
    });
  }
  if (filter.recordedOnly)
    clauses.push(
      "recordings.state IN ('available', 'downloading', 'saved', 'failed', 'processing', 'removed')",
    );
  return {
    // CROSS JOIN is SQLite's way to fix the order of a join: the index finds, newest first.
    from: indexed ? 'call_search CROSS JOIN calls ON calls.seq = call_search.rowid' : 'calls',
    seq: indexed ? 'call_search.rowid' : 'calls.seq',
    where: clauses.join(' AND '),
    values,
  };
}

function setIndexed(db: Database, sql: string, value: string | null, id: string): boolean {
  return db
    .transaction(() => {
      const row = prepared(db, sql).get(value, id) as { seq: number } | undefined;
      if (row) indexCall(db, row.seq);
      return row !== undefined;
    })
    .immediate();
}
