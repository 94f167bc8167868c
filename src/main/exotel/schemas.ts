import { z } from 'zod';
import type { CallDirection, Leg } from '../../shared/domain/call.ts';
import { parseInstant } from './instant.ts';
import type { ProviderCall } from './provider-call.ts';
import { isTerminalState, legStatusOf, outcomeOf, sides } from './provider-words.ts';

/** Characters of a text; anything longer is in the response that is kept, if it is odd. */
const longestText = 1_000;

/**
 * Reads provider responses leniently: a field of an unexpected type counts as absent, an unknown
 * word is kept as it came, and a list of one thing counts as that thing. Only a call's `sid` is
 * required.
 */
const text = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((value) => String(value).slice(0, longestText))
  .nullable()
  .catch(null)
  .default(null);

/** Text that says something: some accounts write "null" for nothing. */
const told = text.transform((value) => (value === '' || value === 'null' ? null : value));

/** No call lasts a week; anything longer is not a duration. */
export const longestSeconds = 7 * 86_400;

const seconds = z
  .union([z.number(), z.string().trim().min(1).transform(Number)])
  .pipe(z.number().min(0).max(longestSeconds))
  .nullable()
  .catch(null)
  .default(null);

/** The inner `response.code`; ignored if it is not an HTTP status. */
const httpStatus = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .regex(/^\d{3}$/)
      .transform(Number),
  ])
  .pipe(z.number().int().min(100).max(599))
  .nullable()
  .catch(null)
  .default(null);

/** `2022-11-03 22:54:40+05:30`. */
const instant = z.string().transform(parseInstant).nullable().catch(null).default(null);

/** A path segment of later requests and the recording's file name, so nothing else may be in it. */
export const sidSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** Documented as a list, but may come alone. */
const listed = <T extends z.ZodType>(list: T) =>
  z.preprocess((value) => (isObject(value) ? [value] : value), list);
/** Documented alone, but may come as a list of one. */
const single = <T extends z.ZodType>(one: T) =>
  z.preprocess((value) => (Array.isArray(value) && value.length === 1 ? value[0] : value), one);

const recordingUrls = listed(
  z
    .array(
      z.union([
        z.string(),
        z.object({ url: z.string() }).transform(({ url }) => url),
        z.unknown().transform(() => null),
      ]),
    )
    .transform((urls) => urls.filter((url): url is string => typeof url === 'string' && url !== ''))
    .catch([]),
);

const callDetailsObject = z
  .object({
    sid: sidSchema,
    state: text,
    status: text,
    direction: told,
    virtual_number: told,
    created_time: instant,
    updated_time: instant,
    start_time: instant,
    end_time: instant,
    total_duration: seconds,
    total_talk_time: seconds,
    custom_field: told,
    app_id: told,
    app_name: told,
    digits: told,
    recordings: recordingUrls,
  })
  .transform(
    (details): Omit<ProviderCall, 'outcome'> => ({
      sid: details.sid,
      over: isTerminalState(details.state),
      stateRaw: details.state,
      statusRaw: details.status,
      direction: details.direction,
      virtualNumber: details.virtual_number,
      createdAt: details.created_time,
      updatedAt: details.updated_time,
      startedAt: details.start_time,
      endedAt: details.end_time,
      totalSeconds: details.total_duration,
      talkSeconds: details.total_talk_time,
      customField: details.custom_field,
      appId: details.app_id,
      appName: details.app_name,
      digits: details.digits,
      recordingUrls: details.recordings,
    }),
  );
const callDetailsSchema = single(callDetailsObject);

const legSchema = z.object({
  sid: text,
  name: text,
  contact_uri: text,
  status: text,
  date_created: instant,
  date_updated: instant,
  group_id: told,
  group_name: told,
});
const legList = listed(z.array(legSchema.nullable().catch(null)).nullable().catch(null));

const legDetailsSchema = single(z.object({ from: legList.optional(), to: legList.optional() }));

const errorDataSchema = z
  .object({
    code: z
      .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
      .pipe(z.number().int())
      .nullable()
      .catch(null)
      .default(null),
    description: text,
    message: text,
  })
  .nullable()
  .catch(null)
  .default(null);

/** The envelope around every response; missing parts are null. */
const envelopeSchema = single(
  z.object({
    response: single(
      z.object({
        code: httpStatus,
        error_data: single(errorDataSchema),
        status: text,
        call_details: z.unknown().optional(),
        leg_details: z.unknown().optional(),
      }),
    ),
  }),
);

export interface Envelope {
  /** The inner `response.code`, which can be an error inside HTTP 200. */
  innerStatus: number | null;
  errorCode: number | null;
  errorDescription: string | null;
  /** Something in the documented envelope says that this is an error. */
  saysError: boolean;
  callDetails: unknown;
  legDetails: unknown;
}

/** Returns null if the body is not a response of this API. */
export function parseEnvelope(body: string): Envelope | null {
  const parsed = envelopeSchema.safeParse(parseJson(body));
  if (!parsed.success) return null;
  const { response } = parsed.data;
  const error = response.error_data;
  const errorCode = error?.code ?? null;
  const errorDescription = error?.description ?? error?.message ?? null;
  return {
    innerStatus: response.code,
    errorCode,
    errorDescription,
    saysError:
      errorCode !== null ||
      errorDescription !== null ||
      (response.code ?? 0) >= 400 ||
      response.status?.toLowerCase() === 'failure',
    callDetails: response.call_details,
    legDetails: response.leg_details,
  };
}

/** @param direction of the call that was asked about: it says who `from` and `to` are. */
export function parseCallDetails(value: unknown, direction: CallDirection): ProviderCall | null {
  const parsed = callDetailsSchema.safeParse(value);
  if (!parsed.success) return null;
  return { ...parsed.data, outcome: outcomeOf(parsed.data.statusRaw, direction) };
}

/** @param direction of the call that was asked about: it says who `from` and `to` are. */
export function parseLegDetails(value: unknown, direction: CallDirection): Leg[] | null {
  const parsed = legDetailsSchema.safeParse(value);
  if (!parsed.success) return null;
  const { from, to } = parsed.data;
  const side = sides[direction];
  return [...toLegs(from, side.from), ...toLegs(to, side.to)];
}

function toLegs(
  list: (z.infer<typeof legSchema> | null)[] | null | undefined,
  side: Leg['side'],
): Leg[] {
  return (list ?? [])
    .filter((leg) => leg !== null)
    .map((leg) => ({
      side,
      sid: leg.sid,
      name: leg.name,
      contactUri: leg.contact_uri,
      status: legStatusOf(leg.status),
      statusRaw: leg.status,
      createdAt: leg.date_created,
      updatedAt: leg.date_updated,
      groupId: leg.group_id,
      groupName: leg.group_name,
    }));
}

/** Whether it is an object with something in it. */
function isObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).length > 0;
}

/** Returns undefined if the text is not JSON. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
