import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Hears of a request, by path and query; what it returns hears the body of an answer with 200. */
type Listener = (url: string) => (body: string) => void;

/**
 * What stands before the relays: passes each request on to the first of them that answers. Answers
 * 502 where none does.
 */
export class Front {
  readonly #server: Server;

  constructor(relays: readonly { url: string }[], listen: Listener = () => () => {}) {
    this.#server = createServer(async (request, response) => {
      const url = request.url ?? '';
      const hear = listen(url);
      const version = request.headers['exotel-version'];
      const headers: HeadersInit = typeof version === 'string' ? { 'Exotel-Version': version } : {};
      for (const relay of relays) {
        const answer = await fetch(relay.url + url, { headers }).then(
          async (found) => ({ status: found.status, body: await found.text() }),
          () => null,
        );
        if (!answer) continue;
        if (answer.status === 200) hear(answer.body);
        response.writeHead(answer.status).end(answer.body);
        return;
      }
      response.writeHead(502).end();
    });
  }

  /** Returns its address. */
  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
