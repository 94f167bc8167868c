import { z } from 'zod';
import { longestBreakReason } from '../../shared/domain/availability.ts';
import { idSchema } from '../ids.ts';
import { moment, version } from './parts.ts';

/**
 * What the content of a terminal callback is worth. `each`: it is a hint, and Exotel is asked.
 * `spare`: the end is taken as reported, and Exotel is asked when there is room. `none`: only samples
 * are asked about.
 */
export const verifyModes = ['each', 'spare', 'none'] as const;
export type Verify = (typeof verifyModes)[number];

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
  /** How to take a reported end: see {@link Verify}. */
  verify: z.enum(verifyModes).default('each'),
  /** How long an agent has after a call before the next one. */
  wrapUpSeconds: z.number().int().min(0).max(3_600),
  breakReasons: z.array(z.string().min(1).max(longestBreakReason)).max(20),
  /** Queues whose calls are routed; empty while none are. */
  queues: z
    .array(z.object({ id: idSchema, name: z.string().max(80) }))
    .max(200)
    .default([]),
});
export type FloorInfo = z.infer<typeof floorInfoSchema>;
