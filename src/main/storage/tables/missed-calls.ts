import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type CallOutcome, momentSchema } from '../../../shared/domain/call.ts';
import { prepared } from '../database/connection.ts';
import { factSql } from './call-row.ts';
import { rangSql } from './rang-sql.ts';

/** Outcomes of an incoming call that the agent missed: the same words as in the index. */
const missedOutcomes = [
  'agent_unanswered',
  'customer_cancelled',
  'voicemail',
] as const satisfies readonly CallOutcome[];
/** Why nobody on the floor took a call. */
const floorReasons = ['nobody_free', 'no_answer', 'caller_left'] as const;

/** A call to the floor that nobody took. */
export interface NewMissedCall {
  sid: string;
  floor: string;
  /** E.164; null if the caller withheld it, or it cannot be read. */
  number: string | null;
  /** As Exotel wrote it; null if withheld. */
  caller: string | null;
  /** The ExoPhone, as Exotel wrote it. */
  called: string;
  queue: string;
  queueName: string | null;
  why: (typeof floorReasons)[number];
  /** Epoch milliseconds by the relay's clock. */
  at: number;
}

const floorRowSchema = z.object({
  sid: z.string(),
  number: z.string().nullable(),
  caller: z.string().nullable(),
  queue: z.string(),
  queueName: z.string().nullable(),
  why: z.enum(floorReasons),
  at: momentSchema,
  takenBy: z.string().nullable(),
  takenByMe: z.number().transform(Boolean),
  takenAt: momentSchema.nullable(),
  /** When the agent last rang the customer since. */
  triedAt: momentSchema.nullable().catch(null),
});
export type FloorMissed = z.output<typeof floorRowSchema>;

const ownRowSchema = z.object({
  id: z.string().min(1),
  sid: z.string().nullable().catch(null),
  number: z.string().nullable(),
  why: z.enum(missedOutcomes),
  createdAt: momentSchema,
  aheadMs: z.number().nullable().catch(null),
  triedAt: momentSchema.nullable().catch(null),
});
export type OwnMissed = z.output<typeof ownRowSchema>;

/** SQL: calls with the same customer after a place in the history. */
const later = (number: string, practice: string, seq: string) =>
  `calls.customer_number = ${number} AND calls.practice = ${practice} AND calls.seq > ${seq}`;
/** SQL: nobody on the floor has spoken with the customer since. */
const unspoken = (since: string) =>
  `NOT EXISTS (SELECT 1 FROM calls
     WHERE ${since} AND calls.outcome IN ('completed', 'answered_elsewhere'))`;
const tried = (since: string) =>
  `(SELECT ${factSql('createdAt')} FROM calls WHERE ${since} AND ${rangSql}
    ORDER BY calls.seq DESC LIMIT 1)`;

const sinceOwn = later('missed.customer_number', 'missed.practice', 'missed.seq');
const sinceFloors = later('missed_calls.number', '0', 'missed_calls.after_seq');

const readable = <T>(schema: z.ZodType<T>, rows: unknown[]): T[] =>
  rows.flatMap((row) => {
    const parsed = schema.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });

/** Adds a call that was missed; one that is already there stays as it is. */
export function addMissed(db: Database, missed: NewMissedCall): void {
  prepared(
    db,
    `INSERT OR IGNORE INTO missed_calls
       (sid, floor, number, caller, called, queue, queue_name, why, at, after_seq)
     VALUES (@sid, @floor, @number, @caller, @called, @queue, @queueName, @why, @at,
             (SELECT coalesce(max(seq), 0) FROM calls))`,
  ).run({ ...missed, at: Math.round(missed.at) });
}

/** Notes who calls the customer back; the first one has it. */
export function takeMissed(
  db: Database,
  sid: string,
  { by, me, at }: { by: string; me: boolean; at: number },
): void {
  prepared(
    db,
    `UPDATE missed_calls SET taken_by = ?, taken_by_me = ?, taken_at = ?
     WHERE sid = ? AND taken_by IS NULL`,
  ).run(by, me ? 1 : 0, Math.round(at), sid);
}

/**
 * Returns a floor's missed calls since a time, newest first, as far as the agent has not spoken with
 * the customer since, nor dismissed them.
 */
export function listFloorMissed(
  db: Database,
  floor: string,
  sinceAt: number,
  limit: number,
): FloorMissed[] {
  const rows = prepared(
    db,
    `SELECT sid, number, caller, queue, queue_name AS queueName, why, at, taken_by AS takenBy,
            taken_by_me AS takenByMe, taken_at AS takenAt, ${tried(sinceFloors)} AS triedAt
     FROM missed_calls WHERE floor = ? AND closed IS NULL AND at >= ? AND ${unspoken(sinceFloors)}
     ORDER BY at DESC LIMIT ?`,
  ).all(floor, Math.round(sinceAt), limit);
  return readable(floorRowSchema, rows);
}

/** Returns the sids of a customer's (E.164) missed calls since a time that nobody calls back. */
export function listUntaken(
  db: Database,
  floor: string,
  number: string,
  sinceAt: number,
): string[] {
  return prepared(
    db,
    `SELECT sid FROM missed_calls
     WHERE number = ? AND floor = ? AND closed IS NULL AND taken_by IS NULL AND at >= ?`,
  )
    .pluck()
    .all(number, floor, Math.round(sinceAt)) as string[];
}

/** Returns this desktop's missed calls in the same way, newest first, of whatever age. */
export function listOwnMissed(db: Database, practice: boolean, limit: number): OwnMissed[] {
  const rows = prepared(
    db,
    `SELECT id, sid, number, why, createdAt, aheadMs, ${tried(sinceOwn)} AS triedAt
     FROM (SELECT calls.seq, id, practice, customer_number, customer_number AS number, outcome AS why,
                  ${factSql('sid')} AS sid, ${factSql('createdAt')} AS createdAt,
                  ${factSql('aheadMs')} AS aheadMs
           FROM calls
           WHERE practice = ? AND direction = 'inbound' AND dismissed = 0
             AND outcome IN ('agent_unanswered', 'customer_cancelled', 'voicemail')
           ORDER BY calls.seq DESC LIMIT ?) AS missed
     WHERE ${unspoken(sinceOwn)}`,
  ).all(practice ? 1 : 0, limit);
  return readable(ownRowSchema, rows);
}

/** Dismisses missed calls, or takes that back: own ones by id, the floor's by sid. */
export function setDismissed(
  db: Database,
  { calls, sids }: { calls: readonly string[]; sids: readonly string[] },
  dismissed: boolean,
): void {
  db.transaction(() => {
    for (const id of calls)
      prepared(db, "UPDATE calls SET dismissed = ? WHERE id = ? AND direction = 'inbound'").run(
        dismissed ? 1 : 0,
        id,
      );
    for (const sid of sids)
      prepared(db, 'UPDATE missed_calls SET closed = ? WHERE sid = ?').run(
        dismissed ? 'dismissed' : null,
        sid,
      );
  }).immediate();
}

/** Removes up to `limit` of the floor's missed calls from before a time, for good. Returns how many. */
export function removeMissedBefore(db: Database, before: number, limit: number): number {
  return prepared(
    db,
    `DELETE FROM missed_calls WHERE rowid IN (
       SELECT rowid FROM missed_calls WHERE at < ? ORDER BY at LIMIT ?)`,
  ).run(Math.round(before), limit).changes;
}
