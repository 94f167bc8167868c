/** The first bytes of a recording that an earlier attempt left here. */
export interface PartialDownload {
  bytes: number;
  /** Length of the whole recording; null while no response has told it. */
  total: number | null;
  /** Strong: two responses with it are identical byte for byte (RFC 9110, section 8.8.1). */
  etag: string;
}

/** An acceptable body: the whole recording, or the rest from the first missing byte. */
export interface RecordingBody {
  kind: 'whole' | 'rest';
  /** Length of the whole recording; null if chunks delimit it. */
  total: number | null;
  /** Null if a later response cannot continue it. */
  etag: string | null;
}

export type ResumePlan =
  | RecordingBody
  /** This response may not match: ask for the whole. */
  | { kind: 'start_over' }
  /** There is no telling where the recording ends, so it can never be known to be whole. */
  | { kind: 'endless' }
  /** Not a response to what was asked. */
  | { kind: 'refused' };

export interface RangeResponse {
  status: number;
  headers: Headers;
}

/** Returns the headers that ask for all that is missing, provided the recording has not changed. */
export function rangeHeaders(held: PartialDownload | null): Record<string, string> {
  return held === null ? {} : { range: `bytes=${held.bytes}-`, 'if-range': held.etag };
}

/**
 * Decides what to do with a response after {@link rangeHeaders} of `held` were sent. RFC 9110,
 * sections 13.1.5 (If-Range), 14.4 (Content-Range) and 15.3.7 (206, which must repeat the ETag). If
 * a response is in doubt the download starts over: that costs time, a wrong file costs trust.
 */
export function resumePlan(held: PartialDownload | null, response: RangeResponse): ResumePlan {
  if (response.status === 200) return wholeBody(response.headers);
  if (held === null) return { kind: 'refused' };
  if (response.status === 416) return { kind: 'start_over' };
  if (response.status !== 206) return { kind: 'refused' };
  const total = totalOfRest(held, response.headers);
  return total === null ? { kind: 'start_over' } : { kind: 'rest', total, etag: held.etag };
}

/**
 * Returns the ETag if it is a strong one. A weak one (`W/"…"`) means equivalent content, not the
 * same bytes, and a date is only precise to a second: neither may join two responses.
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
    // Chromium and Node decompress on the way in and take half a stream for a whole one, so the
    // last chunk proves nothing then. Only the compressed length still does, which they check.
    if (chunked) return { kind: 'endless' };
    // Its bytes are not the ones that lengths and ranges count.
    return { kind: 'whole', total: null, etag: null };
  }
  return { kind: 'whole', total: chunked ? null : length, etag: strongEtag(headers) };
}

/** Returns the recording's length if the response is its rest; null if anything does not match. */
function totalOfRest(held: PartialDownload, headers: Headers): number | null {
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
 * Values of `content-encoding` that leave the bytes as they are: none, or one of the words that
 * uploads to object storage put there by mistake and that no client decodes.
 */
const plainCodings = new Set(['', 'identity', 'none', 'binary', 'utf-8', 'utf8', 'aws-chunked']);

/** Codings are case-insensitive: RFC 9110, section 8.4.1. */
function isEncoded(headers: Headers): boolean {
  const codings = header(headers, 'content-encoding').toLowerCase().split(',');
  return !codings.every((coding) => plainCodings.has(coding.trim()));
}

/** Returns an empty string if it is absent. */
function header(headers: Headers, name: string): string {
  return headers.get(name) ?? '';
}

function wholeNumber(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
