import { z } from 'zod';
import { callOutcomes, callStates } from '../call-states.ts';
import { arrivalSignsSchema } from './arrival-signs.ts';
import { legSchema } from './leg.ts';
import { momentSchema, secondsSchema } from './moment.ts';
import { callProblemSchema } from './problem.ts';
import { providerFactsSchema } from './provider-facts.ts';

export const callStateSchema = z.enum(callStates);
export const callOutcomeSchema = z.enum(callOutcomes);

/** How the call was dialled. */
export const dialSourceSchema = z.enum([
  'dialer',
  'hotkey',
  'history',
  'tray',
  'link',
  'command_line',
  'missed',
]);
export type DialSource = z.infer<typeof dialSourceSchema>;

/** What is known about a call whichever way it goes. */
const coreSchema = z.object({
  /** Handset's own id; for a dial its intent's, made before anything is sent. */
  id: z.string(),
  practice: z.boolean(),
  accountSid: z.string(),
  state: callStateSchema,
  outcome: callOutcomeSchema.nullable(),
  /** For example `IN`; null for numbers without a country, and for withheld ones. */
  customerCountry: z.string().nullable(),
  agentUri: z.string(),
  virtualNumber: z.string(),
  /** When the call began: the dial, or the customer's call. */
  createdAt: momentSchema,
  /** How far the call's clock is ahead of Exotel's; null until known. */
  aheadMs: z.number().nullable().default(null),
  /** Inferred from the legs; see the timeline. */
  agentAnsweredAt: momentSchema.nullable(),
  /** When every phone was seen to be over although Exotel had not ended the call. */
  finishingAt: momentSchema.nullable().default(null),
  endedAt: momentSchema.nullable(),
  talkSeconds: secondsSchema.nullable(),
  sid: z.string().nullable(),
  /** Null until Exotel has reported something. */
  provider: providerFactsSchema.nullable().default(null),
  /** Exotel's own words, kept as they came. */
  stateRaw: z.string().nullable(),
  statusRaw: z.string().nullable(),
  legs: z.array(legSchema),
  /** False if this account has no legs endpoint. Null until asked. */
  legsSupported: z.boolean().nullable(),
  /** When Exotel last responded. */
  lastHeardAt: momentSchema.nullable(),
  /** Why the last poll failed; null once one succeeds. */
  pollProblem: callProblemSchema.nullable(),
});

/** What only a call that the agent dialled has. */
export const dialFactsSchema = z.object({
  source: dialSourceSchema,
  record: z.boolean(),
  recordingChannels: z.enum(['single', 'dual']),
  maxTimeLimitSeconds: z.number().int(),
  /** Why it was dialled outside calling hours; null if it was not. Old rows have none. */
  hoursReason: z.string().nullable().default(null),
  /** Why a number marked do-not-call was dialled; null if it was not marked. */
  doNotCallReason: z.string().nullable().default(null),
  /** Digits to press after the call is answered: shown to the agent, never sent. */
  extension: z.string().nullable().default(null),
  /** The call profile's name at the time; null in calls from before there were profiles. */
  profileName: z.string().nullable().default(null),
  customField: z.string(),
  /** When the POST left. */
  sentAt: momentSchema.nullable(),
  /** When Exotel accepted the call; it then rings the agent. */
  acceptedAt: momentSchema.nullable(),
  /** Why the POST was refused, was not sent, or is in doubt. */
  problem: callProblemSchema.nullable(),
  /** The end is what a status callback reported; Exotel was not asked yet. */
  reported: z.boolean().default(false),
  /** What the agent said about a call that may not have been placed. */
  verdict: z.enum(['rang', 'silent']).nullable(),
});
export type DialFacts = z.infer<typeof dialFactsSchema>;

/** What only an incoming call has. Its `agentUri` is the phone that rings, `virtualNumber` the one called. */
export const arrivalFactsSchema = z.object({
  /** When Handset heard of it, which may be long after it began. */
  heardOfAt: momentSchema,
  /** The queue it came through; null if the floor did not say. */
  queue: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  /** The newest offer to this agent, and how many agents the call was offered to by then. */
  offer: z.uuid().nullable(),
  attempt: z.number().int().min(1).nullable(),
  /** Who had the call, as far as it is known: nobody yet, this agent or a colleague. */
  answeredBy: z.enum(['me', 'other']).nullable(),
  /** The end is the floor's word; Exotel was not asked yet. */
  reported: z.boolean(),
  signs: arrivalSignsSchema,
});
export type ArrivalFacts = z.infer<typeof arrivalFactsSchema>;

export const outboundFactsSchema = coreSchema.extend({
  direction: z.literal('outbound'),
  /** E.164. */
  customerNumber: z.string(),
  /** International form for display, for example `+91 98765 43210`. */
  customerDisplay: z.string(),
  dial: dialFactsSchema,
});
export const inboundFactsSchema = coreSchema.extend({
  direction: z.literal('inbound'),
  /** E.164; null if the caller withheld it. */
  customerNumber: z.string().nullable(),
  customerDisplay: z.string().nullable(),
  arrival: arrivalFactsSchema,
});

/**
 * What is known about one call: the part of its row that only the call machine writes. Times are
 * epoch milliseconds UTC, all by one clock: this computer's as it stood when the call began. Those
 * under `provider` are by Exotel's.
 */
export const callFactsSchema = z.discriminatedUnion('direction', [
  outboundFactsSchema,
  inboundFactsSchema,
]);
export type OutboundFacts = z.infer<typeof outboundFactsSchema>;
export type InboundFacts = z.infer<typeof inboundFactsSchema>;
export type CallFacts = OutboundFacts | InboundFacts;
