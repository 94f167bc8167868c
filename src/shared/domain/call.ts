import { z } from 'zod';
import { callOutcomes, callStates } from './call-states.ts';

// The plain words live apart, so that the renderer can use them without carrying zod.
export * from './call-states.ts';

/** Epoch milliseconds UTC, from the year 1 to the year 9999: what every calendar can show. */
export const momentSchema = z
  .number()
  .min(Date.parse('0001-01-01T00:00:00Z'))
  .max(Date.parse('9999-12-31T00:00:00Z'));
/** No call and no talk is longer than some years, whatever a row says. */
const secondsSchema = z
  .number()
  .min(0)
  .max(2 ** 31);

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

export const legStatuses = [
  'in-progress',
  'completed',
  'failed',
  'no-answer',
  'busy',
  'canceled',
  'other',
] as const;
export const legSchema = z.object({
  side: z.enum(['agent', 'customer']),
  sid: z.string().nullable(),
  name: z.string().nullable(),
  contactUri: z.string().nullable(),
  /** `other` where Exotel used a word this version does not know; see `statusRaw`. */
  status: z.enum(legStatuses).nullable(),
  statusRaw: z.string().nullable(),
  createdAt: momentSchema.nullable(),
  updatedAt: momentSchema.nullable(),
  groupId: z.string().nullable().default(null),
  groupName: z.string().nullable().default(null),
});
export type Leg = z.infer<typeof legSchema>;

/** Kinds of refusal; each has a sentence and a next step in both languages. */
export const refusalKinds = [
  'auth_failed',
  'wrong_account',
  'bad_request',
  'user_not_found',
  'agent_unavailable',
  'agent_unverified',
  'agent_busy',
  'agent_stuck',
  'no_device',
  'voip_not_allowed',
  'unsupported',
  'virtual_number_not_found',
  'blocked_dnd',
  'rate_limited',
  'call_not_found',
  'legs_unavailable',
  'server_error',
  'other_refusal',
  // No word from Exotel at all.
  'unreachable',
  /** A proxy on the way let nothing through. */
  'proxy_refused',
  'name_not_resolved',
  'tls_failed',
  'timed_out',
  'connection_lost',
  'unreadable_answer',
  'app_stopped',
  'book_unwritable',
] as const;
export const refusalKindSchema = z.enum(refusalKinds);
export type RefusalKind = z.infer<typeof refusalKindSchema>;

/** Why a call was refused, was not sent, or is in doubt. */
export const callProblemSchema = z.object({
  kind: refusalKindSchema,
  httpStatus: z.number().int().nullable(),
  /** Exotel's own `error_data.code`, for example 10706. */
  code: z.number().int().nullable(),
  /** Exotel's own words, shown beside ours. */
  description: z.string().nullable(),
  retryAfterSeconds: secondsSchema.nullable(),
});
export type CallProblem = z.infer<typeof callProblemSchema>;

/**
 * How we know a thing: Exotel said so (`observed`), it follows from what Exotel said (`inferred`),
 * it was worked out from times (`computed`), Handset did it itself (`local`), or the agent said so.
 */
export const basisSchema = z.enum(['observed', 'inferred', 'computed', 'local', 'agent']);
export type Basis = z.infer<typeof basisSchema>;

export const timelineKinds = [
  'recorded',
  'sent',
  'accepted',
  'agent_ringing',
  'agent_answered',
  'customer_dialled',
  'talked',
  'finishing',
  'ended',
  'rejected',
  'not_sent',
  'unknown',
  'no_final_status',
  'agent_said_rang',
  'agent_said_silent',
  /** Never written: a step on the disk that this version cannot read. */
  'unreadable',
] as const;
export const timelineEntrySchema = z.object({
  /** Epoch milliseconds UTC. */
  at: momentSchema,
  kind: z.enum(timelineKinds),
  basis: basisSchema,
  /** Exotel's own word where there is one. */
  detail: z.string().nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

export const recordingStates = [
  /** Not asked for, or the conversation never happened. */
  'none',
  /** Asked for; Exotel has not published it yet. */
  'processing',
  /** Exotel published it; it is not on this computer. */
  'available',
  'downloading',
  'saved',
  /** It was saved, and then removed from this computer to save space; Exotel may still have it. */
  'removed',
  'failed',
  /** Asked for, waited for, never published. */
  'never_came',
] as const;
export const recordingSchema = z.object({
  state: z.enum(recordingStates),
  bytesReceived: z.number().nullable(),
  bytesTotal: z.number().nullable(),
  sha256: z.string().nullable(),
  /** When the next look or try happens, epoch milliseconds; null when none is planned. */
  nextTryAt: momentSchema.nullable(),
  /** Error code of the last failure; its sentence is `errors.<code>`. */
  failure: z.string().nullable(),
});
export type RecordingView = z.infer<typeof recordingSchema>;

/** What else Exotel tells of a call: kept as it came, and shown as technical details. */
export const providerFactsSchema = z.object({
  /** Words seen: `outbound`, `inbound`, `outbound-dial`, `outbound-api`. */
  direction: z.string().nullable(),
  /** As Exotel writes it, which may be another form than the one sent. */
  virtualNumber: z.string().nullable(),
  createdAt: momentSchema.nullable(),
  updatedAt: momentSchema.nullable(),
  startedAt: momentSchema.nullable(),
  /** By Exotel's clock, as the other times here; the call's own `endedAt` is by the call's. */
  endedAt: momentSchema.nullable().default(null),
  /** From start to end; null in most answers, see `totalDurationOf`. */
  totalSeconds: secondsSchema.nullable(),
  appId: z.string().nullable(),
  appName: z.string().nullable(),
  /** DTMF keys, separated by `-` for different applets. */
  digits: z.string().nullable(),
  /** What came back; it was sent as `customField`. */
  customField: z.string().nullable(),
});
export type ProviderFacts = z.infer<typeof providerFactsSchema>;

/**
 * What is known of one call: the part of its row that only the call machine writes. Times are epoch
 * milliseconds UTC, all by one clock: this computer's as it stood at the dial. Those under
 * `provider` are by Exotel's.
 */
export const callFactsSchema = z.object({
  /** The intent's own id, made before anything is sent. */
  id: z.string(),
  practice: z.boolean(),
  source: dialSourceSchema,
  accountSid: z.string(),
  state: callStateSchema,
  outcome: callOutcomeSchema.nullable(),
  /** E.164. */
  customerNumber: z.string(),
  /** International form for the eye, for example `+91 98765 43210`. */
  customerDisplay: z.string(),
  /** For example `IN`; null for numbers without a country. */
  customerCountry: z.string().nullable(),
  agentUri: z.string(),
  virtualNumber: z.string(),
  record: z.boolean(),
  recordingChannels: z.enum(['single', 'dual']),
  maxTimeLimitSeconds: z.number().int(),
  /** Why it was dialled outside calling hours; null when it was not. Rows of old have none. */
  hoursReason: z.string().nullable().default(null),
  /** Why a number marked do-not-call was dialled; null when it was not marked. */
  doNotCallReason: z.string().nullable().default(null),
  /** Digits to press after the answer: shown to the agent, never sent. */
  extension: z.string().nullable().default(null),
  createdAt: momentSchema,
  /** By how much the call's clock is ahead of Exotel's; null while nothing told. */
  aheadMs: z.number().nullable().default(null),
  /** The POST left at. */
  sentAt: momentSchema.nullable(),
  acceptedAt: momentSchema.nullable(),
  /** Inferred from the customer's leg; see the timeline. */
  agentAnsweredAt: momentSchema.nullable(),
  /** Every phone was seen to be over, while Exotel had not said so of the call. */
  finishingAt: momentSchema.nullable().default(null),
  endedAt: momentSchema.nullable(),
  talkSeconds: secondsSchema.nullable(),
  sid: z.string().nullable(),
  customField: z.string(),
  /** The call profile's name at the time; null in calls from before there were profiles. */
  profileName: z.string().nullable().default(null),
  /** Null until Exotel told. */
  provider: providerFactsSchema.nullable().default(null),
  /** Exotel's own words, kept as they came. */
  stateRaw: z.string().nullable(),
  statusRaw: z.string().nullable(),
  problem: callProblemSchema.nullable(),
  /** What the agent said of a call whose placing is unknown. */
  verdict: z.enum(['rang', 'silent']).nullable(),
  legs: z.array(legSchema),
  /** False where this account has no legs endpoint. Null while not yet asked. */
  legsSupported: z.boolean().nullable(),
  /** When Exotel was last heard. */
  lastHeardAt: momentSchema.nullable(),
  /** Why the last look failed, while it fails. */
  pollProblem: callProblemSchema.nullable(),
});
export type CallFacts = z.infer<typeof callFactsSchema>;

/** What the whole app sees of a call: a snapshot of its row. Holds no URL and no secret. */
export const callSchema = callFactsSchema.extend({
  /** Place in the database: rises with every call. */
  seq: z.number().int(),
  customerName: z.string().nullable(),
  doNotCall: z.boolean(),
  nextPollAt: momentSchema.nullable(),
  /**
   * What the call's own clock shows in this snapshot: windows count on from here by time that
   * passes. Null where nobody keeps that clock.
   */
  asOf: momentSchema.nullable(),
  recording: recordingSchema,
  /** The second part and those after it, where Exotel made several recordings of the call. */
  furtherRecordings: z.array(recordingSchema).optional(),
  note: z.string(),
  /** The id of the result the agent gave it, see `call-result.ts`. */
  disposition: z.string().nullable(),
  /**
   * What could not be read of its row, by name; absent: all could. Such a call is shown as far as it
   * can be. It is neither followed nor changed nor called again: its row stays as it was found.
   */
  unreadable: z.array(z.string()).optional(),
});
export type Call = z.infer<typeof callSchema>;
