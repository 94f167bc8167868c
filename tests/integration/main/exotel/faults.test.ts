import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue, faultNamed } from '../../../../lab/fault-server/catalogue.ts';
import type { Fault } from '../../../../lab/fault-server/fault.ts';
import { type FaultServer, startFaultServer } from '../../../../lab/fault-server/fault-server.ts';
import { sidOf } from '../../../../lab/fault-server/placed-call.ts';
import { createExotelClient } from '../../../../src/main/exotel/client.ts';
import { callBody, callSid } from '../../../support/exotel-answers.ts';
import { startProvider } from '../../../support/loopback-provider.ts';
import { placeRequest } from '../../../support/place-request.ts';
import { steadyFetch } from '../../../support/steady-fetch.ts';

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

async function clientAt(fault: Fault) {
  // Short where nothing else ends the request; long where a slow machine must not end it.
  const limitMs = fault.waitsOut ? 250 : 30_000;
  return createExotelClient(
    { baseUrl: await server.at(fault), accountSid: 'acme1', apiKey: 'k', apiToken: 't' },
    {
      fetch: steadyFetch,
      placeFetch: steadyFetch,
      now: Date.now,
      placeTimeoutMs: limitMs,
      queryTimeoutMs: limitMs,
    },
  );
}

test('every fault has a name of its own', () => {
  expect(new Set(catalogue.map(({ name }) => name)).size).toBe(catalogue.length);
});

test.each(catalogue)('$name: $reading', async (fault) => {
  const client = await clientAt(fault);
  const postsBefore = server.posts().length;
  const result = await client.placeCall({ ...placeRequest(), custom_field: fault.name });

  expect(result.kind).toBe(fault.reading === 'unknown' ? 'ambiguous' : fault.reading);
  const sid = sidOf(fault.name);
  if (result.kind === 'accepted')
    expect(result.call).toMatchObject({ sid, over: false, endedAt: null });
  else if (fault.kind) expect(result.problem.kind).toBe(fault.kind);
  if (result.kind === 'ambiguous') expect(result.sid).toBe(fault.namesCall ? sid : null);

  const posts = server.posts().slice(postsBefore);
  expect(posts.length).toBeLessThanOrEqual(fault.reading === 'not_sent' ? 0 : 1);
  // Whatever was answered as a whole was asked as a whole, by itself, with the key.
  if (fault.onRequest)
    expect(posts).toMatchObject([
      { customField: fault.name, headers: { authorization: `Basic ${btoa('k:t')}` } },
    ]);
  expect(server.elsewhere).toEqual([]);
});

test.each(catalogue.filter(({ reading, kind }) => reading !== 'accepted' && kind))(
  'a look meets $name, and hears the same',
  async (fault) => {
    const client = await clientAt(fault);
    const problem = { kind: fault.kind };
    expect(await client.getCall(callSid)).toMatchObject({ ok: false, problem });
    expect(server.elsewhere).toEqual([]);
  },
);

test('a kept connection that dies under the POST is not a reason to post again', async () => {
  let answers = 0;
  const provider = await startProvider(() => {
    answers += 1;
    return answers === 1
      ? { status: 200, body: callBody() }
      : (response) => response.socket?.resetAndDestroy();
  });
  const client = createExotelClient(
    { baseUrl: provider.baseUrl, accountSid: 'acme1', apiKey: 'k', apiToken: 't' },
    { fetch, placeFetch: fetch, now: Date.now },
  );
  expect(await client.getCall(callSid)).toMatchObject({ ok: true });
  expect(await client.placeCall(placeRequest())).toMatchObject({ kind: 'ambiguous' });
  expect(provider.posts()).toHaveLength(1);
  await provider.close();
});

test('no failure holds the key, the token, or what was asked', async () => {
  for (const name of ['refused', '500 with HTML']) {
    const client = createExotelClient(
      {
        baseUrl: await server.at(faultNamed(name)),
        accountSid: 'acme1',
        apiKey: 'canary-key',
        apiToken: 'canary-token',
      },
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
