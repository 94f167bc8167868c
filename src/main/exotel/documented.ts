import { z } from 'zod';
import { longestSeconds } from './schemas.ts';

/**
 * Responses exactly as the API documentation describes them, or as known from the field. These
 * schemas only tell which responses are worth keeping for support. What Handset acts on is read
 * leniently in schemas.ts.
 */
const text = z.string().nullable().optional();
const word = <const W extends readonly string[]>(words: W) =>
  z.string().toLowerCase().pipe(z.enum(words));
const count = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .transform(Number),
  ])
  .pipe(z.number().min(0).max(longestSeconds))
  .nullable()
  .optional();
const id = z.union([z.string(), z.number()]).nullable().optional();
const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(\.\d+)? ?(Z|[+-]\d{2}:?\d{2})$/)
  .nullable()
  .optional();
const sid = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

const callDetails = z.strictObject({
  sid,
  direction: word(['outbound', 'inbound', 'outbound-dial', 'outbound-api']).nullable().optional(),
  virtual_number: text,
  state: word(['active', 'terminal']),
  status: word([
    'completed',
    'from_leg_unanswered',
    'to_leg_unanswered',
    'from_leg_cancelled',
    'to_leg_cancelled',
    'from_leg_no_dial',
    'to_leg_no_dial',
  ])
    .nullable()
    .optional(),
  legs: text,
  created_time: instant,
  updated_time: instant,
  start_time: instant,
  end_time: instant,
  total_duration: count,
  total_talk_time: count,
  custom_field: text,
  app_id: id,
  app_name: text,
  digits: text,
  recordings: z
    .array(z.strictObject({ url: z.string().min(1) }))
    .nullable()
    .optional(),
});

const legs = z.array(
  z.strictObject({
    sid: text,
    name: text,
    contact_uri: text,
    date_created: instant,
    date_updated: instant,
    status: word(['in-progress', 'completed', 'failed', 'no-answer', 'busy', 'canceled']),
    group_id: id,
    group_name: text,
  }),
);
const legDetails = z.strictObject({ call_sid: text, account_sid: text, from: legs, to: legs });

const envelope = <R extends z.ZodRawShape>(content: R) =>
  z.strictObject({
    request_id: text,
    method: text,
    http_code: count,
    metadata: z.unknown().optional(),
    response: z.strictObject({
      code: count,
      error_data: z.null().optional(),
      status: text,
      ...content,
    }),
  });

const documented = {
  place: envelope({ call_details: callDetails }),
  details: envelope({ call_details: callDetails }),
  legs: envelope({ leg_details: legDetails }),
};

/** Naming more parts than this adds nothing. */
const mostParts = 12;

/**
 * Returns the parts of a response that are not as documented, by the API's names (without list
 * indices), for example `response.call_details.mood`. Empty if nothing is odd.
 */
export function undocumentedParts(question: keyof typeof documented, json: unknown): string[] {
  const parsed = documented[question].safeParse(json);
  if (parsed.success) return [];
  const parts = parsed.error.issues.flatMap((issue) => {
    const names = issue.path.filter((part) => typeof part === 'string');
    if (issue.code !== 'unrecognized_keys') return [names.join('.')];
    return issue.keys.map((key) => [...names, key].join('.'));
  });
  return [...new Set(parts)].map((part) => part.slice(0, 100) || 'body').slice(0, mostParts);
}
