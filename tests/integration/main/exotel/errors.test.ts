import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createExotelClient } from '../../../../src/main/exotel/client.ts';
import { documentedKindOf, documentedKinds, keyOf } from '../../../support/documented-kinds.ts';
import { callSid, documentedErrors, errorAnswer } from '../../../support/exotel-answers.ts';
import {
  type LoopbackProvider,
  type Reply,
  startProvider,
} from '../../../support/loopback-provider.ts';
import { placeRequest } from '../../../support/place-request.ts';

let provider: LoopbackProvider;
let reply: Reply;
beforeAll(async () => {
  provider = await startProvider(() => reply);
});
afterAll(() => provider.close());

const now = Date.parse('2026-01-05T06:00:00Z');
const client = () =>
  createExotelClient(
    { baseUrl: provider.baseUrl, accountSid: 'acme1', apiKey: 'k', apiToken: 't' },
    { fetch, placeFetch: fetch, now: () => now },
  );

test('the table is whole', () => {
  expect(documentedErrors).toHaveLength(42);
  const found = new Set(documentedErrors.map(keyOf));
  expect(Object.keys(documentedKinds).filter((key) => !found.has(key))).toEqual([]);
});

describe('every documented error, through the real client', () => {
  test.each(documentedErrors)('$endpoint $status $code $description', async (row) => {
    const kind = documentedKindOf(row);
    if (kind === 'server_error') expect(row.status).toBe(500);
    // The same error comes as its own HTTP status, and inside HTTP 200.
    const plain = errorAnswer(row.status, row.code, row.description);
    for (const answer of [plain, { ...plain, status: 200 }]) {
      reply = answer;
      const problem = { kind, httpStatus: row.status, code: row.code };
      if (row.endpoint === 'POST calls')
        expect(await client().placeCall(placeRequest())).toMatchObject({
          kind: row.status >= 500 ? 'ambiguous' : 'rejected',
          problem,
        });
      else
        expect(await client().getLegs(callSid, 'outbound')).toMatchObject({ ok: false, problem });
    }
  });
});

describe('codes from the field, and answers without a known code', () => {
  test.each([
    [409, 10717, 'rejected', 'blocked_dnd'],
    [409, 10725, 'rejected', 'agent_stuck'],
    [429, 10724, 'rejected', 'rate_limited'],
    [429, null, 'rejected', 'rate_limited'],
    [403, null, 'rejected', 'auth_failed'],
    [422, null, 'rejected', 'bad_request'],
    [404, null, 'rejected', 'other_refusal'],
    [409, 99999, 'rejected', 'other_refusal'],
    [418, null, 'rejected', 'other_refusal'],
    [408, null, 'ambiguous', 'other_refusal'],
    [502, null, 'ambiguous', 'server_error'],
    [503, null, 'ambiguous', 'server_error'],
    [504, 10706, 'ambiguous', 'agent_busy'],
  ] as const)('POST answered %i with code %j is %s, %s', async (status, code, outcome, kind) => {
    reply = errorAnswer(status, code, 'as it came');
    expect(await client().placeCall(placeRequest())).toMatchObject({
      kind: outcome,
      problem: { kind, httpStatus: status, code },
    });
  });

  test.each([200, 409])(
    'HTTP %i, an error inside, and a call: in doubt, with its sid',
    async (status) => {
      const body = {
        response: { code: 409, error_data: { code: 10706 }, call_details: { sid: callSid } },
      };
      reply = { status, body };
      expect(await client().placeCall(placeRequest())).toMatchObject({
        kind: 'ambiguous',
        sid: callSid,
        problem: { kind: 'agent_busy' },
      });
    },
  );

  test('codes as texts, and Exotel’s own words', async () => {
    reply = {
      status: 409,
      body: { response: { code: '409', error_data: { code: '10706', message: 'User busy' } } },
    };
    expect(await client().placeCall(placeRequest())).toMatchObject({
      kind: 'rejected',
      problem: { kind: 'agent_busy', code: 10706, description: 'User busy' },
    });
  });

  test.each(['<html><h1>502 Bad Gateway</h1></html>', '', 'null', '[]', '{"response":'])(
    'an error status with the body %j still says what it says',
    async (body) => {
      reply = { status: 502, headers: { 'Content-Type': 'text/html' }, body };
      expect(await client().placeCall(placeRequest())).toMatchObject({
        kind: 'ambiguous',
        problem: { kind: 'server_error', httpStatus: 502, code: null },
      });
      // How busy it is may be believed; that no call was placed only of Exotel's own envelope.
      reply = { ...reply, status: 429 };
      expect(await client().placeCall(placeRequest())).toMatchObject({
        kind: 'ambiguous',
        sid: null,
        problem: { kind: 'rate_limited' },
      });
    },
  );

  test('a fault that still names a call is doubt with a sid', async () => {
    const response = { code: 500, error_data: { code: 1100 }, call_details: { sid: callSid } };
    reply = { status: 500, body: { response } };
    expect(await client().placeCall(placeRequest())).toMatchObject({
      kind: 'ambiguous',
      sid: callSid,
    });
  });
});

describe('Retry-After', () => {
  test.each([
    ['30', 30],
    ['0', 0],
    ['Mon, 05 Jan 2026 06:00:45 GMT', 45],
    ['Mon, 05 Jan 2026 05:00:00 GMT', 0],
    ['999999', 3600],
    ['soon', null],
  ])('%s is %j seconds', async (value, seconds) => {
    reply = errorAnswer(429, 10724, '', { 'Retry-After': value });
    expect(await client().getCall(callSid, 'outbound')).toMatchObject({
      ok: false,
      problem: { kind: 'rate_limited', retryAfterSeconds: seconds },
    });
  });

  test('none', async () => {
    reply = errorAnswer(429, 10724);
    expect(await client().getCall(callSid, 'outbound')).toMatchObject({
      problem: { retryAfterSeconds: null },
    });
  });
});

describe('the connection test', () => {
  test.each([
    [404, 1021, true],
    [404, 1022, true],
    [404, 10744, true],
    [404, null, true],
    [404, 1017, 'wrong_account'],
    [401, 1010, 'auth_failed'],
    [401, null, 'auth_failed'],
    [500, 1100, 'server_error'],
  ] as const)('%i with code %j: %s', async (status, code, expected) => {
    reply = errorAnswer(status, code);
    const before = provider.posts().length;
    const result = await client().probe();
    expect(result.ok ? true : result.problem.kind).toBe(expected);
    expect(provider.posts()).toHaveLength(before);
  });
});
