/** The first bytes of a recording that are here already, from an earlier try. */
export interface Held {
  bytes: number;
  /** Length of the whole recording; null while no answer has told it. */
  total: number | null;
  /** Strong: two answers with it are the same, byte for byte (RFC 9110, section 8.8.1). */
  etag: string;
}

/** A body that may be taken: the whole recording, or what is missing, from the first such byte. */
export interface RecordingBody {
  kind: 'whole' | 'rest';
  /** Length of the whole recording; null where chunks delimit it. */
  total: number | null;
  /** Null where a later answer cannot go on with it. */
  etag: string | null;
}

export type ResumePlan =
  | RecordingBody
  /** Nothing of this answer can be trusted to fit: ask for the whole. */
  | { kind: 'start_over' }
  /** There is no telling where the recording ends, so it can never be known to be whole. */
  | { kind: 'endless' }
  /** No answer to what was asked. */
  | { kind: 'refused' };

export interface Answer {
  status: number;
  headers: Headers;
}

/** The headers that ask for what is missing: all of it, provided that it is still the same. */
export function rangeHeaders(held: Held | null): Record<string, string> {
  return held === null ? {} : { range: `bytes=${held.bytes}-`, 'if-range': held.etag };
}

/**
 * What to do with an answer, after `held` was sent along as {@link rangeHeaders}. RFC 9110, sections
 * 13.1.5 (If-Range), 14.4 (Content-Range) and 15.3.7 (206, which must repeat the ETag). Where an
 * answer is in doubt the download starts over: that costs time, a wrong file costs trust.
 */
export function resumePlan(held: Held | null, answer: Answer): ResumePlan {
  if (answer.status === 200) return wholeBody(answer.headers);
  if (held === null) return { kind: 'refused' };
  if (answer.status === 416) return { kind: 'start_over' };
  if (answer.status !== 206) return { kind: 'refused' };
  const total = totalOfRest(held, answer.headers);
  return total === null ? { kind: 'start_over' } : { kind: 'rest', total, etag: held.etag };
}

/**
 * The ETag, if it is a strong one. A weak one (`W/"…"`) tells of the same meaning, not of the same
 * bytes, and a date has the precision of a second: neither may join two answers.
 */
export function strongEtag(headers: Headers): string | null {
  const etag = header(headers, 'etag');
  return /^"[\x21\x23-\x7e\x80-\xff]*"$/.test(etag) ? etag : null;
}

function wholeBody(headers: Headers): ResumePlan {
  const chunked = /chunked/i.test(header(headers, 'transfer-encoding'));
  const length = wholeNumber(header(headers, 'content-length'));
  if (!chunked && length === null) return { kind: 'endless' };
  if (isEncoded(headers)) {
    // Chromium and Node unpack on the way in, and take half a stream for a whole one: the last
    // chunk proves nothing then. Only the length of what was packed still does, which they check.
    if (chunked) return { kind: 'endless' };
    // Its bytes are others than those that lengths and ranges count.
    return { kind: 'whole', total: null, etag: null };
  }
  return { kind: 'whole', total: chunked ? null : length, etag: strongEtag(headers) };
}

/** The recording's length, when the answer is its rest; null when anything does not fit. */
function totalOfRest(held: Held, headers: Headers): number | null {
  const range = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(header(headers, 'content-range'));
  if (range === null || isEncoded(headers)) return null;
  const [start, end, total] = range.slice(1).map(Number) as [number, number, number];
  const length = wholeNumber(header(headers, 'content-length'));
  const fits =
    strongEtag(headers) === held.etag &&
    start === held.bytes &&
    end === total - 1 &&
    end >= start &&
    (held.total === null || held.total === total) &&
    (length === null || length === total - start);
  return fits ? total : null;
}

/**
 * What stands in `content-encoding` and leaves the bytes as they are: nothing, or one of the words
 * that uploads to object storage put there by mistake, and that nobody unpacks.
 */
const plainCodings = new Set(['', 'identity', 'none', 'binary', 'utf-8', 'utf8', 'aws-chunked']);

/** Codings are compared without case: RFC 9110, section 8.4.1. */
function isEncoded(headers: Headers): boolean {
  const codings = header(headers, 'content-encoding').toLowerCase().split(',');
  return !codings.every((coding) => plainCodings.has(coding.trim()));
}

/** Empty where it is absent. */
function header(headers: Headers, name: string): string {
  return headers.get(name) ?? '';
}

function wholeNumber(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
