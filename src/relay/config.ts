import { z } from 'zod';
import { idSchema } from '../floor/ids.ts';
import { parseNumber } from '../main/base/phone-number.ts';
import { longestBreakReason } from '../shared/domain/availability.ts';

/**
 * Reads whom Exotel can ring as it is stored: a number as E.164, or `sip:` and an id as they are.
 * Null for anything else.
 *
 * @param defaultCountry ISO 3166 alpha-2: decides for numbers without a country code
 */
export function readUri(text: string, defaultCountry: string): string | null {
  const trimmed = text.trim();
  if (/^sip:[\w.+-]+(@[\w.-]+)?$/i.test(trimmed)) return trimmed;
  return parseNumber(trimmed, defaultCountry).e164;
}

/** A country makes no difference to E.164. */
const uriSchema = z
  .string()
  .max(64)
  .refine(
    (uri) => readUri(uri, 'IN') === uri,
    'is neither a number like +919800000001 nor "sip:" and an id',
  );

/** Host and port to listen on. */
const listenSchema = z.object({
  host: z.string().min(1).default('127.0.0.1'),
  port: z.number().int().min(0).max(65_535),
});

/** What a reply to Connect may say beyond the two fields that are certain: off until tried. */
const replySchema = z.strictObject({
  /** Where to ask Exotel to mark agents busy by itself. */
  stateManagement: z.enum(['omit', 'top', 'destination']).default('omit'),
  recording: z.enum(['omit', 'single', 'dual']).default('omit'),
  /**
   * Whether the reply says how long to ring. Where it does not, the applet's own time applies, which
   * should then be `ringSeconds`, and nobody rings for another time.
   */
  ringing: z.enum(['omit', 'send']).default('omit'),
  maxConversationSeconds: z.number().int().min(60).max(4_500).nullable().default(null),
  /** Who tells Exotel where to send dial events: the applet, or every reply. */
  dialEvents: z.enum(['applet', 'reply']).default('applet'),
});

export type ReplySwitches = z.infer<typeof replySchema>;

/** Calls that are offered to the same agents by the same rules. */
const queueSchema = z.strictObject({
  id: idSchema,
  /** As agents see it. */
  name: z.string().trim().min(1).max(80),
  /**
   * `in_turn`: one agent at a time, Exotel asks again after each. `list`: up to three in one reply,
   * rung in order, for accounts where asking again misbehaves.
   */
  mode: z.enum(['in_turn', 'list']).default('in_turn'),
  ringSeconds: z.number().int().min(5).max(60).default(20),
  /** How long the agent who spoke with the caller last rings alone. */
  stickyRingSeconds: z.number().int().min(5).max(60).default(15),
  maxAttempts: z.number().int().min(1).max(20).default(4),
  maxWaitSeconds: z.number().int().min(10).max(600).default(75),
  /** A number or SIP address that is rung once, when no agent took the call. */
  overflowUri: uriSchema.nullable().default(null),
  reply: replySchema.prefault({}),
});
export type Queue = z.infer<typeof queueSchema>;

/** `relay.json`, as an administrator writes it. */
export const relayConfigSchema = z.strictObject({
  /** Id of the floor: part of every topic. */
  floor: idSchema,
  /** The floor's name, as agents see it. */
  name: z.string().trim().min(1).max(80),
  /** Id of this relay, different for each: its login at the broker. */
  relay: idSchema
    .refine((id) => !/^router(-|$)/.test(id), 'names of this kind are for the one that routes')
    .default('relay-1'),
  /** Where the TLS proxy delivers requests from Exotel. */
  listen: listenSchema.default({ host: '127.0.0.1', port: 47_900 }),
  /** Prometheus metrics, for this computer only unless said otherwise. */
  metrics: listenSchema.default({ host: '127.0.0.1', port: 47_901 }),
  /** The relays' address on the internet, https, without a path of ours. */
  publicUrl: z.url({ protocol: /^https?$/ }).max(300),
  broker: z.strictObject({
    /** Where the relay reaches the broker: mqtt or mqtts. */
    url: z.url({ protocol: /^mqtts?$/ }).max(300),
    /** File with the certificate authority of a broker with a certificate of one's own. */
    ca: z.string().optional(),
    /** Where desktops reach it: wss, or ws on this computer. */
    publicUrl: z.url({ protocol: /^wss?$/ }).max(300),
  }),
  /** Voice requests per minute that Exotel allows the account. */
  limitPerMinute: z.number().int().min(1).max(100_000).default(200),
  /**
   * How ends are known: `auto` asks Exotel about each while the limit allows; `each` always; `none`
   * never beside samples.
   */
  verify: z.enum(['auto', 'each', 'none']).default('auto'),
  wrapUpSeconds: z.number().int().min(0).max(3_600).default(30),
  /** ISO 3166 alpha-2: decides how numbers without a country code are read. */
  defaultCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('IN'),
  /** Whom to ring for calls to which ExoPhone; none without routing. */
  queues: z
    .array(queueSchema)
    .max(200)
    .refine((queues) => new Set(queues.map(({ id }) => id)).size === queues.length, 'ids repeat')
    .default([]),
  breakReasons: z
    .array(z.string().trim().min(1).max(longestBreakReason))
    .max(20)
    .default(['Lunch', 'Tea', 'Meeting', 'Training']),
});
export type RelayConfig = z.infer<typeof relayConfigSchema>;

/** One entry of `agents.json`. */
export const agentSchema = z.strictObject({
  id: idSchema,
  name: z.string().trim().min(1).max(80),
  /** Counts from 1; raised to revoke what was handed out before. */
  generation: z.number().int().min(1),
  /** The agent's phone in E.164, or `sip:` and an id; without it the agent is never rung. */
  uri: uriSchema.optional(),
  /** Queues whose calls the agent is offered; every queue if absent. */
  queues: z.array(idSchema).max(200).optional(),
});
export type Agent = z.infer<typeof agentSchema>;

export const agentsSchema = z
  .array(agentSchema)
  .max(10_000)
  .refine((agents) => new Set(agents.map(({ id }) => id)).size === agents.length, 'ids repeat')
  .superRefine((agents, context) => {
    const twice = sharedPhone(agents);
    if (twice) context.addIssue({ code: 'custom', message: twice });
  });

/** Says in half a sentence which two agents have the same phone; null if none have. */
export function sharedPhone(agents: readonly Agent[]): string | null {
  const owners = new Map<string, string>();
  for (const { id, uri } of agents) {
    if (uri === undefined) continue;
    const other = owners.get(uri.toLowerCase());
    if (other !== undefined) return `"${other}" and "${id}" have the same phone, ${uri}`;
    owners.set(uri.toLowerCase(), id);
  }
  return null;
}
