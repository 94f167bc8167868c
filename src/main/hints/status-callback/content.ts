import { z } from 'zod';
import type { CallbackContent } from '../call-hint.ts';

const text = z.string().max(200).nullable().catch(null).default(null);
const eventName = z.enum(['answered', 'terminal']).nullable().catch(null).default(null);

const hintSchema = z
  .object({
    call_details: z.object({ sid: text, custom_field: text }).nullable().catch(null).default(null),
    event_details: z.object({ event_type: eventName }).nullable().catch(null).default(null),
    // The older API's names, which GET callbacks use.
    CallSid: text,
    CustomField: text,
    EventType: eventName,
    sid: text,
    custom_field: text,
    event_type: eventName,
  })
  .transform((each) => ({
    sid: each.call_details?.sid ?? each.sid ?? each.CallSid,
    customField: each.call_details?.custom_field ?? each.custom_field ?? each.CustomField,
    event: each.event_details?.event_type ?? each.event_type ?? each.EventType,
  }));

const detailsSchema = z.object({ call_details: z.record(z.string(), z.unknown()) });

/** Reads the body of a POST by its content type. Returns null if it names no call. */
export async function hintOfBody(
  body: Buffer,
  contentType: string,
): Promise<CallbackContent | null> {
  try {
    if (/^application\/json\b/i.test(contentType)) return hintOf(JSON.parse(textOf(body)));
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': contentType },
    }).formData();
    return hintOfFields([...form.entries()]);
  } catch {
    // The content is not of the type it claims.
    return null;
  }
}

/** Some senders put a byte order mark before JSON; a parser may ignore it (RFC 8259, 8.1). */
function textOf(body: Buffer): string {
  return body.toString('utf8').replace(/^\ufeff/, '');
}

/** Reads the query of a GET. Returns null if it names no call. */
export function hintOfQuery(query: URLSearchParams): CallbackContent | null {
  return hintOfFields([...query.entries()]);
}

/** `call_details` may be JSON in a field, or spread over fields named `call_details[sid]`. */
function hintOfFields(fields: [string, unknown][]): CallbackContent | null {
  const flat = new Map<string, unknown>();
  const groups = new Map<string, Map<string, unknown>>();
  for (const [name, value] of fields) {
    const [, group, key] = /^(call_details|event_details)\[(\w+)\]$/.exec(name) ?? [];
    if (group && key) groups.set(group, (groups.get(group) ?? new Map()).set(key, value));
    else flat.set(name, parsedIfObject(value));
  }
  for (const [group, content] of groups) flat.set(group, Object.fromEntries(content));
  return hintOf(Object.fromEntries(flat));
}

function parsedIfObject(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('{')) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function hintOf(content: unknown): CallbackContent | null {
  const parsed = hintSchema.safeParse(content);
  if (!parsed.success || !parsed.data.sid) return null;
  const details = detailsSchema.safeParse(content).data?.call_details;
  const hint = { ...parsed.data, sid: parsed.data.sid };
  return hint.event === 'terminal' && details ? { ...hint, details } : hint;
}
