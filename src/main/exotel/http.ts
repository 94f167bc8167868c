import { secretForms, withoutSecrets } from '../base/secret-forms.ts';
import { type Dated, parseHttpDate } from './provider-time.ts';

/** The part of the web's `fetch` that Handset uses; Electron's and Node's both fit. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Answers of the API are a few kilobytes; more than this is not an answer of it. */
const longestBodyBytes = 1024 * 1024;

export interface HttpAnswer {
  status: number;
  retryAfterSeconds: number | null;
  body: string;
  /** When, by whose clock. */
  dated: Dated;
}

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  authorization: string;
  body?: string;
  timeoutMs: number;
  /** Epoch milliseconds, for `Retry-After` as a date where the answer's own is not to be had. */
  now: number;
  /** Reads the clock that never jumps. */
  steady: () => number;
}

/**
 * One request, once, on a connection that carries nothing after it: one that is kept would go on
 * asking an address that the name may have left since. Redirects are refused, so that credentials
 * and calls never travel elsewhere. Throws what `fetch` throws, also when the answer breaks off half-way.
 */
export async function exchange(fetch: Fetch, request: HttpRequest): Promise<HttpAnswer> {
  const sentAt = request.steady();
  const response = await fetch(request.url, {
    method: request.method,
    headers: {
      Accept: 'application/json',
      Authorization: request.authorization,
      Connection: 'close',
      ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(request.body === undefined ? {} : { body: request.body }),
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(request.timeoutMs),
  });
  const dated = { date: response.headers.get('date'), sentAt, heardAt: request.steady() };
  const answeredAt = isSecure(request.url) ? parseHttpDate(dated.date ?? '') : Number.NaN;
  return {
    status: response.status,
    dated,
    retryAfterSeconds: parseRetryAfter(
      response.headers.get('retry-after'),
      Number.isNaN(answeredAt) ? request.now : answeredAt,
    ),
    body: withoutCredentials(await readBody(response), request.authorization),
  };
}

/** Only then what an answer says of the time is its sender's word. */
export function isSecure(url: string): boolean {
  return url.startsWith('https:');
}

/** A server, or a proxy before it, may quote what it was sent; what it says is kept and shown. */
function withoutCredentials(body: string, authorization: string): string {
  const pair = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
  const colon = pair.indexOf(':');
  const credentials = { apiKey: pair.slice(0, colon), apiToken: pair.slice(colon + 1) };
  return withoutSecrets(body, secretForms(credentials));
}

/**
 * `Retry-After` is a number of seconds or an HTTP date (RFC 9110, 10.2.3) by the clock that `now`
 * was read from: the answer's own, where it says. At most one hour.
 */
export function parseRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  const trimmed = value.trim();
  const seconds = /^\d+(\.\d+)?$/.test(trimmed)
    ? Number(trimmed)
    : (parseHttpDate(trimmed) - now) / 1000;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(Math.ceil(seconds), 0), 3600);
}

async function readBody(response: Response): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > longestBodyBytes) {
      await reader.cancel();
      throw new Error('answer too long');
    }
    text += decoder.decode(value, { stream: true });
  }
}
