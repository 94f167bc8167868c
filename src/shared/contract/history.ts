import { z } from 'zod';
import {
  callDirectionSchema,
  callOutcomeSchema,
  callSchema,
  numberedCallSchema,
  timelineEntrySchema,
} from '../domain/call.ts';
import { unexpectedResponseSchema } from '../domain/unexpected-response.ts';
import { area, command } from './define.ts';

export const historyFilterSchema = z.object({
  /** Words to find in names, numbers in any format, notes, dispositions and call sids. */
  text: z.string().max(200).default(''),
  /** Empty for every outcome. */
  outcomes: z.array(callOutcomeSchema).default([]),
  /** Null for both. */
  direction: callDirectionSchema.nullable().default(null),
  /** Practice calls are a separate database: a page shows one or the other. */
  practice: z.boolean(),
  /** Only calls with a recording, here or at Exotel. */
  recordedOnly: z.boolean().default(false),
});
export type HistoryFilter = z.infer<typeof historyFilterSchema>;

export const history = area({
  commands: {
    /** Newest first, keyset paging by `seq`. */
    page: command(
      historyFilterSchema.extend({
        beforeSeq: z.number().int().nullable(),
        limit: z.number().int().min(1).max(500),
      }),
      z.object({ calls: z.array(callSchema), nextBeforeSeq: z.number().int().nullable() }),
    ),
    /**
     * Counts the calls that the filter finds, up to {@link mostCounted} + 1, which stands for any
     * more.
     */
    count: command(historyFilterSchema, z.object({ total: z.number().int() })),
    detail: command(
      z.object({ id: z.string().min(1).max(64) }),
      z.object({
        call: callSchema,
        timeline: z.array(timelineEntrySchema),
        /** Other calls with the same number, newest first, at most five. */
        earlier: z.array(callSchema),
        /** Counted in the same way. */
        earlierTotal: z.number().int(),
        /** Exotel's responses that were not as documented, oldest first. */
        answers: z.array(unexpectedResponseSchema),
      }),
    ),
    /**
     * Returns the numbers that calls rang or came from last, each once, newest first; and whether this account
     * has ever called, rung or not.
     */
    recentNumbers: command(
      z.object({ limit: z.number().int().min(1).max(20) }),
      z.object({ calls: z.array(numberedCallSchema), used: z.boolean() }),
    ),
  },
  events: {},
});
