import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createExotelClient } from '../../src/main/exotel/client.ts';
import { callSid, sampleText } from '../support/exotel-answers.ts';
import {
  closedBaseUrl,
  type LoopbackProvider,
  type Reply,
  startProvider,
} from '../support/loopback-provider.ts';
import { placeRequest } from '../support/place-request.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** Short, for the tests that wait it out. */
const timeoutMs = 250;

function clientAt(baseUrl: string, limitMs = 20_000) {
  return createExotelClient(
    { baseUrl, accountSid: 'acme1', apiKey: 'k', apiToken: 't' },
    {
      fetch,
      placeFetch: fetch,
      now: Date.now,
      placeTimeoutMs: limitMs,
      lookTimeoutMs: limitMs,
    },
  );
}

async function provide(reply: Reply): Promise<LoopbackProvider> {
  const provider = await startProvider(() => reply);
  cleanUps.push(provider.close);
  return provider;
}

/** A server that is not even HTTP: counts the connections, and treats each as told. */
async function rawServer(treat: (socket: Socket) => void) {
  const sockets: Socket[] = [];
  const server = createTcpServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    treat(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
}

const sample = sampleText('create-call.response.json');

describe('nothing left this computer', () => {
  test.each([
    ['refused', closedBaseUrl, 'unreachable'],
    [
      'refused on every address of a name',
      async (): Promise<string> => (await closedBaseUrl()).replace('127.0.0.1', 'localhost'),
      'unreachable',
    ],
    ['no such name', async (): Promise<string> => 'http://nowhere.invalid', 'name_not_resolved'],
  ] as const)('%s', async (_, baseUrl, kind) => {
    // A name is looked up by the system, which may take longer than the other tests allow.
    const client = createExotelClient(
      { baseUrl: await baseUrl(), accountSid: 'acme1', apiKey: 'k', apiToken: 't' },
      { fetch, placeFetch: fetch, now: Date.now },
    );
    expect(await client.placeCall(placeRequest())).toMatchObject({
      kind: 'not_sent',
      problem: { kind, httpStatus: null },
    });
    expect(await client.getCall(callSid)).toMatchObject({ ok: false, problem: { kind } });
  });
});

describe('the request may have arrived', () => {
  const html = '<!doctype html><title>Welcome to the Wi-Fi</title>';
  const cases: [string, Reply, string][] = [
    ['silence', () => {}, 'timed_out'],
    [
      'reset after the request',
      (response) => response.socket?.resetAndDestroy(),
      'connection_lost',
    ],
    ['closed after the request', (response) => response.socket?.destroy(), 'connection_lost'],
    [
      'headers, then silence',
      (response) => {
        response.writeHead(200);
        response.flushHeaders();
      },
      'timed_out',
    ],
    [
      'half a body, then a reset',
      (response) => {
        response.writeHead(200, { 'Content-Length': sample.length });
        response.write(sample.slice(0, 200), () => response.socket?.destroy());
      },
      'connection_lost',
    ],
    [
      'half a body, then silence',
      (response) => {
        response.writeHead(200, { 'Content-Length': sample.length });
        response.write(sample.slice(0, 200));
      },
      'timed_out',
    ],
    [
      'half the JSON as a whole body',
      { status: 200, body: sample.slice(0, 200) },
      'unreadable_answer',
    ],
    ['garbage', { status: 200, body: '\u0000\u0001\ufffd}{' }, 'unreadable_answer'],
    ['nothing', { status: 200, body: '' }, 'unreadable_answer'],
    ['HTML', { status: 200, body: html }, 'unreadable_answer'],
    ['another contract', { status: 200, body: { Call: { Sid: 'abc' } } }, 'unreadable_answer'],
    [
      'a success without a call',
      { status: 200, body: { response: { code: 200 } } },
      'unreadable_answer',
    ],
    ['an answer without end', { status: 200, body: 'x'.repeat(1_100_000) }, 'connection_lost'],
  ];
  test.each(cases)('%s', async (_, reply, kind) => {
    const provider = await provide(reply);
    const client = clientAt(provider.baseUrl, kind === 'timed_out' ? timeoutMs : undefined);
    expect(await client.placeCall(placeRequest())).toMatchObject({
      kind: 'ambiguous',
      problem: { kind },
      sid: null,
    });
    expect(provider.posts()).toHaveLength(1);
    expect(await client.getCall(callSid)).toMatchObject({ ok: false, problem: { kind } });
  });

  test('closed before the request was read, and not tried again', async () => {
    const { baseUrl, sockets } = await rawServer((socket) => socket.resetAndDestroy());
    expect(await clientAt(baseUrl).placeCall(placeRequest())).toMatchObject({ kind: 'ambiguous' });
    expect(sockets).toHaveLength(1);
  });

  test('not HTTP at all', async () => {
    const { baseUrl, sockets } = await rawServer((socket) => socket.end('SSH-2.0-OpenSSH_9\r\n'));
    expect(await clientAt(baseUrl).placeCall(placeRequest())).toMatchObject({
      kind: 'ambiguous',
      problem: { kind: 'connection_lost' },
    });
    expect(sockets).toHaveLength(1);
  });

  test('a kept connection that dies under the POST is not a reason to post again', async () => {
    let answers = 0;
    const provider = await startProvider(() => {
      answers += 1;
      return answers === 1
        ? { status: 200, body: sample }
        : (response) => response.socket?.resetAndDestroy();
    });
    cleanUps.push(provider.close);
    const client = clientAt(provider.baseUrl);
    expect(await client.getCall(callSid)).toMatchObject({ ok: true });
    expect(await client.placeCall(placeRequest())).toMatchObject({ kind: 'ambiguous' });
    expect(provider.posts()).toHaveLength(1);
  });
});

test('no secure connection: the other side does not speak TLS', async () => {
  const provider = await provide({ status: 200, body: sample });
  const client = clientAt(provider.baseUrl.replace('http:', 'https:'));
  expect(await client.placeCall(placeRequest())).toMatchObject({
    kind: 'not_sent',
    problem: { kind: 'tls_failed' },
  });
  expect(provider.ledger).toEqual([]);
});

test.each([301, 302, 303, 307, 308])('a redirect %i is never followed', async (status) => {
  const elsewhere = await provide({ status: 200, body: sample });
  const headers = { Location: `${elsewhere.baseUrl}/v3/accounts/acme1/calls` };
  const provider = await provide({ status, headers, body: '' });
  const client = clientAt(provider.baseUrl);
  expect(await client.placeCall(placeRequest())).toMatchObject({ kind: 'ambiguous' });
  expect(await client.getCall(callSid)).toMatchObject({ ok: false });
  expect(elsewhere.ledger).toEqual([]);
  expect(provider.posts()).toHaveLength(1);
});

test('no failure holds the key, the token, or what was asked', async () => {
  for (const baseUrl of [await closedBaseUrl(), (await provide({ status: 500 })).baseUrl]) {
    const client = createExotelClient(
      { baseUrl, accountSid: 'acme1', apiKey: 'canary-key', apiToken: 'canary-token' },
      { fetch, placeFetch: fetch, now: Date.now },
    );
    const seen = JSON.stringify([
      await client.placeCall(placeRequest()),
      await client.getCall(callSid),
    ]);
    for (const secret of ['canary', btoa('canary-key:canary-token'), '9876543210'])
      expect(seen).not.toContain(secret);
  }
});
