import { z } from 'zod';
import { secondsSchema } from './moment.ts';

/** Kinds of refusal; each has a sentence and a next step in both languages. */
export const refusalKinds = [
  'auth_failed',
  'wrong_account',
  'bad_request',
  'user_not_found',
  'agent_unavailable',
  'agent_unverified',
  'agent_busy',
  'agent_stuck',
  'no_device',
  'voip_not_allowed',
  'unsupported',
  'virtual_number_not_found',
  'blocked_dnd',
  'rate_limited',
  'call_not_found',
  'legs_unavailable',
  'server_error',
  'other_refusal',
  // No response from Exotel at all.
  'unreachable',
  /** A proxy on the way blocked the request. */
  'proxy_refused',
  'name_not_resolved',
  'tls_failed',
  'timed_out',
  'connection_lost',
  'unreadable_answer',
  'app_stopped',
  'book_unwritable',
] as const;
export const refusalKindSchema = z.enum(refusalKinds);
export type RefusalKind = z.infer<typeof refusalKindSchema>;

/** Why a call was refused, was not sent, or is in doubt. */
export const callProblemSchema = z.object({
  kind: refusalKindSchema,
  httpStatus: z.number().int().nullable(),
  /** Exotel's own `error_data.code`, for example 10706. */
  code: z.number().int().nullable(),
  /** Exotel's own words, shown beside ours. */
  description: z.string().nullable(),
  retryAfterSeconds: secondsSchema.nullable(),
});
export type CallProblem = z.infer<typeof callProblemSchema>;
