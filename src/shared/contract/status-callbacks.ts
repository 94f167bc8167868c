import { z } from 'zod';
import { area, command } from './define.ts';

/**
 * The state of the listener for status callbacks. Holds no secret: main copies the address itself.
 */
export const statusCallbacksStatusSchema = z.object({
  state: z.enum(['off', 'listening', 'failed']),
  /** The public address with its secret hidden; null while none is set. */
  maskedUrl: z.string().nullable(),
  /** The last callback that came to the right address. */
  last: z
    .object({
      /** Epoch milliseconds UTC. */
      at: z.number(),
      event: z.enum(['answered', 'terminal']).nullable(),
    })
    .nullable(),
});
export type StatusCallbacksStatus = z.infer<typeof statusCallbacksStatusSchema>;

export const statusCallbacks = area({
  commands: {
    status: command(z.object({}), statusCallbacksStatusSchema),
    /** Copies the whole address, or with `local` the one on this computer, secret included. */
    copyUrl: command(z.object({ local: z.boolean() }), z.null()),
  },
  events: { changed: statusCallbacksStatusSchema },
});
