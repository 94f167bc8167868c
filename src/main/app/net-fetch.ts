import { Readable } from 'node:stream';
import { type ClientRequest, type IncomingMessage, net } from 'electron';

/**
 * GETs over Chromium's network stack, so that system proxies and corporate certificates work. No
 * cookies, no stored logins, no cache. Behaves as Node's fetch does, also for `redirect: 'manual'`,
 * where a redirect comes back as an answer with its status and `location`.
 *
 * Electron's own `net.fetch` cannot do the latter: it rejects with "Redirect was cancelled" and
 * tells nothing of the target (https://github.com/electron/electron/issues/43715). Its errors are
 * plain `Error('net::ERR_…')` with Chromium's names.
 */
export function netFetch(url: string, init: RequestInit = {}): Promise<Response> {
  if (init.redirect !== 'manual') {
    return net.fetch(url, { ...init, credentials: 'omit', cache: 'no-store' });
  }
  const request = net.request({
    url,
    method: 'GET',
    headers: Object.fromEntries(new Headers(init.headers)),
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'manual',
  });
  return sendWithoutRedirect(request, init.signal ?? null);
}

/** Sends a request; a redirect is answered, not followed. Rejects as fetch does. */
export function sendWithoutRedirect(
  request: ClientRequest,
  signal: AbortSignal | null,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(signal?.reason);
      request.abort();
    };
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort, { once: true });

    request.on('redirect', (status, _method, location, headers) => {
      const answer = new Headers();
      for (const [name, values] of Object.entries(headers)) {
        for (const value of values) answer.append(name, value);
      }
      answer.set('location', location);
      resolve(new Response(null, { status, headers: answer }));
      request.abort();
    });
    request.on('response', (message) => {
      // Electron's message is a Node stream; only its type definitions do not say so.
      const body = message as unknown as Readable;
      body.once('close', () => signal?.removeEventListener('abort', abort));
      resolve(toResponse(message, body));
    });
    request.on('error', reject);
    request.end();
  });
}

const statusesWithoutBody = new Set([101, 204, 205, 304]);

function toResponse(message: IncomingMessage, body: Readable): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const status = message.statusCode;
  return new Response(statusesWithoutBody.has(status) ? null : Readable.toWeb(body), {
    status,
    headers,
  });
}
