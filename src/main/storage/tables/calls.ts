import type { Database } from 'better-sqlite3';
import {
  type Call,
  type CallFacts,
  type InboundFacts,
  type OutboundFacts,
  openStates,
  type TimelineEntry,
  timelineEntrySchema,
} from '../../../shared/domain/call.ts';
import { asksForWrapUp } from '../../../shared/domain/wrap-up.ts';
import { readFields } from '../../base/read-fields.ts';
import { assertOneRow, prepared } from '../database/connection.ts';
import { factSql, readable, select, toCall, toCalls, toFacts } from './call-row.ts';
import { indexCall } from './call-search.ts';
import { addMark } from './do-not-call-marks.ts';
import { noted, noteOdd } from './odd-things.ts';
import { placeAt, placeOfDial } from './place-in-history.ts';

/** Counts as the same boot, give or take the time it takes to read the clocks. */
const bootToleranceMs = 5_000;

/**
 * Writes a call's row. It is durable on return, which is what allows a call to be placed.
 * @param bootedAt when this computer started, epoch milliseconds.
 * @param beganAt when the call began by Exotel's clock, as far as we know: epoch milliseconds.
 * @param isNow whether it happens now, whatever the clock says: it becomes the newest.
 * @returns the call's place in the database.
 */
export function insertCall(
  db: Database,
  facts: CallFacts,
  bootedAt: number,
  beganAt = facts.createdAt,
  isNow = facts.direction === 'outbound',
): number {
  return db
    .transaction(() => {
      const seq = isNow ? placeOfDial(db, beganAt) : placeAt(db, beganAt);
      prepared(db, 'INSERT INTO calls (seq, id, facts, booted_at) VALUES (?, ?, ?, ?)').run(
        seq,
        facts.id,
        JSON.stringify(facts),
        Math.round(bootedAt),
      );
      addTimeline(db, facts.id, [
        { at: facts.createdAt, kind: 'recorded', basis: 'local', detail: null },
      ]);
      indexCall(db, seq);
      return seq;
    })
    .immediate();
}

/** Writes what the machine made of an event, and what it adds to the timeline. */
export function updateCall(
  db: Database,
  facts: CallFacts,
  timeline: readonly TimelineEntry[],
): void {
  db.transaction(() => {
    const before = prepared(
      db,
      `SELECT seq, facts, ${factSql('sid')} AS sid FROM calls WHERE id = ?`,
    ).get(facts.id) as { seq: number; facts: unknown; sid: string | null } | undefined;
    const { changes } = prepared(db, 'UPDATE calls SET facts = ? WHERE id = ?').run(
      JSON.stringify(facts),
      facts.id,
    );
    assertOneRow(changes);
    addTimeline(db, facts.id, timeline);
    if (before && before.sid !== facts.sid) indexCall(db, before.seq);
    if (facts.direction === 'outbound' && isRefusedForGood(facts)) markRefused(db, facts);
    if (facts.direction === 'inbound') followWrapUp(db, facts, toFacts(before?.facts, facts.id));
  }).immediate();
}

/**
 * A call that came in leaves the dialer by itself once it is known that this agent did not take it,
 * and comes back if it turns out otherwise. What the agent filed stays filed.
 */
function followWrapUp(db: Database, facts: InboundFacts, before: CallFacts | null): void {
  const asks = asksForWrapUp(facts);
  if (before !== null && asksForWrapUp(before) === asks) return;
  prepared(db, 'UPDATE calls SET wrapped = ? WHERE id = ?').run(asks ? 0 : 1, facts.id);
}

/** Exotel's register says that this number must not be called. */
function isRefusedForGood({ state, dial }: OutboundFacts): boolean {
  return state === 'rejected' && dial.problem?.kind === 'blocked_dnd';
}

function markRefused(
  db: Database,
  { id, practice, customerNumber, endedAt, createdAt }: OutboundFacts,
) {
  addMark(db, {
    practice,
    number: customerNumber,
    at: endedAt ?? createdAt,
    source: 'exotel',
    callId: id,
  });
}

/**
 * Marks that the POST may leave from now on. Not synced to the disk: the mark has to survive the
 * end of the process, which the operating system's cache does, and syncing twice would double the
 * time to dial. If the whole computer stops, the row may come back without its mark; {@link
 * survivedBoot} tells, and such a call counts as possibly sent.
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

/** Returns only the machine's record; null if there is none or it cannot be read. */
export function getFacts(db: Database, id: string): CallFacts | null {
  const row = prepared(db, 'SELECT seq, facts FROM calls WHERE id = ?').get(id) as
    | { seq: number; facts: unknown }
    | undefined;
  const facts = row ? toFacts(row.facts, id) : null;
  if (row && !facts) noteOdd(db, `calls ${row.seq}`, ['facts']);
  return facts;
}

/**
 * Returns a call, even one that can be read only in part, by the id that {@link toCall} gives it.
 */
export function getCall(db: Database, id: string): Call | null {
  const seq = /^#(\d+)$/.exec(id)?.[1];
  const row = seq
    ? prepared(db, `${select} WHERE calls.seq = ?`).get(Number(seq))
    : prepared(db, `${select} WHERE calls.id = ?`).get(id);
  return row === undefined ? null : toCall(db, row);
}

/** {@link openStates} for SQL. */
export const openList = openStates.map((state) => `'${state}'`).join(', ');

/**
 * Returns calls that are not finished: POSTs without a response, open calls, and ended ones not yet
 * verified.
 */
export function listUnsettled(db: Database): Call[] {
  const rows = prepared(
    db,
    `${select} WHERE calls.settled IS NOT 1
       AND calls.state IN ('recorded', 'sending', 'unknown', 'ended', ${openList}) ORDER BY calls.seq`,
  ).all();
  return readable(toCalls(db, rows));
}

export function settleCall(db: Database, id: string): void {
  assertOneRow(prepared(db, 'UPDATE calls SET settled = 1 WHERE id = ?').run(id).changes);
}

export function setNote(db: Database, id: string, note: string): boolean {
  return db
    .transaction(() => {
      const seq = prepared(db, 'UPDATE calls SET note = ? WHERE id = ? RETURNING seq')
        .pluck()
        .get(note, id) as number | undefined;
      if (seq !== undefined) indexCall(db, seq);
      return seq !== undefined;
    })
    .immediate();
}

/** Exotel gives whole seconds: within one, the order in which things became known is better. */
export function listTimeline(db: Database, id: string): TimelineEntry[] {
  const rows = prepared(
    db,
    'SELECT at, kind, basis, detail FROM timeline WHERE call_id = ? ORDER BY at / 1000, rowid',
  ).all(id);
  const blank = { at: 0, kind: 'unreadable', basis: 'local', detail: null } as const;
  return rows.map((row) =>
    noted(db, `timeline of ${id}`, readFields(timelineEntrySchema, row, blank)),
  );
}

export function addTimeline(db: Database, id: string, entries: readonly TimelineEntry[]): void {
  const insert = prepared(
    db,
    'INSERT INTO timeline (call_id, at, kind, basis, detail) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { at, kind, basis, detail } of entries)
    insert.run(id, Math.round(at), kind, basis, detail);
}
