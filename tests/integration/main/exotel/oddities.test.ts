import { readdirSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { createExotelClient } from '../../../../src/main/exotel/client.ts';
import { callSid, sampleText } from '../../../support/exotel-answers.ts';
import { startProvider } from '../../../support/loopback-provider.ts';
import { placeRequest } from '../../../support/place-request.ts';

/** Asks what the file answers, through the real client and a socket. */
async function ask(file: string, status = 200, headers: Record<string, string> = {}) {
  const body = sampleText(`oddities/${file}`);
  const provider = await startProvider(() => ({ status, headers, body }));
  onTestFinished(() => provider.close());
  const client = createExotelClient(
    { baseUrl: provider.baseUrl, accountSid: 'acme1', apiKey: 'k', apiToken: 't' },
    { fetch, placeFetch: fetch, now: Date.now },
  );
  if (file.startsWith('place.')) return client.placeCall(placeRequest());
  return file.startsWith('legs.')
    ? client.getLegs(callSid, 'outbound')
    : client.getCall(callSid, 'outbound');
}

const endedAt = Date.parse('2022-11-02T18:21:02Z');
const signed =
  'https://recordings.exotel.com/exotelrecordings/exotel/3f3fedf8f0928550a60bfa6302dc16b2.mp3?X-Amz-Signature=0a1b2c3d&X-Amz-Expires=300';

/** What each answer means, and how odd it is: undefined where the oddity is well known. */
const details: Record<string, [call: object, oddity?: string]> = {
  'direction-outbound-api': [{ direction: 'outbound-api' }],
  'virtual-number-international': [{ virtualNumber: '+912241499102' }],
  'end-time-null': [{ over: false, endedAt: null }],
  'end-time-epoch-in-india': [{ over: false, endedAt: null }],
  'end-time-epoch-in-singapore': [{ over: false, endedAt: null }],
  'active-but-over': [{ over: false, endedAt, outcome: null }],
  'total-duration-given': [{ totalSeconds: 70, talkSeconds: 59 }],
  'talk-time-as-text': [{ talkSeconds: 59, totalSeconds: null }],
  'talk-time-null': [{ talkSeconds: null, outcome: 'completed' }],
  'status-to-leg-cancelled': [{ outcome: 'customer_cancelled', statusRaw: 'to_leg_cancelled' }],
  'status-rejected-as-unanswered': [{ outcome: 'customer_unanswered' }],
  'status-unknown': [
    { over: true, outcome: 'other', statusRaw: 'to_leg_teleported' },
    'response.call_details.status',
  ],
  'null-as-text': [{ appId: null, appName: null, digits: null, customField: null }],
  'app-and-digits': [{ appId: '419842', appName: 'Survey', digits: '1-42' }],
  'unknown-field': [{ over: true, outcome: 'completed' }, 'response.call_details.answered_by'],
  'recordings-private-with-signature': [{ recordingUrls: [signed] }],
};

test.each(Object.entries(details))('details: %s', async (name, [call, oddity]) => {
  const result = await ask(`details.${name}.json`);
  expect(result).toMatchObject({ ok: true, value: { sid: callSid, ...call } });
  expect(result.odd?.oddity).toBe(oddity);
});

const legs: Record<string, [legs: object[], oddity?: string]> = {
  'local-and-sip': [
    [
      { side: 'agent', contactUri: 'sip:asha001', name: 'Asha' },
      { side: 'customer', contactUri: '+919876543210' },
    ],
  ],
  'names-null': [[{ side: 'agent', name: null, contactUri: '0987xxxxxxx' }]],
  groups: [
    [
      { side: 'agent', groupId: null },
      { name: 'Vikas Sharma', groupId: '123456', groupName: 'test_group' },
      { side: 'customer', groupId: null, groupName: null },
    ],
  ],
  'status-unknown': [
    [{ status: 'other', statusRaw: 'ringing' }],
    'response.leg_details.from.status',
  ],
};

test.each(Object.entries(legs))('legs: %s', async (name, [value, oddity]) => {
  const result = await ask(`legs.${name}.json`);
  expect(result).toMatchObject({ ok: true, value });
  expect(result.odd?.oddity).toBe(oddity);
});

test('legs that are not switched on: 401, although the credentials are good', async () => {
  expect(await ask('legs.not-switched-on.json', 401)).toMatchObject({
    ok: false,
    problem: { kind: 'auth_failed', code: 1010 },
    odd: { question: 'legs', httpStatus: 401, oddity: 'error_data.code 1010' },
  });
});

const placed: Record<string, [status: number, result: object, oddity?: string]> = {
  'accepted-without-call.json': [
    200,
    { kind: 'ambiguous', problem: { kind: 'unreadable_answer' } },
    'response.call_details',
  ],
  'booleans-as-text.json': [200, { kind: 'accepted' }, 'response.call_details.recording'],
  'error-inside-200.json': [
    200,
    { kind: 'rejected', problem: { kind: 'agent_busy', httpStatus: 409 } },
    'error_data.code 10706',
  ],
  'busy-under-404.json': [
    404,
    { kind: 'rejected', problem: { kind: 'agent_busy' } },
    'error_data.code 10706',
  ],
  'blocked-by-dnd.json': [
    403,
    { kind: 'rejected', problem: { kind: 'blocked_dnd' } },
    'error_data.code 10717',
  ],
  'device-stuck.json': [
    409,
    { kind: 'rejected', problem: { kind: 'agent_stuck' } },
    'error_data.code 10725',
  ],
  'rate-limited.json': [
    429,
    { kind: 'rejected', problem: { kind: 'rate_limited', retryAfterSeconds: 30 } },
    'error_data.code 10724',
  ],
  // Whoever wrote this page may stand on the way back from a call that was placed.
  'rate-limited-not-json.html': [
    429,
    { kind: 'ambiguous', problem: { kind: 'rate_limited', code: null, retryAfterSeconds: 30 } },
    'HTTP 429',
  ],
};

test.each(Object.entries(placed))('placing: %s', async (name, [status, result, oddity]) => {
  const answer = await ask(`place.${name}`, status, status === 429 ? { 'Retry-After': '30' } : {});
  expect(answer).toMatchObject(result);
  expect(answer.odd?.oddity).toBe(oddity);
  expect(answer.odd?.body).toBe(sampleText(`oddities/place.${name}`));
});

test('no oddity is without a test', () => {
  const folder = new URL('../../../fixtures/exotel/oddities/', import.meta.url);
  const tested = [
    ...Object.keys(details).map((name) => `details.${name}.json`),
    ...Object.keys(legs).map((name) => `legs.${name}.json`),
    'legs.not-switched-on.json',
    ...Object.keys(placed).map((name) => `place.${name}`),
  ];
  expect(readdirSync(folder).sort()).toEqual(tested.sort());
});
