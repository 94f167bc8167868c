import { afterEach, describe, expect, test } from 'vitest';
import { createExotelClient } from '../../../../src/main/exotel/client.ts';
import {
  callAnswer,
  callSid,
  endedAnswer,
  legsAnswer,
  sampleText,
} from '../../../support/exotel-answers.ts';
import {
  type LoopbackProvider,
  type Reply,
  startProvider,
} from '../../../support/loopback-provider.ts';
import { placeRequest } from '../../../support/place-request.ts';

let provider: LoopbackProvider;
const opened: LoopbackProvider[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function clientOf(reply: Reply) {
  provider = await startProvider(() => reply);
  opened.push(provider);
  return createExotelClient(
    { baseUrl: provider.baseUrl, accountSid: 'acme1', apiKey: 'k', apiToken: 't' },
    { fetch, placeFetch: fetch, now: Date.now },
  );
}

const sample = (name: string): Reply => ({ status: 200, body: sampleText(name) });

const request = placeRequest();

describe('the samples of the API documentation', () => {
  test('create-call.response', async () => {
    const client = await clientOf(sample('create-call.response.json'));
    expect(await client.placeCall(request)).toEqual({
      kind: 'accepted',
      call: {
        sid: '3f3fedf8f0928550a60bfa6302dc16b2',
        over: false,
        stateRaw: 'active',
        outcome: null,
        statusRaw: null,
        direction: 'outbound',
        virtualNumber: '02241499102',
        createdAt: Date.parse('2022-11-02T18:19:51Z'),
        updatedAt: Date.parse('2022-11-02T18:19:52Z'),
        startedAt: Date.parse('2022-11-02T18:19:52Z'),
        endedAt: null,
        totalSeconds: null,
        talkSeconds: null,
        appId: null,
        appName: null,
        digits: null,
        customField: 'bilbo_test_call',
        recordingUrls: [],
      },
    });
  });

  test('get-call.active: the epoch in the account’s offset is no end', async () => {
    const client = await clientOf(sample('get-call.active.response.json'));
    expect(await client.getCall('cabfb1dfa8c5e1c7f2c458423b7716b3', 'outbound')).toMatchObject({
      ok: true,
      value: { over: false, endedAt: null, outcome: null, stateRaw: 'active' },
    });
  });

  test('get-call.terminal', async () => {
    const client = await clientOf(sample('get-call.terminal.response.json'));
    expect(await client.getCall('cabfb1dfa8c5e1c7f2c458423b7716b3', 'outbound')).toMatchObject({
      ok: true,
      value: {
        over: true,
        outcome: 'completed',
        statusRaw: 'completed',
        endedAt: Date.parse('2022-11-03T17:26:04Z'),
        talkSeconds: 59,
        recordingUrls: [
          'https://s3-ap-south-1.amazonaws.com/exotel-mum1-recordings/Exotel/cabfb1dfa8c5e1c7f2c458423b7716b3.mp3',
        ],
      },
    });
  });

  test('get-legs', async () => {
    const client = await clientOf(sample('get-legs.response.json'));
    const result = await client.getLegs('f1ca1057692d586b23b4e7ffcc3216mk', 'outbound');
    expect(result.ok && result.value.map(({ side, status, name }) => [side, status, name])).toEqual(
      [
        ['agent', 'completed', 'Aditya Sharma'],
        ['agent', 'completed', null],
        ['customer', 'no-answer', 'Vikas Sharma'],
        ['customer', 'completed', 'Sanjay Mishra'],
      ],
    );
    expect(result.ok && result.value[0]?.createdAt).toBe(Date.parse('2020-09-15T05:31:20Z'));
  });

  test('status-callback.terminal holds the same details as a GET', async () => {
    const { call_details } = JSON.parse(sampleText('status-callback.terminal.json'));
    const client = await clientOf(callAnswer(call_details));
    expect(await client.getCall(call_details.sid, 'outbound')).toMatchObject({
      ok: true,
      value: { over: true, outcome: 'completed', talkSeconds: 11, customField: 'bilbo_test_call' },
    });
  });
});

test('the POST has the shape of the documented request', async () => {
  const client = await clientOf(callAnswer());
  await client.placeCall(request);
  const [entry] = provider.ledger;
  expect(entry).toMatchObject({ method: 'POST', path: '/v3/accounts/acme1/calls' });
  expect(entry?.headers).toMatchObject({
    authorization: `Basic ${btoa('k:t')}`,
    'content-type': 'application/json',
  });
  const { status_callback: _, ...documented } = JSON.parse(sampleText('create-call.request.json'));
  const sent = JSON.parse(entry?.body ?? '');
  expect(sent).toEqual(request);
  expect(Object.keys(sent).sort()).toEqual(Object.keys(documented).sort());
  for (const part of ['from', 'to', 'recording'])
    expect(Object.keys(sent[part]).sort()).toEqual(
      Object.keys(JSON.parse(sampleText(`create-call.part.${part}.json`))[part]).sort(),
    );
});

test('a GET asks for the call and for its legs', async () => {
  const client = await clientOf(callAnswer());
  await client.getCall(callSid, 'outbound');
  await client.getLegs(callSid, 'outbound');
  expect(provider.ledger.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET /v3/accounts/acme1/calls/${callSid}`,
    `GET /v3/accounts/acme1/calls/${callSid}/legs`,
  ]);
});

describe('oddities from the field', () => {
  const got = async (details: Record<string, unknown>) => {
    const result = await (await clientOf(endedAnswer(details))).getCall(callSid, 'outbound');
    if (!result.ok) throw new Error(result.problem.kind);
    return result.value;
  };

  test.each([
    null,
    '1970-01-01 05:30:00+05:30',
    '1970-01-01 00:00:00+00:00',
    '1970-01-01T00:00:00Z',
    '1969-12-31 16:00:00-08:00',
    '1970-01-01 08:00:00+0800',
    '1970-01-01 00:00:00+05:30',
  ])('end time %s means not over yet', async (end_time) => {
    expect((await got({ end_time })).endedAt).toBeNull();
  });

  test.each([
    ['2022-11-03 22:56:04+05:30', '2022-11-03T17:26:04Z'],
    ['2022-11-03 22:56:04+0530', '2022-11-03T17:26:04Z'],
    ['2022-11-03T17:26:04Z', '2022-11-03T17:26:04Z'],
    ['2022-11-03 09:26:04-08:00', '2022-11-03T17:26:04Z'],
  ])('end time %s is the instant %s', async (end_time, instant) => {
    expect((await got({ end_time })).endedAt).toBe(Date.parse(instant));
  });

  test('a time without an offset is no instant, and no crash', async () => {
    expect((await got({ end_time: '2022-11-03 22:56:04' })).endedAt).toBeNull();
    expect((await got({ end_time: 1667496364 })).endedAt).toBeNull();
  });

  test.each([
    ['59', 59],
    [59, 59],
    [0, 0],
    [null, null],
    ['', null],
    ['a minute', null],
    [-3, null],
    [true, null],
    [{}, null],
  ])('talk time %j is %j', async (total_talk_time, seconds) => {
    expect((await got({ total_talk_time })).talkSeconds).toBe(seconds);
  });

  test.each([
    ['to_leg_cancelled', 'customer_cancelled'],
    ['from_leg_cancelled', 'agent_cancelled'],
    ['from_leg_no_dial', 'agent_not_dialled'],
    ['to_leg_no_dial', 'customer_not_dialled'],
    ['from_leg_unanswered', 'agent_unanswered'],
    ['to_leg_unanswered', 'customer_unanswered'],
    ['COMPLETED', 'completed'],
    ['to_leg_teleported', 'other'],
    [true, 'other'],
    [null, null],
    ['null', null],
  ])('status %j is the outcome %j', async (status, outcome) => {
    const call = await got({ status });
    expect(call.outcome).toBe(outcome);
    expect(call.statusRaw).toBe(status === null ? null : String(status));
  });

  test('states other than terminal do not end a call; the word is kept', async () => {
    expect(await got({ state: 'TERMINAL' })).toMatchObject({ over: true });
    expect(await got({ state: 'archived' })).toMatchObject({ over: false, stateRaw: 'archived' });
    expect(await got({ state: null })).toMatchObject({ over: false, stateRaw: null });
  });

  test('the virtual number in another form, unknown and doubled fields do no harm', async () => {
    const client = await clientOf({
      status: 200,
      body: `{"novelty":[1],"response":{"code":"200","status":"success","call_details":
        {"sid":"old","sid":"${callSid}","virtual_number":2241499102,"state":"active","mood":"good"}}}`,
    });
    expect(await client.placeCall(request)).toMatchObject({
      kind: 'accepted',
      call: { sid: callSid },
    });
  });

  test('recordings as objects, as texts, as nonsense', async () => {
    const recordings = [{ url: 'https://a/1.mp3' }, 'https://a/2.mp3', null, 7, { uri: 'x' }, ''];
    expect((await got({ recordings })).recordingUrls).toEqual([
      'https://a/1.mp3',
      'https://a/2.mp3',
    ]);
    expect((await got({ recordings: 'soon' })).recordingUrls).toEqual([]);
  });

  test.each([
    ['in-progress', 'in-progress'],
    ['completed', 'completed'],
    ['failed', 'failed'],
    ['no-answer', 'no-answer'],
    ['busy', 'busy'],
    ['canceled', 'canceled'],
    ['no_answer', 'no-answer'],
    ['NO-ANSWER', 'no-answer'],
    ['daydreaming', 'other'],
    [null, null],
  ])('leg status %j is read as %j, and kept', async (raw, status) => {
    const client = await clientOf(legsAnswer([{ sid: 'a', status: raw }], []));
    expect(await client.getLegs(callSid, 'outbound')).toMatchObject({
      ok: true,
      value: [{ side: 'agent', status, statusRaw: raw, name: null, createdAt: null }],
    });
  });

  test('legs that are null, or hold nonsense', async () => {
    const answer = legsAnswer([null, 'leg', { status: 'completed' }], []);
    expect(await (await clientOf(answer)).getLegs(callSid, 'outbound')).toMatchObject({
      ok: true,
      value: [{ status: 'completed' }],
    });
  });
});

test('a sid that is no path segment is not asked for, and not taken', async () => {
  const client = await clientOf(callAnswer({ sid: '../../evil' }));
  expect(await client.placeCall(request)).toMatchObject({
    kind: 'ambiguous',
    problem: { kind: 'unreadable_answer' },
  });
  expect(() => client.getCall('../../evil', 'outbound')).toThrow();
  expect(provider.ledger).toHaveLength(1);
});
