import { z } from 'zod';
import { callSid, head } from './parts.ts';

/** Requests that this desktop made to Exotel since it last said so. */
const spentSchema = z.object({
  ...head,
  kind: z.literal('spent'),
  place: z.number().int().min(0),
  query: z.number().int().min(0),
  /** Those of them that Exotel refused because the account was at its limit. */
  refused: z.number().int().min(0),
});

/** The offer is on this agent's screen: somebody is there to see it. */
const poppedSchema = z.object({
  ...head,
  kind: z.literal('popped'),
  offer: z.uuid(),
  /** From the message's arrival to the card, in milliseconds. */
  ms: z.number().min(0),
});

/** This agent calls the customer of a missed call back; the first on the floor has it. */
const takeMissedSchema = z.object({
  ...head,
  kind: z.literal('take_missed'),
  sid: callSid,
});

/** Exotel's answer contradicted what a callback had reported of a call. */
const contradictedSchema = z.object({ ...head, kind: z.literal('contradicted'), sid: callSid });

/** From a desktop, sealed. */
export const messageOutSchema = z.discriminatedUnion('kind', [
  spentSchema,
  poppedSchema,
  takeMissedSchema,
  contradictedSchema,
]);
export type MessageOut = z.infer<typeof messageOutSchema>;
