import { z } from 'zod';
import { idSchema } from '../floor/ids.ts';
import { longestBreakReason } from '../shared/domain/availability.ts';

/** Host and port to listen on. */
const listenSchema = z.object({
  host: z.string().min(1).default('127.0.0.1'),
  port: z.number().int().min(0).max(65_535),
});

/** `relay.json`, as an administrator writes it. */
export const relayConfigSchema = z.strictObject({
  /** Id of the floor: part of every topic. */
  floor: idSchema,
  /** The floor's name, as agents see it. */
  name: z.string().trim().min(1).max(80),
  /** Id of this relay, different for each: its login at the broker. */
  relay: idSchema.default('relay-1'),
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
  wrapUpSeconds: z.number().int().min(0).max(3_600).default(30),
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
});
export type Agent = z.infer<typeof agentSchema>;

export const agentsSchema = z
  .array(agentSchema)
  .max(10_000)
  .refine((agents) => new Set(agents.map(({ id }) => id)).size === agents.length, 'ids repeat');
