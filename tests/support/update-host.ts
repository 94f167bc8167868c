import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** An update feed on this computer, as electron-builder publishes one. */
export interface UpdateHost {
  url: string;
  /** Requested paths without queries, in order. */
  asked: string[];
  /** Headers of the last request. */
  headers(): IncomingMessage['headers'];
  /** Serves a path: with bytes, or in a way of the test's own. */
  serve(path: string, content: string | Buffer | Answer): void;
}

export async function startUpdateHost(): Promise<UpdateHost> {
  const served = new Map<string, Answer>();
  const asked: string[] = [];
  let headers: IncomingMessage['headers'] = {};
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://host').pathname;
    asked.push(path);
    headers = request.headers;
    const answer = served.get(path);
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/handset/`,
    asked,
    headers: () => headers,
    serve: (path, content) => {
      served.set(
        `/handset/${path}`,
        typeof content === 'function' ? content : (_request, response) => response.end(content),
      );
    },
  };
}
