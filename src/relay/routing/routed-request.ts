import { z } from 'zod';
import { idSchema } from '../../floor/ids.ts';
import { connectRequestSchema } from '../exotel/connect-request.ts';
import { dialEventSchema } from '../exotel/dial-event.ts';
import { outcomeSchema } from '../exotel/passthru.ts';

/** What Exotel says of a call, on its way from the relay that heard it to the one that routes. */
export const routedRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connect'), queue: idSchema, request: connectRequestSchema }),
  z.object({ kind: z.literal('dial'), event: dialEventSchema }),
  z.object({ kind: z.literal('passthru'), outcome: outcomeSchema }),
]);
export type RoutedRequest = z.infer<typeof routedRequestSchema>;
/** What needs no answer. */
export type RoutedNews = Exclude<RoutedRequest, { kind: 'connect' }>;
