import { secretForms, withoutSecrets } from '../base/secret-forms.ts';
import { type Dated, parseHttpDate } from './provider-time.ts';

/** The part of the web's `fetch` that Handset uses; Electron's and Node's both fit. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** The API's responses are a few kilobytes; anything larger is not from the API. */
const longestBodyBytes = 1024 * 1024;

export interface HttpResponse {
  status: number;
  retryAfterSeconds: number | null;
  body: string;
  /** A time, and whose clock it is by. */
  dated: Dated;
}

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  authorization: string;
  body?: string;
  timeoutMs: number;
  /** Epoch milliseconds, for a `Retry-After` date if the response has no date of its own. */
  now: number;
  /** Reads a clock that never jumps. */
  steady: () => number;
}

/**
 * Sends one request, once, on a connection that is not reused: a kept one would go on asking an
 * address the name may have left since. Redirects are refused, so that credentials and calls never
 * go elsewhere. Throws what `fetch` throws, also if the response breaks off half-way.
 */
export async function exchange(fetch: Fetch, request: HttpRequest): Promise<HttpResponse> {
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

/**
 * Whether the sender is authenticated: only then can what a response says of the time be trusted.
 */
export function isSecure(url: string): boolean {
  return url.startsWith('https:');
}

/**
 * A server, or a proxy in front of it, may quote what it was sent, and its text is kept and shown.
 */
function withoutCredentials(body: string, authorization: string): string {
  const pair = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
  const colon = pair.indexOf(':');
  const credentials = { apiKey: pair.slice(0, colon), apiToken: pair.slice(colon + 1) };
  return withoutSecrets(body, secretForms(credentials));
}

/**
 * Parses `Retry-After`, a number of seconds or an HTTP date (RFC 9110, 10.2.3) by the clock that
 * `now` was read from: the response's own, if it has a date. At most one hour.
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
