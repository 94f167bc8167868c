import { z } from 'zod';
import { appErrorSchema } from '../domain/app-error.ts';
import { callSchema, dialSourceSchema } from '../domain/call.ts';
import { longestReason } from '../domain/dial-questions.ts';
import { windowSources } from '../domain/dial-sources.ts';
import { longestText } from '../domain/one-line.ts';
import { numberCandidateSchema, understoodNumberSchema } from '../domain/phone-number.ts';
import { area, command } from './define.ts';

/** How a call is placed, as far as the agent chose it for this one call. */
const placingSchema = z.object({
  /** The call profile; the default one if absent. */
  profileId: z.string().max(64).optional(),
  /** As in the profile if absent. */
  record: z.boolean().optional(),
});

/** A number that the main window dials. */
export const dialOfferSchema = placingSchema.extend({
  number: z.string().max(longestText),
  source: z.enum(windowSources),
  /** Which account the window showed: a dial meant for the other one is refused. */
  practice: z.boolean(),
  /** The call that is being called again; its own history decides whether it may be. */
  againOf: z.string().min(1).max(64).optional(),
});

/** The agent’s confirmation of a waiting dial. */
export const dialAnswerSchema = z.object({
  id: z.string(),
  /** Why the call has to be made, if the question needs a reason; it is kept with the call. */
  reason: z.string().trim().min(1).max(longestReason).optional(),
  /** The choices shown in the window that answers; if absent, those made when it was offered. */
  placing: placingSchema.optional(),
});

/** A dial that waits for its countdown or for the agent’s confirmation. */
export const waitingDialSchema = z.object({
  id: z.string(),
  source: dialSourceSchema,
  /** Null while the agent has to choose one of several numbers. */
  number: z.string().nullable(),
  display: z.string().nullable(),
  /** The numbers to choose from; empty if there is only one. */
  choices: z.array(numberCandidateSchema),
  /** Digits to press after the call is answered. */
  extension: z.string().nullable(),
  name: z.string().nullable(),
  doNotCall: z.boolean(),
  country: z.string().nullable(),
  lastCalledAt: z.number().nullable(),
  practice: z.boolean(),
  /** The call that is being called again; null if none. */
  againOf: z.string().nullable(),
  /**
   * Epoch milliseconds at which it dials by itself; null if only the agent’s confirmation dials it.
   */
  dialAt: z.number().nullable(),
  /** The length of the whole countdown, for its bar. */
  countdownMs: z.number().nullable(),
  /** Why the gate asks: shown in place of the countdown. */
  question: appErrorSchema.extend({ needsReason: z.boolean() }).nullable(),
  /**
   * Whether it is answered in the main window: it was dialled there, or needs a reason. Otherwise
   * the small window opens for it.
   */
  inMain: z.boolean(),
});
export type WaitingDial = z.infer<typeof waitingDialSchema>;

/** What the windows show of the desk. */
export const deskSchema = z.object({
  waiting: waitingDialSchema.nullable(),
  /** Why the main window’s last dial was refused, until the agent dismisses it. */
  refusal: z.object({ id: z.string(), error: appErrorSchema }).nullable(),
});
export type Desk = z.infer<typeof deskSchema>;

/** The call; null if the desk asks or had nothing to do. A refusal is an error. */
const outcomeSchema = callSchema.nullable();
const waitingId = z.object({ id: z.string() });

export const dialing = area({
  commands: {
    /** Returns what the number field understands; cheap enough for every key press. */
    understand: command(z.object({ text: z.string().max(longestText) }), understoodNumberSchema),
    desk: command(z.object({}), deskSchema),
    /** Replaces the waiting dial. If a call was placed, the one POST’s outcome is on disk. */
    offer: command(dialOfferSchema, outcomeSchema),
    /** Dials the waiting dial; the first window to confirm takes it. */
    confirm: command(dialAnswerSchema, outcomeSchema),
    /** Chooses one of its `choices` (E.164) for the dial. */
    choose: command(waitingId.extend({ number: z.string().max(40) }), z.null()),
    /** Drops the waiting dial, or a refusal that was read. */
    cancel: command(waitingId, z.null()),
  },
  events: {
    changed: deskSchema,
    /** The dial that the main window was asked about was placed, wherever it was confirmed. */
    placed: z.object({ number: z.string().nullable(), againOf: z.string().nullable() }),
  },
});
