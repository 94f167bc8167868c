import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createExotelClient } from '../../../../src/main/exotel/client.ts';
import type { PlaceRequest } from '../../../../src/main/exotel/place-request.ts';
import {
  type PracticeServer,
  startPracticeServer,
} from '../../../../src/main/practice/practice-server.ts';
import { practiceNumber } from '../../../../src/shared/domain/practice-story.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

const sampleFile = new URL('../../../../resources/practice/sample.mp3', import.meta.url).pathname;
const clock = new FakeClock();
let server: PracticeServer;

const start = (): Promise<PracticeServer> => startPracticeServer({ speed: 1, clock, sampleFile });
beforeEach(async () => {
  server = await start();
});
afterEach(() => server.close());

const callsPath = '/v3/accounts/HandsetPractice/calls';

const basic = (account: Pick<PracticeServer, 'apiKey' | 'apiToken'>): string =>
  `Basic ${Buffer.from(`${account.apiKey}:${account.apiToken}`).toString('base64')}`;

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(new URL(path, server.baseUrl), {
    headers: { authorization: basic(server), ...headers },
  });
}

const body = (ending: string, more: object = {}): PlaceRequest => ({
  from: { contact_uri: '+919811112222', state_management: true },
  to: { contact_uri: `+91987650${ending}` },
  virtual_number: '+912241499102',
  recording: { record: true, channels: 'dual', format: 'mp3' },
  max_time_limit: 14_400,
  attempt_time_out: 30,
  custom_field: 'intent-1',
  ...more,
});

async function post(content: unknown): Promise<{ status: number; headers: Headers; json: Answer }> {
  const response = await fetch(`${server.baseUrl}/v3/accounts/${server.accountSid}/calls`, {
    method: 'POST',
    headers: { authorization: basic(server), 'content-type': 'application/json' },
    body: typeof content === 'string' ? content : JSON.stringify(content),
  });
  const json = (await response.json()) as Answer;
  return { status: response.status, headers: response.headers, json };
}

interface Answer {
  http_code: number;
  response: {
    code: number;
    status: string;
    error_data: { code: number } | null;
    call_details: Record<string, unknown>;
    leg_details: { from: Record<string, unknown>[]; to: Record<string, unknown>[] };
  };
}

const callPath = (sid: unknown): string => `/v3/accounts/${server.accountSid}/calls/${sid}`;
const details = async (sid: unknown): Promise<Record<string, unknown>> =>
  ((await (await get(callPath(sid))).json()) as Answer).response.call_details;
const legs = async (sid: unknown): Promise<Answer['response']['leg_details']> =>
  ((await (await get(`${callPath(sid)}/legs`)).json()) as Answer).response.leg_details;
const place = async (ending: string): Promise<string> =>
  String((await post(body(ending))).json.response.call_details['sid']);

test('answers have exactly the fields of the documented ones', async () => {
  const fixture = async (name: string): Promise<Answer> =>
    JSON.parse(
      await readFile(new URL(`../../../fixtures/exotel/${name}`, import.meta.url), 'utf8'),
    );
  const created = await post(body('0000'));
  const documented = await fixture('create-call.response.json');
  expect(Object.keys(created.json)).toEqual(Object.keys(documented));
  expect(Object.keys(created.json.response)).toEqual(Object.keys(documented.response));
  expect(Object.keys(created.json.response.call_details)).toEqual(
    Object.keys(documented.response.call_details),
  );
  await clock.advance(20_000);
  const shown = await legs(created.json.response.call_details['sid']);
  const documentedLegs = (await fixture('get-legs.response.json')).response.leg_details;
  expect(Object.keys(shown)).toEqual(Object.keys(documentedLegs));
  expect(Object.keys(shown.to[0] ?? {})).toEqual(Object.keys(documentedLegs.to[0] ?? {}));
});

test('a completed call rings, connects, ends, and is published', async () => {
  const { json } = await post(body('4321'));
  const created = json.response.call_details;
  expect(created).toMatchObject({
    direction: 'outbound',
    virtual_number: '02241499102',
    state: 'active',
    status: null,
    end_time: null,
    custom_field: 'intent-1',
  });
  const { sid } = created;

  await clock.advance(3_000);
  expect(await details(sid)).toMatchObject({
    state: 'active',
    end_time: '1970-01-01 05:30:00+05:30',
  });
  expect(await legs(sid)).toMatchObject({ from: [{ status: 'in-progress' }], to: [] });

  await clock.advance(1_500);
  expect(await legs(sid)).toMatchObject({
    from: [{ contact_uri: '09811112222' }],
    to: [{ status: 'in-progress', contact_uri: '09876504321' }],
  });

  await clock.advance(26_000);
  expect(await details(sid)).toMatchObject({ state: 'active', status: null });
  expect(await legs(sid)).toMatchObject({ to: [{ status: 'completed' }] });

  await clock.advance(2_000);
  expect(await details(sid)).toMatchObject({
    state: 'terminal',
    status: 'completed',
    total_talk_time: 20,
    total_duration: null,
    recordings: null,
  });
  expect((await get(`/recordings/${server.accountSid}/${sid}.mp3`)).status).toBe(404);

  await clock.advance(3_000);
  const url = `${server.baseUrl}/recordings/${server.accountSid}/${sid}.mp3`;
  expect(await details(sid)).toMatchObject({ recordings: [{ url }] });
  expect((await get(url)).status).toBe(200);
});

describe('stories that end without a talk', () => {
  test.each([
    ['0001', 'from_leg_unanswered', 'no-answer', []],
    ['0002', 'to_leg_unanswered', 'completed', ['no-answer']],
    ['0003', 'from_leg_cancelled', 'completed', ['failed']],
    ['0004', 'to_leg_no_dial', 'completed', []],
  ])('%s: %s', async (ending, status, agent, customer) => {
    const sid = await place(ending);
    await clock.advance(60_000);
    expect(await details(sid)).toMatchObject({
      state: 'terminal',
      status,
      total_talk_time: null,
      recordings: null,
    });
    const { from, to } = await legs(sid);
    expect(from.map((leg) => leg['status'])).toEqual([agent]);
    expect(to.map((leg) => leg['status'])).toEqual(customer);
  });
});

describe('stories that are refused', () => {
  test.each([
    ['0005', 409, 10706, null],
    ['0006', 403, 10717, null],
    ['0007', 429, 10724, '30'],
    ['0008', 500, 1500, null],
  ])('%s: %d with %d', async (ending, status, code, retryAfter) => {
    const answer = await post(body(ending));
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({
      http_code: status,
      response: { code: status, status: 'failure', error_data: { code }, call_details: null },
    });
    expect(answer.headers.get('retry-after')).toBe(retryAfter);
  });
});

test('a late recording comes a minute and a half after the end', async () => {
  const sid = await place('0009');
  await clock.advance(119_000);
  expect(await details(sid)).toMatchObject({ recordings: null, total_talk_time: '20' });
  await clock.advance(2_000);
  expect((await details(sid))['recordings']).toHaveLength(1);
});

test('an account without legs answers 401 to good credentials', async () => {
  const sid = await place('0010');
  expect((await get(`${callPath(sid)}/legs`)).status).toBe(401);
  expect((await get(callPath(sid))).status).toBe(200);
});

describe('wrong requests', () => {
  const other = 'ffffffffffffffffffffffffffffffff';
  test.each([
    ['a wrong key', () => get(callPath(other), { authorization: 'Basic eDp5' }), 401, 1010],
    ['another account', () => get(`/v3/accounts/Other/calls/${other}`), 404, 1017],
    ['an unknown call', () => get(callPath(other)), 404, 1021],
    ['legs of an unknown call', () => get(`${callPath(other)}/legs`), 404, 10744],
  ])('%s', async (_name, ask, status, code) => {
    const response = await ask();
    expect(response.status).toBe(status);
    expect(((await response.json()) as Answer).response.error_data?.code).toBe(code);
  });

  test.each([
    ['no JSON', '{', 1001],
    ['no customer', { ...body('0000'), to: undefined }, 1001],
    ['a word for a number', body('0000', { to: { contact_uri: 'asha' } }), 1001],
    ['three channels', body('0000', { recording: { channels: 'triple' } }), 1002],
  ])('%s', async (_name, content, code) => {
    const answer = await post(content);
    expect(answer.status).toBe(400);
    expect(answer.json.response.error_data?.code).toBe(code);
  });
});

test('the numbers that only practice has are taken, and play their stories', async () => {
  const number = practiceNumber('customer_unanswered');
  const { status, json } = await post({ ...body(''), to: { contact_uri: number } });
  expect(status).toBe(200);
  const { sid } = json.response.call_details;
  await clock.advance(20_000);
  const { response } = (await (await get(`${callsPath}/${sid}`)).json()) as Answer;
  expect(response.call_details).toMatchObject({ state: 'terminal', status: 'to_leg_unanswered' });
  const legs = (await (await get(`${callsPath}/${sid}/legs`)).json()) as Answer;
  expect(legs.response.leg_details.to).toMatchObject([{ contact_uri: number }]);
});

test('truth may be written as text', async () => {
  const { json } = await post(body('0000', { recording: { record: 'true' } }));
  await clock.advance(40_000);
  expect((await details(json.response.call_details['sid']))['recordings']).toHaveLength(1);
});

test('calls and recordings outlive the server', async () => {
  const sid = await place('0009');
  await clock.advance(30_500);
  await server.close();
  server = await start();
  expect(await details(sid)).toMatchObject({ sid, state: 'active', custom_field: null });
  await clock.advance(90_000);
  const recordings = (await details(sid))['recordings'] as { url: string }[];
  expect(recordings[0]?.url.startsWith(server.baseUrl)).toBe(true);
  expect((await get(recordings[0]?.url ?? '')).status).toBe(200);
});

test('recordings are private, come in ranges and carry a strong ETag', async () => {
  const sid = await place('0000');
  await clock.advance(40_000);
  const path = `/recordings/${server.accountSid}/${sid}.mp3`;
  expect((await fetch(new URL(path, server.baseUrl))).status).toBe(401);
  expect((await get(`/recordings/Other/${sid}.mp3`)).status).toBe(404);

  const whole = await get(path);
  const bytes = Buffer.from(await whole.arrayBuffer());
  const etag = `"${createHash('sha256').update(bytes).digest('hex')}"`;
  expect(bytes).toEqual(await readFile(sampleFile));
  expect(whole.headers.get('content-type')).toBe('audio/mpeg');
  expect(whole.headers.get('etag')).toBe(etag);

  const part = await get(path, { range: 'bytes=10-19', 'if-range': etag });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe(`bytes 10-19/${bytes.length}`);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(10, 20));
  const tail = await get(path, { range: 'bytes=-5' });
  expect(Buffer.from(await tail.arrayBuffer())).toEqual(bytes.subarray(-5));
  expect((await get(path, { range: 'bytes=10-19', 'if-range': '"old"' })).status).toBe(200);
  expect((await get(path, { range: 'bytes=99999999-' })).status).toBe(416);
});

test('the real client understands it all', async () => {
  const transport = { fetch, placeFetch: fetch, now: () => clock.now() };
  const client = createExotelClient(server, transport);
  expect(await client.probe()).toMatchObject({ ok: true });
  expect(await client.placeCall(body('0005'))).toMatchObject({ kind: 'rejected' });
  expect(await client.placeCall(body('0008'))).toMatchObject({ kind: 'ambiguous' });
  const placed = await client.placeCall(body('0009'));
  if (placed.kind !== 'accepted') throw new Error(placed.kind);
  await clock.advance(125_000);
  expect(await client.getCall(placed.call.sid, 'outbound')).toMatchObject({
    ok: true,
    value: { over: true, outcome: 'completed', talkSeconds: 20, customField: 'intent-1' },
  });
  const wrongKey = createExotelClient({ ...server, apiKey: 'wrong' }, transport);
  expect(await wrongKey.probe()).toMatchObject({ ok: false, problem: { kind: 'auth_failed' } });
});
