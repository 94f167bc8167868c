import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  type LoopbackServer,
  startLoopbackServer,
} from '../../src/main/practice/loopback-server.ts';
import { actionSchema } from './action.ts';
import type { PracticeFloor } from './practice-floor.ts';

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');

const script = (name: string) => ({
  type: 'text/javascript',
  content: () => stripTypeScriptTypes(read(name)),
});

/** The page's own files, by path. */
const files: Record<string, { type: string; content: () => string }> = {
  '': { type: 'text/html', content: () => read('page.html') },
  'page.css': { type: 'text/css', content: () => read('page.css') },
  'page.ts': script('page.ts'),
  'page-words.ts': script('page-words.ts'),
};

const sendEveryMs = 1_000;
const settleMs = 50;

/**
 * Serves the page on loopback, below a path that other programs and other pages in the browser do
 * not know.
 */
export async function servePage(floor: PracticeFloor): Promise<LoopbackServer & { url: string }> {
  const secret = randomBytes(12).toString('base64url');
  const server = await startLoopbackServer((request, response) => {
    const [, given, path = ''] = /^\/([^/?]*)\/?([^?]*)/.exec(request.url ?? '') ?? [];
    if (given !== secret) return void response.writeHead(404).end();
    answer(floor, request, response, path).catch(() => response.destroy());
  });
  return { ...server, url: `${server.baseUrl}/${secret}/` };
}

async function answer(
  floor: PracticeFloor,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  if (request.method === 'POST' && path === 'do') {
    await floor.act(actionSchema.parse(JSON.parse(await text(request))));
    return void response.writeHead(204).end();
  }
  if (path === 'events') return sendEvents(floor, response);
  const file = files[path];
  if (!file) return void response.writeHead(404).end();
  response
    .writeHead(200, {
      'content-type': `${file.type}; charset=utf-8`,
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    .end(file.content());
}

function sendEvents(floor: PracticeFloor, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = () => void response.write(`data: ${JSON.stringify(floor.view())}\n\n`);
  let settling: NodeJS.Timeout | null = null;
  const off = floor.changed.on(() => {
    settling ??= setTimeout(() => {
      settling = null;
      send();
    }, settleMs);
  });
  const repeat = setInterval(send, sendEveryMs);
  send();
  response.once('close', () => {
    off();
    clearInterval(repeat);
    if (settling) clearTimeout(settling);
  });
}
