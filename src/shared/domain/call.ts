import { z } from 'zod';
import { inboundFactsSchema, outboundFactsSchema } from './call/facts.ts';
import { momentSchema } from './call/moment.ts';
import { recordingSchema } from './call/recording.ts';

export * from './call/arrival-signs.ts';
export * from './call/direction.ts';
export * from './call/facts.ts';
export * from './call/leg.ts';
export * from './call/moment.ts';
export * from './call/problem.ts';
export * from './call/provider-facts.ts';
export * from './call/recording.ts';
export * from './call/timeline.ts';
// The plain words are in a file of their own, so that the renderer can use them without bundling
// zod.
export * from './call-states.ts';

/** What a call's row and other tables hold beside the machine's record. */
const beside = {
  /** Its place in the database: the later a call began, the higher. */
  seq: z.number().int(),
  customerName: z.string().nullable(),
  doNotCall: z.boolean(),
  nextPollAt: momentSchema.nullable(),
  /**
   * The time by the call's own clock in this snapshot: windows add the time that passes from here.
   * Null if no clock is kept for the call.
   */
  asOf: momentSchema.nullable(),
  recording: recordingSchema,
  /** The second and later parts, if Exotel made several recordings of the call. */
  furtherRecordings: z.array(recordingSchema).optional(),
  note: z.string(),
  /** The id of the result the agent gave it, see `call-result.ts`. */
  disposition: z.string().nullable(),
  /**
   * The parts of its row that could not be read, by name; absent if all could. Such a call is shown
   * as far as possible. It is neither followed nor changed nor called again: its row stays as it
   * was found.
   */
  unreadable: z.array(z.string()).optional(),
};

export const outboundCallSchema = outboundFactsSchema.extend(beside);
const inboundCallSchema = inboundFactsSchema.extend(beside);
/** What the whole app sees of a call: a snapshot of its row. Holds no URL and no secret. */
export const callSchema = z.discriminatedUnion('direction', [
  outboundCallSchema,
  inboundCallSchema,
]);
/** A call whose customer has a number: it can be called. */
export const numberedCallSchema = z.discriminatedUnion('direction', [
  outboundCallSchema,
  inboundCallSchema.extend({ customerNumber: z.string(), customerDisplay: z.string() }),
]);
export type NumberedCall = z.infer<typeof numberedCallSchema>;
export type OutboundCall = z.infer<typeof outboundCallSchema>;
export type InboundCall = z.infer<typeof inboundCallSchema>;
export type Call = OutboundCall | InboundCall;
