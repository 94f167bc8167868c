import { z } from 'zod';
import { callOutcomes } from '../call-states.ts';

/** Epoch milliseconds UTC by the clock of the relay that said it: only compared with each other. */
const toldAt = z.number();

/** What Exotel does with a phone; `let_go` is the same whether or not somebody picked up. */
export const phonePhases = ['dialling', 'ringing', 'answered', 'let_go'] as const;
export type PhonePhase = (typeof phonePhases)[number];

/** How a call came out, as Exotel told the floor. */
export const arrivalEnds = [
  'talked',
  'rang_out',
  'rejected',
  'caller_left',
  'voicemail',
  'not_dialled',
  'other',
] as const;
export type ArrivalEnd = (typeof arrivalEnds)[number];

/**
 * What was told of an incoming call so far, beside its legs. State and outcome follow from it, so
 * that neither the order in which news comes nor a repetition makes a difference.
 */
export const arrivalSignsSchema = z.object({
  /** When the newest offer was made. */
  offeredAt: toldAt.nullable(),
  /** Offers after which the call went on without this agent, sorted. */
  passed: z.array(z.uuid()),
  /** What this agent's phone did last. */
  phone: z.object({ phase: z.enum(phonePhases), at: toldAt }).nullable(),
  /** Exotel said that this agent's phone was answered. */
  picked: z.boolean(),
  /** When a colleague's phone was last heard of. */
  colleagueAt: toldAt.nullable(),
  /** Exotel said that a colleague's phone was answered. */
  colleaguePicked: z.boolean(),
  /** The floor's last word. `yours`: this agent had the call, or was rung last. */
  summary: z
    .object({
      came: z.enum(arrivalEnds),
      yours: z.boolean(),
      talkSeconds: z.number().min(0).nullable(),
      at: toldAt,
    })
    .nullable(),
  /** The end by Exotel's own details, which do not say whose phone it was; null until they tell one. */
  end: z
    .object({ outcome: z.enum(callOutcomes), talkSeconds: z.number().min(0).nullable() })
    .nullable(),
});
export type ArrivalSigns = z.infer<typeof arrivalSignsSchema>;
