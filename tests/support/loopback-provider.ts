import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { sendAnswer } from '../../src/main/practice/api-answers.ts';
import {
  type LoopbackServer,
  startLoopbackServer,
} from '../../src/main/practice/loopback-server.ts';

/** One request in the provider's ledger. */
export interface Entry {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Its position among the requests of its connection, from 1. */
  nth: number;
}

/** A plain response, or a function that misbehaves on the connection itself. */
export type Reply =
  | { status: number; headers?: Record<string, string>; body?: unknown }
  | ((response: ServerResponse) => void);

export interface LoopbackProvider extends LoopbackServer {
  ledger: Entry[];
  /** The requests that would have placed a call. */
  posts(): Entry[];
}

/**
 * Starts a provider on a real socket: keeps a ledger of every request, and responds as told. A
 * reply may be a promise, which holds the request open.
 */
export async function startProvider(
  reply: (entry: Entry) => Reply | Promise<Reply>,
): Promise<LoopbackProvider> {
  const ledger: Entry[] = [];
  const served = new WeakMap<Socket, number>();
  const server = await startLoopbackServer((request, response) => {
    // A killed client resets its connection; the ledger has its request already.
    response.on('error', () => {});
    const nth = (served.get(request.socket) ?? 0) + 1;
    served.set(request.socket, nth);
    void text(request)
      .then(async (body) => {
        const { method = '', url = '', headers } = request;
        const entry = { method, path: url, headers, body, nth };
        ledger.push(entry);
        send(response, await reply(entry));
      })
      .catch(() => response.destroy());
  });
  return { ...server, ledger, posts: () => ledger.filter(({ method }) => method === 'POST') };
}

/** Returns an address of this computer where nothing listens. */
export async function closedBaseUrl(): Promise<string> {
  const provider = await startProvider(() => ({ status: 200 }));
  await provider.close();
  return provider.baseUrl;
}

function send(response: ServerResponse, reply: Reply): void {
  if (typeof reply === 'function') {
    reply(response);
    return;
  }
  const body = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? null);
  sendAnswer(response, { ...reply, body });
}
