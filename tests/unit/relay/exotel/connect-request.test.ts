import { expect, test } from 'vitest';
import { readConnectRequest, replyFormat } from '../../../../src/relay/exotel/connect-request.ts';

/** The first request for a call, as version 1.1 sends it. */
const first =
  'CallSid=9f0e2c5a7b1d4c33a1f0c4d2e6b81a7q&CallFrom=09800000011&CallTo=08000000000' +
  '&Direction=incoming&Created=2026-11-26+10%3A15%3A02&CallStatus=ringing&CallType=call-attempt' +
  '&StartTime=2026-11-26+10%3A15%3A02&EndTime=1970-01-01+05%3A30%3A00&DialWhomNumber=&flow_id=110000' +
  '&tenant_id=1&From=09800000011&To=08000000000&CurrentTime=2026-11-26+10%3A15%3A04';

function read(query: string) {
  return readConnectRequest(new URLSearchParams(query), 'programmable');
}

test('the first request names the call, its customer and the number called', () => {
  expect(read(first)).toEqual({
    sid: '9f0e2c5a7b1d4c33a1f0c4d2e6b81a7q',
    caller: '09800000011',
    called: '08000000000',
    dialled: null,
    dialStatus: null,
    format: 'programmable',
  });
});

test('the next one says whom Exotel rang, and how that ended', () => {
  const next = first.replace('DialWhomNumber=', 'DialWhomNumber=09800000001');
  expect(read(`${next}&DialCallStatus=No-Answer&DialCallDuration=20`)).toMatchObject({
    dialled: '09800000001',
    dialStatus: 'no-answer',
  });
});

test.each([
  ['the other pair of names', 'CallSid=s&From=0980&To=0800', { caller: '0980', called: '0800' }],
  ['a withheld number', 'CallSid=s&CallFrom=&From=&CallTo=0800', { caller: null }],
  ['the word null', 'CallSid=s&CallFrom=null&ForwardedFrom=null', { caller: null, called: '' }],
  ['quotes around a value', 'CallSid=s&CallFrom=%220980%22&digits=%221%22', { caller: '0980' }],
  ['a plus that was not encoded', 'CallSid=s&CallFrom=+919800000011', { caller: '919800000011' }],
  ['a plus that was', 'CallSid=s&CallFrom=%2B919800000011', { caller: '+919800000011' }],
  ['the other kind of date', 'CallSid=s&Created=Wed%2C+26+Nov+2026+10%3A15%3A02', { sid: 's' }],
  ['a number that is none', `CallSid=s&CallFrom=${'9'.repeat(65)}`, { caller: null }],
  ['one parameter twice', 'CallSid=s&CallSid=t', { sid: 's' }],
])('oddities: %s', (_, query, expected) => {
  expect(read(query)).toMatchObject(expected);
});

test.each([
  '',
  'CallSid=',
  'CallSid=%7B%7BCallSid%7D%7D',
  'CallSid=null',
  `CallSid=${'x'.repeat(201)}`,
])('a request that names no call is none: %s', (query) => {
  expect(read(query)).toBeNull();
});

test('the header says how Exotel wants to be answered', () => {
  expect(['1.0', '1.1', ' 1.1 ', '2.0', undefined].map(replyFormat)).toEqual([
    'classic',
    'programmable',
    'programmable',
    'programmable',
    'plain',
  ]);
});
