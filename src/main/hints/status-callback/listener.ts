import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sameText } from '../../base/same-text.ts';
import type { CallHint } from '../call-hint.ts';
import { statusCallbackPath } from './address.ts';
import { readStatusCallback } from './request.ts';

export interface CallbackListenerOptions {
  /** 0 for any free port. */
  port: number;
  /** Part of the path; requests without it are ignored. */
  secret: string;
  /** What a callback says of the call beyond this is not believed here, so it goes no further. */
  onHint: (hint: CallHint) => void;
  /** Shorter for tests. */
  headersTimeoutMs?: number;
  requestTimeoutMs?: number;
}

export interface StatusCallbackListener {
  port: number;
  close(): Promise<void>;
}

const mostConnections = 32;
const mostHeaderBytes = 8 * 1024;

/**
 * Listens for status callbacks on 127.0.0.1, where a tunnel or relay that the user runs delivers
 * them. Replies before acting on them, and tells strangers nothing. Rejects with the socket's error
 * if the port is taken.
 */
export async function startStatusCallbackListener(
  options: CallbackListenerOptions,
): Promise<StatusCallbackListener> {
  const { headersTimeoutMs = 5_000, requestTimeoutMs = 10_000 } = options;
  const server = createServer(
    {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.min(headersTimeoutMs, 1_000),
      keepAliveTimeout: 5_000,
      maxHeaderSize: mostHeaderBytes,
    },
    (request, response) => {
      hear(request, response, options).catch(() => request.destroy());
    },
  );
  server.maxConnections = mostConnections;
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function hear(
  request: IncomingMessage,
  response: ServerResponse,
  { secret, onHint }: CallbackListenerOptions,
): Promise<void> {
  const [path = ''] = (request.url ?? '').split('?', 1);
  if (!sameText(path, statusCallbackPath(secret))) return refuse(response, 404);
  const read = await readStatusCallback(request);
  if (read.kind === 'refused') return refuse(response, read.status);
  // Also sent for bodies that name no call: a sender that retries would not name one the next time.
  response.writeHead(204).end();
  if (!read.hint) return;
  const { sid, customField, event } = read.hint;
  onHint({ sid, customField, event });
}

/** Refuses without a body, and without reading on. */
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close', 'content-length': 0 }).end();
}
