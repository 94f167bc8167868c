import { z } from 'zod';
import { availabilityStates, longestBreakReason } from '../shared/domain/availability.ts';
import { protocolVersion } from './topics.ts';

/**
 * What travels between desktops and relays. Reading is lenient as elsewhere: fields that are not
 * known are ignored, and a message of an unknown kind is dropped by whoever reads it.
 */

const version = z.literal(protocolVersion);
/** Epoch milliseconds UTC by the sender's clock. */
const moment = z.number();

/** Plain, retained on the agent's `state`, and sent again every minute: see `stateLifeSeconds`. */
export const agentStateSchema = z.object({
  v: version,
  /** Of one connection of one desktop: a will or a late message of an earlier one is told by it. */
  session: z.uuid(),
  /** Counts within the session; null in the will, which the broker sends. */
  seq: z.number().int().nullable(),
  state: z.enum(availabilityStates),
  /** Since when. */
  since: moment,
  /** When a wrap-up ends by itself. */
  until: moment.nullable(),
  /** Why the agent is on a break. */
  reason: z.string().max(longestBreakReason).nullable(),
});
export type AgentState = z.infer<typeof agentStateSchema>;

const base = { v: version, id: z.uuid(), at: moment };
const text = z.string().max(200).nullable();

/** Exotel's status callback for a call of this agent. Believed only as far as to check the call. */
const callbackSchema = z.object({
  ...base,
  kind: z.literal('callback'),
  event: z.enum(['answered', 'terminal']).nullable(),
  sid: z.string().min(1).max(200),
  customField: text,
});

/** To a desktop, sealed. */
export const messageInSchema = z.discriminatedUnion('kind', [callbackSchema]);
export type MessageIn = z.infer<typeof messageInSchema>;

/** Requests that this desktop made to Exotel since it last said so. */
const spentSchema = z.object({
  ...base,
  kind: z.literal('spent'),
  place: z.number().int().min(0),
  query: z.number().int().min(0),
  /** Those of them that Exotel refused because the account was at its limit. */
  refused: z.number().int().min(0),
});

/** From a desktop, sealed. */
export const messageOutSchema = z.discriminatedUnion('kind', [spentSchema]);
export type MessageOut = z.infer<typeof messageOutSchema>;

/** Tells every desktop about its floor. Plain and retained: it holds nothing personal. */
export const floorInfoSchema = z.object({
  v: version,
  at: moment,
  /** The floor's name, as its administrator calls it. */
  name: z.string().max(80),
  /** Requests per minute that Exotel allows the account. */
  limitPerMinute: z.number().positive(),
  /** Requests of the last minute, all desktops together. */
  placed: z.number().min(0),
  queried: z.number().min(0),
  /** Desktops that are there. */
  desktops: z.number().int().min(0),
  /** Polls per minute that each desktop may send, beside its dials. */
  pollShare: z.number().min(0),
  /** How long an agent has after a call before the next one. */
  wrapUpSeconds: z.number().int().min(0).max(3_600),
  breakReasons: z.array(z.string().min(1).max(longestBreakReason)).max(20),
});
export type FloorInfo = z.infer<typeof floorInfoSchema>;
