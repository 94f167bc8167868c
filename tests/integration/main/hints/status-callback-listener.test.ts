import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { CallHint } from '../../../../src/main/hints/call-hint.ts';
import { statusCallbackPath } from '../../../../src/main/hints/status-callback/address.ts';
import {
  type CallbackListenerOptions,
  startStatusCallbackListener,
} from '../../../../src/main/hints/status-callback/listener.ts';
import { sampleText } from '../../../support/exotel-answers.ts';

const secret = 'a-secret-of-the-path';
const path = statusCallbackPath(secret);
const sample = sampleText('status-callback.terminal.json');
const sampleHint: CallHint = {
  sid: '0ed3bd4755078e1f9f64d2de75ce16b3',
  customField: 'bilbo_test_call',
  event: 'terminal',
};

async function listen(options: Partial<CallbackListenerOptions> = {}) {
  const hints: CallHint[] = [];
  const listener = await startStatusCallbackListener({
    port: 0,
    secret,
    onHint: (hint) => hints.push(hint),
    ...options,
  });
  onTestFinished(() => listener.close());
  const origin = `http://127.0.0.1:${listener.port}`;
  const send = async (init: RequestInit, to = path): Promise<number> => {
    const response = await fetch(origin + to, init);
    expect(await response.text()).toBe('');
    return response.status;
  };
  return { hints, listener, send };
}

const post = (body: BodyInit, contentType?: string): RequestInit => ({
  method: 'POST',
  body,
  ...(contentType && { headers: { 'content-type': contentType } }),
});

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

test('hears Exotel’s own sample as JSON, and answers without a word', async () => {
  const { hints, send } = await listen();
  expect(await send(post(sample, 'application/json; charset=utf-8'))).toBe(204);
  expect(hints).toEqual([sampleHint]);
});

test('hears the same as multipart, as a form and as a query, however the fields are named', async () => {
  const { hints, send } = await listen();
  const { event_details, call_details } = JSON.parse(sample);
  const nested = {
    event_details: JSON.stringify(event_details),
    call_details: JSON.stringify(call_details),
  };
  const brackets = {
    'event_details[event_type]': 'terminal',
    'call_details[sid]': sampleHint.sid,
    'call_details[custom_field]': 'bilbo_test_call',
  };
  const older = { CallSid: sampleHint.sid, CustomField: 'bilbo_test_call', EventType: 'terminal' };
  for (const fields of [nested, brackets, older]) {
    expect(await send(post(form(fields)))).toBe(204);
    expect(await send(post(new URLSearchParams(fields)))).toBe(204);
    expect(await send({}, `${path}?${new URLSearchParams(fields)}`)).toBe(204);
  }
  expect(hints).toEqual(Array(9).fill(sampleHint));
});

test('a byte order mark before JSON is no part of it', async () => {
  const { hints, send } = await listen();
  const body = Buffer.from(`\ufeff${sample}`);
  expect(await send(post(body, 'application/json'))).toBe(204);
  expect(hints).toEqual([sampleHint]);
});

test.each([
  ['gzip', 415],
  ['br', 415],
  ['identity, gzip', 415],
  ['x-unheard-of', 415],
  ['identity', 204],
  ['Identity', 204],
  ['', 204],
])(
  'a body packed as “%s” is answered %d: it is read plain, or said not to be',
  async (coding, status) => {
    const { hints, send } = await listen();
    const body = /gzip/.test(coding) ? gzipSync(sample) : sample;
    const headers = { 'content-type': 'application/json', 'content-encoding': coding };
    expect(await send({ method: 'POST', body, headers })).toBe(status);
    expect(hints).toEqual(status === 204 ? [sampleHint] : []);
  },
);

test.each([
  ['no JSON', 'application/json', '{"call_details":'],
  ['no object', 'application/json', '[1, 2]'],
  ['no sid', 'application/json', '{"call_details":{}}'],
  ['a sid that is none', 'application/json', '{"call_details":{"sid":{"a":1}}}'],
  ['a form without its boundary', 'multipart/form-data', 'sid=1'],
  ['nothing', 'application/json', ''],
])('%s names no call, and harms nothing', async (_, contentType, body) => {
  const { hints, send } = await listen();
  expect(await send(post(body, contentType))).toBe(204);
  expect(await send(post(sample, 'application/json'))).toBe(204);
  expect(hints).toEqual([sampleHint]);
});

test('an event that nobody knows is a hint all the same', async () => {
  const { hints, send } = await listen();
  const body = JSON.stringify({
    event_details: { event_type: 'beamed' },
    call_details: { sid: 'a' },
  });
  await send(post(body, 'application/json'));
  expect(hints).toEqual([{ sid: 'a', customField: null, event: null }]);
});

test.each([
  ['without the secret', '/exotel/', 404],
  ['with a part of it', path.slice(0, -1), 404],
  ['with more than it', `${path}x`, 404],
  ['below it', `${path}/`, 404],
  ['at the root', '/', 404],
])('%s nobody is heard', async (_, to, status) => {
  const { hints, send } = await listen();
  expect(await send(post(sample, 'application/json'), to)).toBe(status);
  expect(hints).toEqual([]);
});

test('other methods and other contents are refused', async () => {
  const { hints, send } = await listen();
  expect(await send({ method: 'PUT', body: sample })).toBe(405);
  expect(await send({ method: 'DELETE' })).toBe(405);
  expect(await send(post(sample, 'text/plain'))).toBe(415);
  expect(await send(post('<a/>', 'application/xml'))).toBe(415);
  expect(hints).toEqual([]);
});

/** A bare connection, and all that came back until the listener closed it. */
async function talk(port: number, say: (socket: Socket) => void): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk.toString();
  });
  socket.on('error', () => {});
  await once(socket, 'connect');
  say(socket);
  await once(socket, 'close');
  return heard;
}

test('a body over 64 kB is refused by its stated length, before it is read', async () => {
  const { hints, listener } = await listen();
  const answer = await talk(listener.port, (socket) =>
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 65537\r\n\r\n`,
    ),
  );
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(hints).toEqual([]);
});

test('a body over 64 kB in chunks is refused where it gets too long', async () => {
  const { hints, listener } = await listen();
  const answer = await talk(listener.port, (socket) => {
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    for (let each = 0; each < 5; each += 1) socket.write(`4000\r\n${'x'.repeat(0x4000)}\r\n`);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(hints).toEqual([]);
});

test('64 kB exactly are read', async () => {
  const { hints, send } = await listen();
  const padding = 64 * 1024 - JSON.stringify({ sid: 'a', padding: '' }).length;
  const body = JSON.stringify({ sid: 'a', padding: 'x'.repeat(padding) });
  expect(await send(post(body, 'application/json'))).toBe(204);
  expect(hints).toHaveLength(1);
});

test('who sends his headers too slowly is hung up on; others are heard meanwhile', async () => {
  const { hints, listener, send } = await listen({ headersTimeoutMs: 200 });
  const slow = talk(listener.port, (socket) => socket.write(`POST ${path} HTTP/1.1\r\nHost:`));
  expect(await send(post(sample, 'application/json'))).toBe(204);
  expect(await slow).not.toMatch(/ 20\d /);
  expect(hints).toHaveLength(1);
});

test('who sends his body too slowly is hung up on', async () => {
  const { hints, listener } = await listen({ headersTimeoutMs: 200, requestTimeoutMs: 300 });
  const answer = await talk(listener.port, (socket) =>
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    ),
  );
  expect(answer).not.toMatch(/ 204 /);
  expect(hints).toEqual([]);
});

test('headers over 8 kB are refused', async () => {
  const { listener } = await listen();
  const answer = await talk(listener.port, (socket) =>
    socket.write(`GET ${path} HTTP/1.1\r\nX: ${'x'.repeat(9_000)}\r\n\r\n`),
  );
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
});

test('no more than 32 connections at a time', async () => {
  const { listener } = await listen();
  const held = Array.from({ length: 32 }, () => connect(listener.port, '127.0.0.1'));
  onTestFinished(() => {
    for (const socket of held) socket.destroy();
  });
  await Promise.all(held.map((socket) => once(socket, 'connect')));
  expect(await talk(listener.port, () => {})).toBe('');
});

test('a port that is taken is an error, not another port', async () => {
  const { listener } = await listen();
  await expect(
    startStatusCallbackListener({ port: listener.port, secret, onHint: () => {} }),
  ).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

const outside = Object.values(networkInterfaces())
  .flat()
  .find((each) => each?.family === 'IPv4' && !each.internal)?.address;

test.skipIf(outside === undefined)('is heard on this computer alone', async () => {
  // Skipped where this computer has no address but the loopback's: there is nothing to refuse.
  const { listener } = await listen();
  const socket = connect(listener.port, outside ?? '');
  const [error] = await once(socket, 'error');
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });
});
