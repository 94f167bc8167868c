import { z } from 'zod';
import { callSchema } from '../domain/call.ts';
import { area, command } from './define.ts';

const callId = z.object({ id: z.string().min(1).max(64) });

export const calls = area({
  commands: {
    /** Calls that matter now: everything live, in doubt, or over and not wrapped up. Newest first. */
    current: command(z.object({}), z.array(callSchema)),
    /** "Check now": look at once. */
    lookNow: command(callId, callSchema),
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
    /** A call's row changed; the snapshot is the whole truth. */
    changed: callSchema,
  },
});
