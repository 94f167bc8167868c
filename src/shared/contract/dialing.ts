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
  /** The call profile; absent: the default one. */
  profileId: z.string().max(64).optional(),
  /** Absent: as the profile has it. */
  record: z.boolean().optional(),
});

/** A number that the main window dials. */
export const dialOfferSchema = placingSchema.extend({
  number: z.string().max(longestText),
  source: z.enum(windowSources),
  /** Which account the window showed: a dial meant for the other one is refused. */
  practice: z.boolean(),
  /** The call that is called again; its own history decides whether it may be. */
  againOf: z.string().min(1).max(64).optional(),
});

/** The agent’s word for a dial that waits. */
export const dialAnswerSchema = z.object({
  id: z.string(),
  /** Why the call cannot be left, where the question needs that; it is kept with the call. */
  reason: z.string().trim().min(1).max(longestReason).optional(),
  /** Where the window that answers shows this choice; absent: as it was offered. */
  placing: placingSchema.optional(),
});

/** A dial that waits for its countdown, or for the agent’s word. */
export const waitingDialSchema = z.object({
  id: z.string(),
  source: dialSourceSchema,
  /** Null while the agent has to choose one of several numbers. */
  number: z.string().nullable(),
  display: z.string().nullable(),
  /** The numbers to choose from; empty when there is one. */
  choices: z.array(numberCandidateSchema),
  /** Digits to press after the call is answered. */
  extension: z.string().nullable(),
  name: z.string().nullable(),
  doNotCall: z.boolean(),
  country: z.string().nullable(),
  lastCalledAt: z.number().nullable(),
  practice: z.boolean(),
  /** The call that is called again; null: none. */
  againOf: z.string().nullable(),
  /** Epoch milliseconds at which it dials by itself; null: only on the agent’s word. */
  dialAt: z.number().nullable(),
  /** The whole countdown, for its bar. */
  countdownMs: z.number().nullable(),
  /** Why the gate asks: its sentence stands in place of the countdown. */
  question: appErrorSchema.extend({ needsReason: z.boolean() }).nullable(),
  /**
   * The main window is where it is answered: it was dialled there, or needs a reason. Else the small
   * window comes for it.
   */
  inMain: z.boolean(),
});
export type WaitingDial = z.infer<typeof waitingDialSchema>;

/** What the windows show of the desk. */
export const deskSchema = z.object({
  waiting: waitingDialSchema.nullable(),
  /** Why the main window’s last dial was refused, until the agent has done with it. */
  refusal: z.object({ id: z.string(), error: appErrorSchema }).nullable(),
});
export type Desk = z.infer<typeof deskSchema>;

/** The call; null: the desk asks, or had nothing to do. A refusal is an error. */
const outcomeSchema = callSchema.nullable();
const waitingId = z.object({ id: z.string() });

export const dialing = area({
  commands: {
    /** What the number field understands; cheap enough for every key press. */
    understand: command(z.object({ text: z.string().max(longestText) }), understoodNumberSchema),
    desk: command(z.object({}), deskSchema),
    /** Takes the place of what waits. Where a call comes of it, the one POST’s outcome is on disk. */
    offer: command(dialOfferSchema, outcomeSchema),
    /** Dials what waits; whichever window is first takes it. */
    confirm: command(dialAnswerSchema, outcomeSchema),
    /** One of its `choices` (E.164): the dial goes on with it. */
    choose: command(waitingId.extend({ number: z.string().max(40) }), z.null()),
    /** What waits is off, or a refusal was read. */
    cancel: command(waitingId, z.null()),
  },
  events: {
    changed: deskSchema,
    /** What the main window had been asked about was placed, wherever the answer was given. */
    placed: z.object({ number: z.string().nullable(), againOf: z.string().nullable() }),
  },
});
