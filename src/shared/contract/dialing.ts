import { z } from 'zod';
import { callSchema, dialSourceSchema } from '../domain/call.ts';
import { dialQuestions, longestReason } from '../domain/dial-questions.ts';
import { longestText } from '../domain/one-line.ts';
import { understoodNumberSchema } from '../domain/phone-number.ts';
import { area, command } from './define.ts';

const reasonSchema = z.string().trim().min(1).max(longestReason);

/** What the agent may insist on after the gate has asked. */
export const dialConfirmationSchema = z.enum(dialQuestions);

export const dialInputSchema = z.object({
  number: z.string().max(longestText),
  source: dialSourceSchema,
  /** The call profile; absent: the default one. */
  profileId: z.string().max(64).optional(),
  /** Absent: as the profile has it. */
  record: z.boolean().optional(),
  confirmed: z.array(dialConfirmationSchema).default([]),
  /** Which account the window showed: a dial meant for the other one is refused. */
  practice: z.boolean(),
  /** The call that is called again; its own history decides whether it may be. */
  againOf: z.string().min(1).max(64).optional(),
  /** Why the agent calls outside calling hours; kept with the call where the gate asks for it. */
  hoursReason: reasonSchema.optional(),
  /** Why the agent calls a number marked do-not-call; likewise. */
  doNotCallReason: reasonSchema.optional(),
});

export const dialing = area({
  commands: {
    /** What the number field understands; cheap enough for every key press. */
    understand: command(z.object({ text: z.string().max(longestText) }), understoodNumberSchema),
    /** Places one call. Answers once the outcome of the one POST is on disk. */
    dial: command(dialInputSchema, callSchema),
  },
  events: {},
});
