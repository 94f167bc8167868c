import { z } from 'zod';
import { type Call, callFactsSchema, recordingStates } from '../../shared/domain/call.ts';

const rowSchema = z.object({
  seq: z.number(),
  facts: z.string().transform((json) => callFactsSchema.parse(JSON.parse(json))),
  note: z.string(),
  disposition: z.string().nullable(),
  customerName: z.string().nullable(),
  doNotCall: z.number().nullable(),
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
         contacts.name AS customerName, contacts.do_not_call AS doNotCall,
         recordings.state AS recordingState, recordings.bytes_received AS bytesReceived,
         recordings.bytes_total AS bytesTotal, recordings.sha256 AS sha256,
         recordings.next_try_at AS nextTryAt, recordings.failure AS failure`;
/** The tables that the columns come from, besides `calls`. */
export const joins = `
  LEFT JOIN contacts ON contacts.number = calls.customer_number
  LEFT JOIN recordings ON recordings.call_id = calls.id`;
export const select = `${columns} FROM calls ${joins}`;

/** A row of {@link select} as the whole app sees it. */
export function toCall(raw: unknown): Call {
  const row = rowSchema.parse(raw);
  return {
    ...row.facts,
    seq: row.seq,
    customerName: row.customerName,
    doNotCall: row.doNotCall === 1,
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
