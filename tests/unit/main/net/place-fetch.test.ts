import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { netFetch } from '../../../../src/main/net/net-fetch.ts';
import { createPlaceFetch } from '../../../../src/main/net/place-fetch.ts';

/** What the app asks of Electron. Requests go out over Node's own fetch, as they are asked for. */
const electron = vi.hoisted(() => ({
  partitions: [] as unknown[],
  closed: 0,
  sent: [] as RequestInit[],
  asked: [] as Record<string, unknown>[],
}));

vi.mock('electron', () => {
  const send = (url: string, init: RequestInit) => {
    electron.sent.push(init);
    return fetch(url, init);
  };
  return {
    session: {
      fromPartition: (...partition: unknown[]) => {
        electron.partitions.push(partition);
        return {
          closeAllConnections: async () => {
            electron.closed += 1;
          },
          fetch: send,
        };
      },
    },
    net: {
      fetch: send,
      request: (options: Record<string, unknown>) => {
        electron.asked.push(options);
        return { on: () => {}, end: () => {}, abort: () => {} };
      },
    },
  };
});

let server: Server;
let url: string;
let arrived: { request: IncomingMessage; body: string }[];
beforeEach(async () => {
  Object.assign(electron, { partitions: [], closed: 0, sent: [], asked: [] });
  arrived = [];
  server = createServer(async (request, response) => {
    arrived.push({ request, body: await text(request) });
    const status = Number(request.url?.slice(1));
    response.writeHead(status, status === 200 ? {} : { location: '/200' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const post = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };

test.each([301, 302, 303, 307, 308])(
  'a POST that is redirected by %d goes nowhere else',
  async (status) => {
    // Whatever its caller asks for.
    const place = createPlaceFetch()(`${url}/${status}`, { ...post, redirect: 'follow' });
    await expect(place).rejects.toThrow();
    expect(arrived.map(({ request }) => request.url)).toEqual([`/${status}`]);
  },
);

test('a POST leaves on connections of its own, with no stored login, cookie or answer', async () => {
  const place = createPlaceFetch();
  const lax = { credentials: 'include', cache: 'force-cache' } as const;
  await Promise.all([place(`${url}/200`, { ...post, ...lax }), place(`${url}/200`, post)]);
  expect(electron.partitions).toEqual(Array(2).fill(['placing', { cache: false }]));
  expect(electron.closed).toBe(2);
  for (const init of electron.sent)
    expect(init).toMatchObject({ credentials: 'omit', cache: 'no-store', redirect: 'error' });
  expect(arrived.map(({ body }) => body)).toEqual(['{}', '{}']);
});

test('one that was given up before its turn does not leave', async () => {
  const place = createPlaceFetch()(`${url}/200`, { ...post, signal: AbortSignal.abort() });
  await expect(place).rejects.toThrow();
  expect(electron.sent).toEqual([]);
});

test('a GET takes along no stored login, cookie or answer, whatever its caller asks for', async () => {
  const lax = { credentials: 'include', cache: 'force-cache' } as const;
  await netFetch(`${url}/200`, lax);
  expect(electron.sent[0]).toMatchObject({ credentials: 'omit', cache: 'no-store' });
  void netFetch(`${url}/200`, { ...lax, redirect: 'manual', headers: { range: 'bytes=7-' } });
  expect(electron.asked).toEqual([
    {
      url: `${url}/200`,
      method: 'GET',
      headers: { range: 'bytes=7-' },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
    },
  ]);
});
