import { z } from 'zod';
import { type Call, callFactsSchema, recordingStates } from '../../shared/domain/call.ts';
import { isMarked } from './marks-table.ts';

const rowSchema = z.object({
  seq: z.number(),
  facts: z.string().transform((json) => callFactsSchema.parse(JSON.parse(json))),
  note: z.string(),
  disposition: z.string().nullable(),
  customerName: z.string().nullable(),
  doNotCall: z.number().transform(Boolean),
  recordingState: z.enum(recordingStates).nullable(),
  bytesReceived: z.number().nullable(),
  bytesTotal: z.number().nullable(),
  sha256: z.string().nullable(),
  nextTryAt: z.number().nullable(),
  failure: z.string().nullable(),
});

/** What {@link toCall} reads. */
export const columns = `
  SELECT calls.seq, calls.facts, calls.note, calls.disposition,
         contacts.name AS customerName, ${isMarked('calls', 'customer_number')} AS doNotCall,
         recordings.state AS recordingState, recordings.bytes_received AS bytesReceived,
         recordings.bytes_total AS bytesTotal, recordings.sha256 AS sha256,
         recordings.next_try_at AS nextTryAt, recordings.failure AS failure`;
/** The contact of a call's number in the call's history. */
export const joinContacts = `LEFT JOIN contacts
  ON contacts.number = calls.customer_number AND contacts.practice = calls.practice`;
/** The tables that the columns come from, besides `calls`. */
export const joins = `
  ${joinContacts}
  LEFT JOIN recordings ON recordings.call_id = calls.id`;
export const select = `${columns} FROM calls ${joins}`;

/** A row of {@link select} as the whole app sees it. */
export function toCall(raw: unknown): Call {
  const row = rowSchema.parse(raw);
  return {
    ...row.facts,
    seq: row.seq,
    customerName: row.customerName,
    doNotCall: row.doNotCall,
    nextLookAt: null,
    note: row.note,
    disposition: row.disposition,
    recording: {
      state: row.recordingState ?? 'none',
      bytesReceived: row.bytesReceived,
      bytesTotal: row.bytesTotal,
      sha256: row.sha256,
      nextTryAt: row.nextTryAt,
      failure: row.failure,
    },
  };
}

/** Rows as {@link toCall}; one that cannot be read costs itself alone, and stays in the book. */
export function toCalls(rows: readonly unknown[]): Call[] {
  return rows.flatMap((row) => {
    try {
      return [toCall(row)];
    } catch {
      return [];
    }
  });
}
