import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RefusingProxy {
  /** `http://127.0.0.1:…` */
  url: string;
  /** What it was asked to connect to, in order. */
  asked: readonly string[];
  close(): void;
}

/** Starts a proxy on this computer that demands a name and a password, and gets none. */
export async function startRefusingProxy(): Promise<RefusingProxy> {
  const asked: string[] = [];
  const server = createServer((_request, response) => response.writeHead(407).end());
  server.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    socket.end(
      'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="office"\r\nContent-Length: 0\r\n\r\n',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, close: () => server.close() };
}
