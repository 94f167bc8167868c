import { z } from 'zod';
import { callSchema, timelineEntrySchema } from '../domain/call.ts';
import { arrivalStories } from '../domain/practice-story.ts';
import { area, command } from './define.ts';

const callId = z.object({ id: z.string().min(1).max(64) });

/** Everything that a window needs to know about a change, so that it need not ask. */
export const callNewsSchema = z.object({
  /** The call as it is now, complete. */
  call: callSchema,
  /** What was added to its timeline since the last news. */
  timeline: z.array(timelineEntrySchema),
  /** Whether it is in the dialer: live, in doubt, or over and not filed. */
  isCurrent: z.boolean(),
  /**
   * Whether something that only its details show has changed as well: they have to be fetched
   * again.
   */
  detailsChanged: z.boolean(),
});
export type CallNews = z.infer<typeof callNewsSchema>;

export const calls = area({
  commands: {
    /** Calls that matter now: everything live, in doubt, or over and not wrapped up. Newest first. */
    current: command(z.object({}), z.array(callSchema)),
    /** "Check now": polls at once. */
    pollNow: command(callId, callSchema),
    /** Records what the agent says about a call that may not have been placed. */
    resolve: command(callId.extend({ verdict: z.enum(['rang', 'silent']) }), callSchema),
    /** The card of a customer's call is painted: the floor is told that somebody can see it. */
    popped: command(callId, z.null()),
    /** Practice only: a customer who belongs to nobody calls, and the call goes as its story does. */
    callMe: command(z.object({ story: z.enum(arrivalStories) }), z.null()),
    setNote: command(callId.extend({ note: z.string().max(10_000) }), callSchema),
    setDisposition: command(
      callId.extend({ disposition: z.string().max(40).nullable() }),
      callSchema,
    ),
    /**
     * Ends wrap-up: this call, and no other, leaves the dialer. `disposition` is recorded with it;
     * if absent, the one given before stays.
     */
    finishWrapUp: command(
      callId.extend({ disposition: z.string().max(40).nullable().optional() }),
      callSchema,
    ),
    /** Reopens a wrap-up; `disposition`: as it was before. */
    reopenWrapUp: command(
      callId.extend({ disposition: z.string().max(40).nullable() }),
      callSchema,
    ),
  },
  events: {
    /** A call looks different now, or its timeline grew. */
    changed: callNewsSchema,
  },
});
