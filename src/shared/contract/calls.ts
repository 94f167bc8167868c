import { z } from 'zod';
import { callSchema, timelineEntrySchema } from '../domain/call.ts';
import { area, command } from './define.ts';

const callId = z.object({ id: z.string().min(1).max(64) });

/** All that a window needs to know of a change: nothing has to be asked for because of it. */
export const callNewsSchema = z.object({
  /** As it is now: the snapshot is the whole truth. */
  call: callSchema,
  /** What its story has gained since the last news of it. */
  timeline: z.array(timelineEntrySchema),
  /** Whether it stands in the dialer: live, in doubt, or over and not filed. */
  isCurrent: z.boolean(),
  /** Something that only its details show has changed as well: they have to be asked for. */
  detailsChanged: z.boolean(),
});
export type CallNews = z.infer<typeof callNewsSchema>;

export const calls = area({
  commands: {
    /** Calls that matter now: everything live, in doubt, or over and not wrapped up. Newest first. */
    current: command(z.object({}), z.array(callSchema)),
    /** "Check now": look at once. */
    pollNow: command(callId, callSchema),
    /** What the agent says of a call whose placing is unknown. */
    resolve: command(callId.extend({ verdict: z.enum(['rang', 'silent']) }), callSchema),
    setNote: command(callId.extend({ note: z.string().max(10_000) }), callSchema),
    setDisposition: command(
      callId.extend({ disposition: z.string().max(40).nullable() }),
      callSchema,
    ),
    /**
     * Wrap-up is over: this call, and no other, leaves the dialer. `disposition` is recorded with
     * it; absent: what was given before stays.
     */
    finishWrapUp: command(
      callId.extend({ disposition: z.string().max(40).nullable().optional() }),
      callSchema,
    ),
    /** Takes the end of a wrap-up back; `disposition`: as it was before. */
    reopenWrapUp: command(
      callId.extend({ disposition: z.string().max(40).nullable() }),
      callSchema,
    ),
  },
  events: {
    /** A call looks different now, or its story goes on. */
    changed: callNewsSchema,
  },
});
