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
/** What a row has of its own beside the machine's record. */
const ownSchema = z.object({ note: z.string(), disposition: z.string().nullable() });
/** What other tables say of it. */
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
/** The contact of a call's number in the call's history. */
export const joinContacts = `LEFT JOIN contacts
  ON contacts.number = calls.customer_number AND contacts.practice = calls.practice`;
/** The tables that the columns come from, besides `calls`. */
export const joins = `
  ${joinContacts}
  LEFT JOIN recordings ON recordings.call_id = calls.id AND recordings.part = 1`;
export const select = `${columns} FROM calls ${joins}`;

/** SQL: a field of the machine's record; NULL where the record is no JSON, instead of an error. */
export function factSql(name: keyof CallFacts | `dial.${keyof DialFacts}`): string {
  return `(CASE WHEN json_valid(calls.facts) THEN calls.facts ->> '$.${name}' END)`;
}

/** The machine's record in a row of `calls`; null where it cannot be read, or is another call's. */
export function toFacts(facts: unknown, id: string): CallFacts | null {
  const parsed = callFactsSchema.safeParse(parseJson(facts));
  return parsed.success && parsed.data.id === id ? parsed.data : null;
}

/** What windows name a call by: its id, or where that cannot be read, its place in the database. */
export function callIdOf(id: unknown, seq: number): string {
  return idSchema.safeParse(id).data ?? `#${seq}`;
}

/** As much of a row of {@link select} as is there whatever else is wrong with it. */
interface Row extends Record<string, unknown> {
  seq: number;
}

/** A row of {@link select} as the whole app sees it: as far as it can be read, see `unreadable`. */
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

/** Rows as {@link toCall}: each of them, also one that cannot be read. */
export function toCalls(db: Database, rows: readonly unknown[]): Call[] {
  return rows.map((row) => toCall(db, row));
}

/** Calls that the machine can work with: the others stay in the history, as they were found. */
export function readable(calls: readonly Call[]): Call[] {
  return calls.filter(({ unreadable }) => unreadable === undefined);
}

/** The machine's record, and what the columns that were made of it say. */
function columnsOf(row: Row): Parameters<typeof readFacts>[0] {
  const number = row['rowNumber'];
  return {
    record: parseJson(row['facts']),
    practice: row['rowPractice'] === 1,
    inbound: row['rowDirection'] === 'inbound',
    number: typeof number === 'string' ? number : '',
  };
}

/** Where its state cannot be read, it is none that is waited for. */
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

/** Nearly every call has one recording at most. */
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
