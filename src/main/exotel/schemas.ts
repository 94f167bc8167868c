import { z } from 'zod';
import { type CallOutcome, type Leg, legStatuses } from '../../shared/domain/call.ts';
import type { ProviderCall } from './provider-call.ts';

/**
 * Provider answers, read leniently: a field of an unexpected type counts as absent, an unknown word
 * is kept as it came. Only a call's `sid` is indispensable.
 */
const text = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String)
  .nullable()
  .catch(null)
  .default(null);

/** Text that says something: some accounts write "null" for nothing. */
const told = text.transform((value) => (value === '' || value === 'null' ? null : value));

const seconds = z
  .union([z.number(), z.string().trim().min(1).transform(Number)])
  .pipe(z.number().finite().nonnegative())
  .nullable()
  .catch(null)
  .default(null);

/** `2022-11-03 22:54:40+05:30`; null and the epoch both mean "not yet". */
const instant = z.string().transform(parseInstant).nullable().catch(null).default(null);

/** Path segment of later requests and file name of the recording: nothing else may be in it. */
export const sidSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

const recordingUrls = z
  .array(
    z.union([
      z.string(),
      z.object({ url: z.string() }).transform(({ url }) => url),
      z.unknown().transform(() => null),
    ]),
  )
  .transform((urls) => urls.filter((url): url is string => typeof url === 'string' && url !== ''))
  .catch([])
  .default([]);

/** Words of `status`, from the API documentation and from the field. */
const outcomeOfStatus: Readonly<Record<string, CallOutcome>> = {
  completed: 'completed',
  from_leg_unanswered: 'agent_unanswered',
  to_leg_unanswered: 'customer_unanswered',
  from_leg_cancelled: 'agent_cancelled',
  to_leg_cancelled: 'customer_cancelled',
  from_leg_no_dial: 'agent_not_dialled',
  to_leg_no_dial: 'customer_not_dialled',
};

const callDetailsSchema = z
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
    (details): ProviderCall => ({
      sid: details.sid,
      over: details.state?.toLowerCase() === 'terminal',
      stateRaw: details.state,
      outcome: outcomeOf(details.status),
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
const legList = z.array(legSchema.nullable().catch(null)).nullable().catch(null).default(null);

const legDetailsSchema = z
  .object({ from: legList, to: legList })
  .transform(({ from, to }): Leg[] => [...toLegs(from, 'agent'), ...toLegs(to, 'customer')]);

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

/** The envelope around every answer; parts that are missing are null. */
const envelopeSchema = z.object({
  response: z.object({
    code: seconds,
    error_data: errorDataSchema,
    call_details: z.unknown().optional(),
    leg_details: z.unknown().optional(),
  }),
});

export interface Envelope {
  /** The inner `response.code`, which can be an error inside HTTP 200. */
  innerStatus: number | null;
  errorCode: number | null;
  errorDescription: string | null;
  callDetails: unknown;
  legDetails: unknown;
}

/** Null when the body is no answer of this API. */
export function parseEnvelope(body: string): Envelope | null {
  const parsed = envelopeSchema.safeParse(parseJson(body));
  if (!parsed.success) return null;
  const { response } = parsed.data;
  const error = response.error_data;
  return {
    innerStatus: response.code,
    errorCode: error?.code ?? null,
    errorDescription: error?.description ?? error?.message ?? null,
    callDetails: response.call_details,
    legDetails: response.leg_details,
  };
}

export function parseCallDetails(value: unknown): ProviderCall | null {
  const parsed = callDetailsSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

export function parseLegDetails(value: unknown): Leg[] | null {
  const parsed = legDetailsSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

function outcomeOf(status: string | null): CallOutcome | null {
  if (status === null || status === '' || status === 'null') return null;
  return outcomeOfStatus[status.toLowerCase()] ?? 'other';
}

function toLegs(list: (z.infer<typeof legSchema> | null)[] | null, side: Leg['side']): Leg[] {
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

function legStatusOf(raw: string | null): Leg['status'] {
  if (raw === null) return null;
  const word = raw.toLowerCase().replaceAll('_', '-');
  return legStatuses.find((known) => known === word) ?? 'other';
}

const oneDayMs = 86_400_000;

function parseInstant(value: string): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}(?:\.\d+)?) ?(Z|[+-]\d{2}:?\d{2})$/.exec(
    value.trim(),
  );
  if (!match) return null;
  const ms = Date.parse(`${match[1]}T${match[2]}${match[3]}`);
  // "Not over yet" arrives as the Unix epoch written in the account's offset: test the instant.
  return Number.isNaN(ms) || Math.abs(ms) < oneDayMs ? null : ms;
}

/** Undefined when the text is no JSON. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
