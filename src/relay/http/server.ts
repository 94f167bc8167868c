import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpServer {
  port: number;
  /** Takes no new requests, and resolves once those under way were answered; ends them after `ms`. */
  close(ms: number): Promise<void>;
}

const mostHeaderBytes = 8 * 1024;
const requestMs = 10_000;
const mostConnections = 512;

/**
 * Listens behind a proxy that speaks TLS. Bounded in everything that a stranger could make grow.
 * Rejects with the socket's error if the port is taken.
 */
export async function startHttpServer(
  { host, port }: { host: string; port: number },
  handle: Handle,
): Promise<HttpServer> {
  const server = createServer(
    {
      headersTimeout: requestMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 30_000,
      maxHeaderSize: mostHeaderBytes,
    },
    (request, response) => {
      handle(request, response).catch(() => request.destroy());
    },
  );
  server.maxConnections = mostConnections;
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: (ms) =>
      new Promise((resolve) => {
        const tooLong = setTimeout(() => server.closeAllConnections(), ms);
        server.close(() => {
          clearTimeout(tooLong);
          resolve();
        });
      }),
  };
}
