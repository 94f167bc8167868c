import { Readable } from 'node:stream';
import type { ClientRequest, IncomingMessage } from 'electron';

/** Sends a request; a redirect is returned, not followed. Rejects as fetch does. */
export function sendWithoutRedirect(
  request: ClientRequest,
  signal: AbortSignal | null,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    // Comes first: aborting also emits an error, and an unhandled one ends the process.
    request.on('error', reject);
    const abort = (): void => {
      reject(signal?.reason);
      request.abort();
    };
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort, { once: true });

    request.on('redirect', (status, _method, location, headers) => {
      const redirected = new Headers();
      for (const [name, values] of Object.entries(headers)) {
        for (const value of values) redirected.append(name, value);
      }
      redirected.set('location', location);
      resolve(new Response(null, { status, headers: redirected }));
      request.abort();
    });
    request.on('response', (message) => {
      // Electron's message is a Node stream; only its type definitions don't say so.
      const body = message as unknown as Readable;
      body.once('close', () => signal?.removeEventListener('abort', abort));
      resolve(toResponse(message, body));
    });
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
