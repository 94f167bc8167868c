import {
  callBody,
  documentedErrors,
  errorAnswer,
  sampleText,
} from '../../tests/support/exotel-answers.ts';
import { type Answer, answerWith, type Fault } from './fault.ts';
import { callOf } from './placed-call.ts';
import type { LedgerEntry } from './request-reader.ts';

const html = '<!doctype html><title>Welcome to the Wi-Fi</title><h1>502 Bad Gateway</h1>';
const htmlHead = { 'Content-Type': 'text/html' };

/** Complete responses that say nothing certain about the call. */
export const unclearAnswerFaults: readonly Fault[] = [
  unclear('garbage', { body: '\u0000\u0001\u001f}{' }),
  unclear('nothing', { body: '' }),
  unclear('no content', { status: 204 }),
  unclear('HTML', { headers: htmlHead, body: html }),
  unclear('half the JSON as a whole body', {
    body: sampleText('create-call.response.json').slice(0, 200),
  }),
  unclear('the shape of another contract', { body: '{"Call":{"Sid":"abc","Status":"queued"}}' }),
  unclear('a list', { body: '[{"sid":"abc"}]' }),
  unclear('a success without a call', { body: '{"response":{"code":200,"call_details":null}}' }),
  unclear('a sid that is no sid', { body: callBody({ sid: '../../etc/passwd' }) }),
  ...[301, 302, 303, 307, 308].map(
    (status): Fault => ({
      name: `redirect ${status} to another host`,
      reading: 'unknown',
      kind: 'connection_lost',
      onRequest: answerWith(({ path }, { elsewhere }) => ({
        status,
        headers: { Location: elsewhere + path },
      })),
    }),
  ),
  ...[500, 502, 503, 504].map(
    (status): Fault => ({
      name: `${status} with HTML`,
      reading: 'unknown',
      kind: 'server_error',
      onRequest: answerWith(() => ({ status, headers: htmlHead, body: html })),
    }),
  ),
  ...[400, 402, 403, 404, 405, 409, 410, 422, 451].map((status) =>
    unclear(`${status} with HTML`, { status, headers: htmlHead, body: html }),
  ),
  // For a GET it would mean that the key was not accepted; for the POST it means nothing.
  {
    name: '401 with HTML',
    reading: 'unknown',
    onRequest: answerWith(() => ({ status: 401, headers: htmlHead, body: html })),
  },
  // JSON, but not Exotel's: gateways, and what a company puts in front of the internet.
  ...[
    '{"message":"Forbidden"}',
    '{"error":{"code":403,"message":"blocked by policy"}}',
    '{"response":{}}',
    '{"response":"denied"}',
    '{"response":{"action":"block","category":"telephony"}}',
    '[]',
    'null',
  ].flatMap((body) =>
    [403, 404].map((status) =>
      unclear(`${status} with ${body.replaceAll('"', "'")}`, { status, body }),
    ),
  ),
  ...[{ code: 200 }, { code: 500, error_data: { code: 1100 } }].map(
    (response): Fault => ({
      name: `409 around a ${response.code}`,
      reading: 'unknown',
      onRequest: answerWith(() => ({ status: 409, body: JSON.stringify({ response }) })),
    }),
  ),
  {
    name: '429 as text',
    reading: 'unknown',
    kind: 'rate_limited',
    onRequest: answerWith(() => ({
      status: 429,
      headers: { ...htmlHead, 'Retry-After': '30' },
      body: 'slow down',
    })),
  },
  {
    name: '408 from a proxy',
    reading: 'unknown',
    kind: 'unreadable_answer',
    onRequest: answerWith(() => ({ status: 408, headers: htmlHead, body: html })),
  },
  {
    name: 'a fault that names the call',
    reading: 'unknown',
    kind: 'server_error',
    namesCall: true,
    onRequest: answerWith((entry) => ({
      status: 500,
      body: JSON.stringify({
        response: { code: 500, error_data: { code: 1100 }, call_details: callOf(entry) },
      }),
    })),
  },
];

/** Responses that look odd but are clear. */
export const acceptedAnswerFaults: readonly Fault[] = [
  taken('a plain yes'),
  taken('yes, as 201', (entry) => ({ status: 201, body: callBody(callOf(entry)) })),
  taken('yes, called HTML', (entry) => ({ headers: htmlHead, body: callBody(callOf(entry)) })),
  taken('yes, with a byte order mark', (entry) => ({ body: `\ufeff${callBody(callOf(entry))}` })),
  taken('fields twice', (entry) => ({
    body: callBody(callOf(entry)).replace('"state":', '"state":"other","status":"other","state":'),
  })),
  taken('fields that nobody knows', (entry) => ({
    body: callBody({ ...callOf(entry), sentiment: 'good', nested: { deep: [1, { a: null }] } }),
  })),
  taken('numbers as strings', (entry) => ({
    body: callBody({ ...callOf(entry), total_talk_time: '59' }).replace(
      '"code":200',
      '"code":"200"',
    ),
  })),
  taken('booleans as strings', (entry) => ({
    body: callBody({ ...callOf(entry), state_management: 'true', recordings: 'false' }),
  })),
  ...['1970-01-01 05:30:00+05:30', '1970-01-01 00:00:00+00:00', '1969-12-31 16:00:00-08:00'].map(
    (end_time) =>
      taken(`not over, written as ${end_time}`, (entry) => ({
        body: callBody({ ...callOf(entry), end_time }),
      })),
  ),
  {
    name: 'yes in chunks, then closed',
    reading: 'accepted',
    onRequest: ({ socket }, entry) => {
      const body = callBody(callOf(entry));
      const chunks = (body.match(/[\s\S]{1,50}/g) ?? []).map(
        (chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`,
      );
      socket.end(
        `HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${chunks.join('')}0\r\n\r\n`,
      );
    },
  },
  {
    name: 'yes without a length, ended by closing',
    reading: 'accepted',
    onRequest: ({ socket }, entry) =>
      void socket.end(`HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${callBody(callOf(entry))}`),
  },
];

/** Clear refusals: every documented error, and the limits. */
export const refusalFaults: readonly Fault[] = [
  ...errorsOfPost().flatMap(({ status, code, description }): Fault[] => {
    const reading = status >= 500 ? 'unknown' : 'rejected';
    const answer = errorAnswer(status, code, description);
    return [
      { name: `${status} ${code}`, reading, onRequest: answerWith(() => answer) },
      {
        name: `200 around ${status} ${code}`,
        reading,
        onRequest: answerWith(() => ({ ...answer, status: 200 })),
      },
    ];
  }),
  ...limited('', {}),
  ...limited(' in seconds', { 'Retry-After': '30' }),
  ...limited(' at a date', { 'Retry-After': 'Mon, 05 Jan 2026 06:00:45 GMT' }),
];

function unclear(name: string, answer: Answer): Fault {
  const onRequest = answerWith(() => answer);
  return { name, reading: 'unknown', kind: 'unreadable_answer', onRequest };
}

function taken(
  name: string,
  answer: (entry: LedgerEntry) => Answer = (entry) => ({ body: callBody(callOf(entry)) }),
): Fault {
  return { name, reading: 'accepted', onRequest: answerWith(answer) };
}

function limited(when: string, headers: Record<string, string>): Fault[] {
  const common = { reading: 'rejected', kind: 'rate_limited' } as const;
  const json = errorAnswer(429, 10724, 'Too many requests', headers);
  return [{ ...common, name: `429, retry after${when}`, onRequest: answerWith(() => json) }];
}

/** Returns the POST's rows of Exotel's error table, each once. */
function errorsOfPost() {
  const rows = documentedErrors.filter(({ endpoint }) => endpoint.startsWith('POST'));
  const keys = rows.map(({ status, code }) => `${status} ${code}`);
  return rows.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}
