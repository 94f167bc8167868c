import { z } from 'zod';

const agent = z.string();
const customer = z.string();

/** What the page asks for. */
export const actionSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('dial'),
    agent,
    behaviour: z.enum(['answers', 'hangs_up', 'busy', 'no_answer']),
  }),
  z.object({ do: z.literal('hang_up'), agent }),
  z.object({ do: z.literal('available'), agent }),
  z.object({ do: z.literal('break'), agent, reason: z.string() }),
  z.object({ do: z.literal('cut'), agent, cut: z.boolean() }),
  z.object({ do: z.literal('broker'), run: z.boolean() }),
  z.object({ do: z.literal('busy'), busy: z.boolean() }),
  /** Every simulated agent takes a break, or comes back. */
  z.object({ do: z.literal('rest'), rest: z.boolean() }),
  z.object({ do: z.literal('call_in'), customer, queue: z.string() }),
  z.object({ do: z.literal('leave'), customer }),
  /** What an agent does with the phone that rings. */
  z.object({
    do: z.literal('phone'),
    agent,
    does: z.enum(['answers', 'rejects', 'rings_out']),
  }),
  /** An agent who is free calls the customer of a missed call back. */
  z.object({ do: z.literal('call_back'), key: z.string() }),
]);
export type Action = z.infer<typeof actionSchema>;
