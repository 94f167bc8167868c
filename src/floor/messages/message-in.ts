import { z } from 'zod';
import { arrivalEnds, phonePhases } from '../../shared/domain/call/arrival-signs.ts';
import { idSchema } from '../ids.ts';
import { address, caller, callSid, head } from './parts.ts';

/** Exotel's status callback for a call of this agent. Believed only as far as to check the call. */
const callbackSchema = z.object({
  ...head,
  kind: z.literal('callback'),
  event: z.enum(['answered', 'terminal']).nullable(),
  sid: callSid,
  customField: z.string().max(200).nullable(),
  /** Exotel's `call_details` as the callback brought them, of terminal ones only. */
  details: z.unknown().optional(),
});

/** The phone of this agent is about to ring. */
const offerSchema = z.object({
  ...head,
  kind: z.literal('offer'),
  sid: callSid,
  /** This offer's own id: the same call may be offered to the same agent again. */
  offer: z.uuid(),
  caller,
  /** The ExoPhone that was called. */
  called: address,
  queue: idSchema,
  /** Counts the offers of this call, from 1. */
  attempt: z.number().int().min(1),
  /** The agent's phone or SIP address that rings, and for how long. */
  uri: address,
  ringSeconds: z.number().int().min(1),
});

/** What Exotel does with one of the phones of a call. */
const dialSchema = z.object({
  ...head,
  kind: z.literal('dial'),
  sid: callSid,
  caller,
  called: address,
  /** Whose phone, and whether it is this agent's. */
  uri: address,
  yours: z.boolean(),
  /** `let_go` is the same whether or not somebody picked up. */
  phase: z.enum(phonePhases),
});

/** The call went on without this agent. */
const passedSchema = z.object({
  ...head,
  kind: z.literal('passed'),
  sid: callSid,
  offer: z.uuid(),
  why: z.enum(['no_answer', 'busy', 'withdrawn']),
});

/** How a call came out, by Exotel's Passthru: reported, not verified. */
const summarySchema = z.object({
  ...head,
  kind: z.literal('summary'),
  sid: callSid,
  caller,
  called: address,
  came: z.enum(arrivalEnds),
  /** Who had the call, or was rung last, and whether it is this agent. */
  uri: address.nullable(),
  yours: z.boolean(),
  talkSeconds: z.number().min(0).nullable(),
  recordingUrl: z.url().max(2_000).nullable(),
});

/** Nobody took a call of this agent's queues. */
const missedSchema = z.object({
  ...head,
  kind: z.literal('missed'),
  sid: callSid,
  caller,
  called: address,
  queue: idSchema,
  why: z.enum(['nobody_free', 'no_answer', 'caller_left']),
});

/** A colleague calls the customer of a missed call back. */
const missedTakenSchema = z.object({
  ...head,
  kind: z.literal('missed_taken'),
  sid: callSid,
  /** The agent, by id and by name. */
  agent: idSchema,
  by: z.string().max(80),
});

/** To a desktop, sealed. */
export const messageInSchema = z.discriminatedUnion('kind', [
  callbackSchema,
  offerSchema,
  dialSchema,
  passedSchema,
  summarySchema,
  missedSchema,
  missedTakenSchema,
]);
export type MessageIn = z.infer<typeof messageInSchema>;
/** What a relay says of an incoming call. */
export type IncomingNews = Exclude<MessageIn, { kind: 'callback' }>;
