import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallHint } from '../call-hint.ts';
import { statusCallbackPath } from './address.ts';
import { hintOfBody, hintOfQuery } from './content.ts';

export interface CallbackListenerOptions {
  /** 0 for any free port. */
  port: number;
  /** Part of the path; requests without it are ignored. */
  secret: string;
  onHint: (hint: CallHint) => void;
  /** Shorter for tests. */
  headersTimeoutMs?: number;
  requestTimeoutMs?: number;
}

export interface StatusCallbackListener {
  port: number;
  close(): Promise<void>;
}

const longestBodyBytes = 64 * 1024;
const mostConnections = 32;
const mostHeaderBytes = 8 * 1024;
const accepted = /^(application\/json|multipart\/form-data|application\/x-www-form-urlencoded)\b/i;

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
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  if (!sameText(path, statusCallbackPath(secret))) return refuse(response, 404);
  if (request.method === 'GET')
    return take(response, hintOfQuery(new URLSearchParams(query)), onHint);
  if (request.method !== 'POST') return refuse(response, 405);
  const contentType = request.headers['content-type'] ?? '';
  if (!accepted.test(contentType) || isPacked(request)) return refuse(response, 415);
  const body = await readBody(request);
  if (body === null) return refuse(response, 413);
  take(response, await hintOfBody(body, contentType), onHint);
}

/**
 * Compressed bodies are refused with the status for it: the sender can send plain ones (RFC 9110,
 * 15.5.16).
 */
function isPacked({ headers }: IncomingMessage): boolean {
  const codings = (headers['content-encoding'] ?? '').toLowerCase().split(',');
  return codings.some((coding) => !['', 'identity'].includes(coding.trim()));
}

function take(
  response: ServerResponse,
  hint: CallHint | null,
  onHint: CallbackListenerOptions['onHint'],
): void {
  // Also sent for bodies that name no call: a sender that retries would not name one the next time.
  response.writeHead(204).end();
  if (hint) onHint(hint);
}

/** Refuses without a body, and without reading on. */
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close', 'content-length': 0 }).end();
}

/** Returns null if it is too long. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > longestBodyBytes) return null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop must not destroy the request: the refusal is sent on its connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes > longestBodyBytes) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** Compares in constant time: the hashes have equal length whatever was sent. */
function sameText(one: string, other: string): boolean {
  const hash = (value: string): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(hash(one), hash(other));
}
