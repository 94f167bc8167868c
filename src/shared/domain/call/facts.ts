import { z } from 'zod';
import { callOutcomes, callStates } from '../call-states.ts';
import { legSchema } from './leg.ts';
import { momentSchema, secondsSchema } from './moment.ts';
import { callProblemSchema } from './problem.ts';
import { providerFactsSchema } from './provider-facts.ts';

export const callStateSchema = z.enum(callStates);
export const callOutcomeSchema = z.enum(callOutcomes);

/** Which way of dialling was used. */
export const dialSourceSchema = z.enum([
  'dialer',
  'hotkey',
  'history',
  'tray',
  'link',
  'command_line',
]);
export type DialSource = z.infer<typeof dialSourceSchema>;

/** What is known of a call whichever way it goes. */
const coreSchema = z.object({
  /** Handset's own id: of a dial its intent's, made before anything is sent. */
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
  /** By how much the call's clock is ahead of Exotel's; null while nothing told. */
  aheadMs: z.number().nullable().default(null),
  /** Inferred from the legs; see the timeline. */
  agentAnsweredAt: momentSchema.nullable(),
  /** Every phone was seen to be over, while Exotel had not said so of the call. */
  finishingAt: momentSchema.nullable().default(null),
  endedAt: momentSchema.nullable(),
  talkSeconds: secondsSchema.nullable(),
  sid: z.string().nullable(),
  /** Null until Exotel told. */
  provider: providerFactsSchema.nullable().default(null),
  /** Exotel's own words, kept as they came. */
  stateRaw: z.string().nullable(),
  statusRaw: z.string().nullable(),
  legs: z.array(legSchema),
  /** False where this account has no legs endpoint. Null while not yet asked. */
  legsSupported: z.boolean().nullable(),
  /** When Exotel was last heard. */
  lastHeardAt: momentSchema.nullable(),
  /** Why the last poll failed, while it fails. */
  pollProblem: callProblemSchema.nullable(),
});

/** What only a call that the agent dialled has. */
export const dialFactsSchema = z.object({
  source: dialSourceSchema,
  record: z.boolean(),
  recordingChannels: z.enum(['single', 'dual']),
  maxTimeLimitSeconds: z.number().int(),
  /** Why it was dialled outside calling hours; null when it was not. Rows of old have none. */
  hoursReason: z.string().nullable().default(null),
  /** Why a number marked do-not-call was dialled; null when it was not marked. */
  doNotCallReason: z.string().nullable().default(null),
  /** Digits to press after the answer: shown to the agent, never sent. */
  extension: z.string().nullable().default(null),
  /** The call profile's name at the time; null in calls from before there were profiles. */
  profileName: z.string().nullable().default(null),
  customField: z.string(),
  /** The POST left at. */
  sentAt: momentSchema.nullable(),
  /** Exotel took the call, and rings the agent. */
  acceptedAt: momentSchema.nullable(),
  /** Why the POST was refused, was not sent, or is in doubt. */
  problem: callProblemSchema.nullable(),
  /** What the agent said of a call whose placing is unknown. */
  verdict: z.enum(['rang', 'silent']).nullable(),
});
export type DialFacts = z.infer<typeof dialFactsSchema>;

/** What only a call that came in has. */
export const arrivalFactsSchema = z.object({
  /** When Handset heard of it, which may be long after it began. */
  heardOfAt: momentSchema,
});
export type ArrivalFacts = z.infer<typeof arrivalFactsSchema>;

export const outboundFactsSchema = coreSchema.extend({
  direction: z.literal('outbound'),
  /** E.164. */
  customerNumber: z.string(),
  /** International form for the eye, for example `+91 98765 43210`. */
  customerDisplay: z.string(),
  dial: dialFactsSchema,
});
export const inboundFactsSchema = coreSchema.extend({
  direction: z.literal('inbound'),
  /** E.164; null where the caller withheld it. */
  customerNumber: z.string().nullable(),
  customerDisplay: z.string().nullable(),
  arrival: arrivalFactsSchema,
});

/**
 * What is known of one call: the part of its row that only the call machine writes. Times are epoch
 * milliseconds UTC, all by one clock: this computer's as it stood when the call began. Those under
 * `provider` are by Exotel's.
 */
export const callFactsSchema = z.discriminatedUnion('direction', [
  outboundFactsSchema,
  inboundFactsSchema,
]);
export type OutboundFacts = z.infer<typeof outboundFactsSchema>;
export type InboundFacts = z.infer<typeof inboundFactsSchema>;
export type CallFacts = OutboundFacts | InboundFacts;
