import { secretForms, withoutSecrets } from '../base/secret-forms.ts';

/** The part of the web's `fetch` that Handset uses; Electron's and Node's both fit. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Answers of the API are a few kilobytes; more than this is not an answer of it. */
const longestBodyBytes = 1024 * 1024;

export interface HttpAnswer {
  status: number;
  retryAfterSeconds: number | null;
  body: string;
}

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  authorization: string;
  body?: string;
  timeoutMs: number;
  /** Epoch milliseconds, for `Retry-After` as a date. */
  now: number;
}

/**
 * One request, once. Redirects are refused, so that credentials and calls never travel elsewhere.
 * Throws what `fetch` throws, also when the answer breaks off half-way.
 */
export async function exchange(fetch: Fetch, request: HttpRequest): Promise<HttpAnswer> {
  const response = await fetch(request.url, {
    method: request.method,
    headers: {
      Accept: 'application/json',
      Authorization: request.authorization,
      ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(request.body === undefined ? {} : { body: request.body }),
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(request.timeoutMs),
  });
  return {
    status: response.status,
    retryAfterSeconds: parseRetryAfter(response.headers.get('retry-after'), request.now),
    body: withoutCredentials(await readBody(response), request.authorization),
  };
}

/** A server, or a proxy before it, may quote what it was sent; what it says is kept and shown. */
function withoutCredentials(body: string, authorization: string): string {
  const pair = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
  const colon = pair.indexOf(':');
  const credentials = { apiKey: pair.slice(0, colon), apiToken: pair.slice(colon + 1) };
  return withoutSecrets(body, secretForms(credentials));
}

/** `Retry-After` is a number of seconds or an HTTP date (RFC 9110, 10.2.3). At most one hour. */
export function parseRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  const trimmed = value.trim();
  const seconds = /^\d+(\.\d+)?$/.test(trimmed)
    ? Number(trimmed)
    : (parseHttpDate(trimmed) - now) / 1000;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(Math.ceil(seconds), 0), 3600);
}

/** `Date.parse` alone would take `-5` for a month of 2001. */
function parseHttpDate(text: string): number {
  return /^[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN;
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
