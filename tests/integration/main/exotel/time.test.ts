import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Agent, type RequestInit as UndiciInit, fetch as undiciFetch } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { createExotelClient } from '../../../../src/main/exotel/client.ts';
import type { Fetch } from '../../../../src/main/exotel/http.ts';
import { ProviderTime } from '../../../../src/main/exotel/provider-time.ts';
import { callBody, callSid, errorAnswer } from '../../../support/exotel-answers.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { startProvider } from '../../../support/loopback-provider.ts';
import { placeRequest } from '../../../support/place-request.ts';

const pem = readFileSync(new URL('../../../fixtures/tls/self-signed.pem', import.meta.url), 'utf8');
const minute = 60_000;
/** This certificate is the only one that counts. */
const trusting = new Agent({ connect: { ca: pem, checkServerIdentity: () => undefined } });
const fetchTrusting: Fetch = (url, init) =>
  undiciFetch(url, {
    ...(init as UndiciInit),
    dispatcher: trusting,
  }) as unknown as Promise<Response>;

/** A provider whose clock is right, and a computer whose clock is 7 minutes ahead. */
async function setUp(secure: boolean, body: string, status = 200, retryAfter?: string) {
  const clock = new FakeClock();
  const answer: RequestListener = (_, response) => {
    const headers = { Date: new Date(clock.monotonic()).toUTCString() };
    response.writeHead(status, retryAfter ? { ...headers, 'Retry-After': retryAfter } : headers);
    response.end(body);
  };
  const server = secure ? createTlsServer({ key: pem, cert: pem }, answer) : createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  clock.jump(7 * minute);
  const time = new ProviderTime(clock);
  const { port } = server.address() as AddressInfo;
  const client = createExotelClient(
    {
      baseUrl: `${secure ? 'https' : 'http'}://127.0.0.1:${port}`,
      accountSid: 'acme1',
      apiKey: 'k',
      apiToken: 't',
    },
    {
      fetch: fetchTrusting,
      placeFetch: fetchTrusting,
      now: clock.now,
      steady: clock.monotonic,
      time,
    },
  );
  return { time, client, clock };
}

test('every answer of Exotel’s over TLS tells the time: of the POST, of a GET, of an error', async () => {
  const ask = async (body: string, status: number, post: boolean) => {
    const { time, client } = await setUp(true, body, status);
    expect(time.aheadMs).toBeNull();
    await (post ? client.placeCall(placeRequest()) : client.getCall(callSid, 'outbound'));
    return Math.round((time.aheadMs ?? 0) / 10_000);
  };
  expect(await ask(callBody(), 200, true)).toBe(42);
  expect(await ask(callBody(), 200, false)).toBe(42);
  expect(await ask(errorAnswer(404, 10744).body, 404, false)).toBe(42);
});

test('without TLS, and in a page of somebody else, the time is anybody’s word', async () => {
  const open = await setUp(false, callBody());
  expect(await open.client.getCall(callSid, 'outbound')).toMatchObject({ ok: true });
  expect(open.time.now()).toBeNull();
  const page = await setUp(true, '<h1>Blocked</h1>', 403);
  expect(await page.client.getCall(callSid, 'outbound')).toMatchObject({ ok: false });
  expect(page.time.now()).toBeNull();
});

test('a Retry-After that is a date is by the clock of its sender', async () => {
  const { clock } = await setUp(true, '');
  const at = new Date(clock.monotonic() + 45_000).toUTCString();
  const { client } = await setUp(true, errorAnswer(429, 10724).body, 429, at);
  expect(await client.getCall(callSid, 'outbound')).toMatchObject({
    ok: false,
    problem: { kind: 'rate_limited', retryAfterSeconds: 45 },
  });
});

test('no connection carries a second request, so a name that moved is followed', async () => {
  const provider = await startProvider(() => ({ status: 200, body: callBody() }));
  onTestFinished(() => provider.close());
  const client = createExotelClient(
    { baseUrl: provider.baseUrl, accountSid: 'acme1', apiKey: 'k', apiToken: 't' },
    { fetch: fetchTrusting, placeFetch: fetchTrusting, now: Date.now },
  );
  await client.placeCall(placeRequest());
  for (let look = 0; look < 4; look += 1) await client.getCall(callSid, 'outbound');
  await client.getLegs(callSid, 'outbound');
  expect(provider.ledger.map(({ nth }) => nth)).toEqual([1, 1, 1, 1, 1, 1]);
});
