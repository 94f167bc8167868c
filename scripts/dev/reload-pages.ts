import { once } from 'node:events';
import { z } from 'zod';

const targetsSchema = z.array(
  z.object({ type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string().optional() }),
);

/**
 * Reloads every page of a running Chromium over the DevTools protocol, which Electron and the
 * double both support.
 *
 * @param endpoint of DevTools: `http://127.0.0.1:PORT`
 */
export async function reloadPages(endpoint: string): Promise<void> {
  const response = await fetch(`${endpoint}/json/list`);
  const pages = targetsSchema
    .parse(await response.json())
    .filter(({ type, url }) => type === 'page' && url.includes('/index.html'));
  await Promise.all(pages.map(({ webSocketDebuggerUrl }) => reload(webSocketDebuggerUrl)));
}

async function reload(address: string | undefined): Promise<void> {
  if (address === undefined) return;
  const socket = new WebSocket(address);
  await once(socket, 'open');
  const answered = once(socket, 'message');
  socket.send(JSON.stringify({ id: 1, method: 'Page.reload', params: { ignoreCache: true } }));
  await answered;
  socket.close();
}
