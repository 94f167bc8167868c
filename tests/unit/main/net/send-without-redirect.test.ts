import { EventEmitter, once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientRequest } from 'electron';
import { afterEach, expect, test } from 'vitest';
import { sendWithoutRedirect } from '../../../../src/main/net/send-without-redirect.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A request with the events of Electron's, over Node's sockets. */
class ElectronLikeRequest extends EventEmitter {
  private readonly request;

  constructor(url: string) {
    super();
    this.request = httpRequest(url);
    this.request.on('error', (error) => this.emit('error', error));
    this.request.on('response', (message) => this.respond(url, message));
  }

  private respond(url: string, message: IncomingMessage): void {
    const { location } = message.headers;
    if (location === undefined) {
      this.emit('response', message);
      return;
    }
    const headers = { location: [location] };
    this.emit('redirect', message.statusCode, 'GET', new URL(location, url).href, headers);
  }

  end(): void {
    this.request.end();
  }

  abort(): void {
    this.request.destroy();
  }
}

async function listen(answer: Parameters<typeof createServer>[1]): Promise<string> {
  server = createServer({}, answer as never).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/a`;
}

function send(url: string, signal: AbortSignal | null = null): Promise<Response> {
  return sendWithoutRedirect(new ElectronLikeRequest(url) as unknown as ClientRequest, signal);
}

test('a redirect comes back as an answer, and is not followed', async () => {
  const paths: (string | undefined)[] = [];
  const url = await listen((request: IncomingMessage, response) => {
    paths.push(request.url);
    response.writeHead(302, { location: '/b' }).end();
  });
  const answer = await send(url);
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toBe(new URL('/b', url).href);
  expect(paths).toEqual(['/a']);
});

test('any other answer comes with its status, headers and body', async () => {
  const url = await listen((_request: IncomingMessage, response) => {
    response.writeHead(404, { 'content-type': 'text/plain', 'x-two': ['a', 'b'] }).end('gone');
  });
  const answer = await send(url);
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toBe('text/plain');
  expect(answer.headers.get('x-two')).toBe('a, b');
  expect(await answer.text()).toBe('gone');
});

test('an answer without a body has none', async () => {
  const url = await listen((_request: IncomingMessage, response) => response.writeHead(204).end());
  expect((await send(url)).body).toBeNull();
});

test('a lost connection rejects', async () => {
  const url = await listen((request: IncomingMessage) => request.socket.destroy());
  await expect(send(url)).rejects.toThrow('socket hang up');
});

test('an abort rejects with its reason, before the answer and during the body', async () => {
  const url = await listen(() => {});
  const silent = new AbortController();
  const waiting = send(url, silent.signal);
  silent.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  await expect(send(url, AbortSignal.abort(new Error('never')))).rejects.toThrow('never');

  server?.close();
  const slow = await listen((_request: IncomingMessage, response) => {
    response.writeHead(200).write('first');
  });
  const during = new AbortController();
  const answer = await send(slow, during.signal);
  during.abort(new Error('enough'));
  await expect(answer.text()).rejects.toThrow();
});
