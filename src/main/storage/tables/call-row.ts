import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { errorCodeSchema } from '../../../shared/domain/app-error.ts';
import {
  type Call,
  type CallFacts,
  callFactsSchema,
  type DialFacts,
  momentSchema,
  recordingStates,
} from '../../../shared/domain/call.ts';
import { readFields } from '../../base/read-fields.ts';
import { isMarked } from './do-not-call-marks.ts';
import { noteOdd } from './odd-things.ts';
import { readFacts } from './partial-facts.ts';

const idSchema = z.string().min(1).max(64);
/** What a row holds beside the machine's record. */
const ownSchema = z.object({ note: z.string(), disposition: z.string().nullable() });
/** What other tables hold about it. */
const otherSchema = z.object({
  customerName: z.string().nullable(),
  doNotCall: z.number().transform(Boolean),
});
const recordingSchema = z.object({
  recordingState: z.enum(recordingStates).nullable(),
  bytesReceived: z.number().nullable(),
  bytesTotal: z.number().nullable(),
  sha256: z.string().nullable(),
  nextTryAt: momentSchema.nullable(),
  failure: errorCodeSchema.nullable(),
});

/** What {@link toCall} reads. */
export const columns = `
  SELECT calls.seq, calls.id AS rowId, calls.practice AS rowPractice,
         calls.direction AS rowDirection, calls.customer_number AS rowNumber, calls.facts, calls.note, calls.disposition,
         contacts.name AS customerName, ${isMarked('calls', 'customer_number')} AS doNotCall,
         recordings.state AS recordingState, recordings.bytes_received AS bytesReceived,
         recordings.bytes_total AS bytesTotal, recordings.sha256 AS sha256,
         recordings.next_try_at AS nextTryAt, recordings.failure AS failure,
         (SELECT json_group_array(json_object('recordingState', state,
            'bytesReceived', bytes_received, 'bytesTotal', bytes_total, 'sha256', sha256,
            'nextTryAt', next_try_at, 'failure', failure) ORDER BY part)
          FROM recordings AS more WHERE more.call_id = calls.id AND more.part > 1) AS furtherParts`;
/** Joins the contact with the call's number in the call's history. */
export const joinContacts = `LEFT JOIN contacts
  ON contacts.number = calls.customer_number AND contacts.practice = calls.practice`;
/** The tables that the columns come from, besides `calls`. */
export const joins = `
  ${joinContacts}
  LEFT JOIN recordings ON recordings.call_id = calls.id AND recordings.part = 1`;
export const select = `${columns} FROM calls ${joins}`;

/** SQL: a field of the machine's record; NULL instead of an error if the record is not JSON. */
export function factSql(name: keyof CallFacts | `dial.${keyof DialFacts}`): string {
  return `(CASE WHEN json_valid(calls.facts) THEN calls.facts ->> '$.${name}' END)`;
}

/**
 * Reads the machine's record in a row of `calls`; null if it cannot be read or is another call's.
 */
export function toFacts(facts: unknown, id: string): CallFacts | null {
  const parsed = callFactsSchema.safeParse(parseJson(facts));
  return parsed.success && parsed.data.id === id ? parsed.data : null;
}

/**
 * Returns what windows call a call by: its id, or if that cannot be read, its place in the
 * database.
 */
export function callIdOf(id: unknown, seq: number): string {
  return idSchema.safeParse(id).data ?? `#${seq}`;
}

/** The part of a {@link select} row that is there whatever else is wrong with it. */
interface Row extends Record<string, unknown> {
  seq: number;
}

/** Reads a row of {@link select} for the whole app, as far as it can be read; see `unreadable`. */
export function toCall(db: Database, raw: unknown): Call {
  const row = raw as Row;
  const id = callIdOf(row['rowId'], row.seq);
  const whole = toFacts(row['facts'], id);
  const facts = whole ? { value: whole, odd: [] } : readFacts(columnsOf(row), id);
  const own = readFields(ownSchema, row, { note: '', disposition: null });
  const other = readFields(otherSchema, row, { customerName: null, doNotCall: false });
  const unreadable = [...facts.odd, ...own.odd];
  noteOdd(db, `calls ${row.seq}`, unreadable);
  return {
    ...facts.value,
    ...own.value,
    ...other.value,
    seq: row.seq,
    nextPollAt: null,
    asOf: null,
    recording: recordingOf(row),
    ...furtherRecordings(row),
    ...(unreadable.length > 0 && { unreadable }),
  };
}

/** Applies {@link toCall} to each row, even if it cannot be read. */
export function toCalls(db: Database, rows: readonly unknown[]): Call[] {
  return rows.map((row) => toCall(db, row));
}

/** Calls that the machine can work with; the others stay in the history as they were found. */
export function readable(calls: readonly Call[]): Call[] {
  return calls.filter(({ unreadable }) => unreadable === undefined);
}

/** The machine's record, and the columns derived from it. */
function columnsOf(row: Row): Parameters<typeof readFacts>[0] {
  const number = row['rowNumber'];
  return {
    record: parseJson(row['facts']),
    practice: row['rowPractice'] === 1,
    inbound: row['rowDirection'] === 'inbound',
    number: typeof number === 'string' ? number : '',
  };
}

/** A recording whose state cannot be read is not waited for. */
function recordingOf(row: Record<string, unknown>): Call['recording'] {
  const { value, odd } = readFields(recordingSchema, row, {
    recordingState: 'failed',
    bytesReceived: null,
    bytesTotal: null,
    sha256: null,
    nextTryAt: null,
    failure: 'recording_unreadable',
  });
  const { recordingState, ...rest } = value;
  const failure = odd.includes('recordingState') ? 'recording_unreadable' : rest.failure;
  return { ...rest, failure, state: recordingState ?? 'none' };
}

/** Nearly every call has at most one recording. */
function furtherRecordings(row: Row): Pick<Call, 'furtherRecordings'> {
  if (row['furtherParts'] === '[]') return {};
  const parts = parseJson(row['furtherParts']);
  return Array.isArray(parts) ? { furtherRecordings: parts.map(recordingOf) } : {};
}

function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
