import { describe, expect, test } from 'vitest';
import {
  parseCallDetails,
  parseEnvelope,
  parseJson,
  parseLegDetails,
  sidSchema,
} from '../../../../src/main/exotel/schemas.ts';

const sid = '3f3fedf8f0928550';
const at = Date.parse('2022-11-03T17:24:40Z');

const call = (details: Record<string, unknown> = {}) =>
  parseCallDetails({ sid, ...details }, 'outbound');
const leg = (details: Record<string, unknown>) =>
  parseLegDetails({ from: [details] }, 'outbound')?.[0];
/** Of error data within an answer. */
const errorOf = (error_data: unknown) => {
  const envelope = parseEnvelope(JSON.stringify({ response: { error_data } }));
  return [envelope?.errorCode, envelope?.errorDescription];
};

describe('the envelope', () => {
  test('with everything in it', () =>
    expect(
      parseEnvelope(
        '{"response":{"code":409,"error_data":{"code":10706,"description":"Busy","message":"busy"},"call_details":{"a":1},"leg_details":[2]}}',
      ),
    ).toEqual({
      innerStatus: 409,
      errorCode: 10706,
      errorDescription: 'Busy',
      saysError: true,
      callDetails: { a: 1 },
      legDetails: [2],
    }));

  test('with nothing in it', () =>
    expect(parseEnvelope('{"response":{}}')).toEqual({
      innerStatus: null,
      errorCode: null,
      errorDescription: null,
      saysError: false,
      callDetails: undefined,
      legDetails: undefined,
    }));

  test.each([
    '',
    '{}',
    '{"response":null}',
    '{"response":"ok"}',
    'null',
    '[]',
    '"text"',
    '7',
    '<html>',
    '{"response":',
  ])('%j is none', (body) => expect(parseEnvelope(body)).toBeNull());

  test.each([
    [{ code: 10706 }, [10706, null]],
    [{ code: '10706', message: 'Busy' }, [10706, 'Busy']],
    [{ code: ' 10706' }, [null, null]],
    [{ code: '10706x' }, [null, null]],
    [{ code: '1e3' }, [null, null]],
    [{ code: 1.5 }, [null, null]],
    [{ code: null, description: 404 }, [null, '404']],
    [{ code: [], description: {}, message: 'Busy' }, [null, 'Busy']],
    [{}, [null, null]],
    ['Busy', [null, null]],
    [null, [null, null]],
  ])('the error %j', (data, read) => expect(errorOf(data)).toEqual(read));

  test.each([
    [{ error_data: { code: 10706 } }, true],
    [{ error_data: { description: 'Busy' } }, true],
    [{ code: '409' }, true],
    [{ status: 'Failure' }, true],
    [{ code: 200, status: 'success', error_data: null }, false],
    [{ error_data: {} }, false],
    [{ code: 10706 }, false],
  ])('%j says that it is an error: %s', (response, says) =>
    expect(parseEnvelope(JSON.stringify({ response }))?.saysError).toBe(says),
  );

  test.each([409.5, 1e300, -1, 99, 600, '409.5', '4e2', 'x', {}, [], true])(
    'the inner code %j is no HTTP status',
    (code) => expect(parseEnvelope(JSON.stringify({ response: { code } }))?.innerStatus).toBeNull(),
  );

  test('lists of one stand for what is in them, longer ones for nothing', () => {
    const one = { code: 409, error_data: [{ code: 10706 }] };
    for (const body of [{ response: [one] }, [{ response: one }]])
      expect(parseEnvelope(JSON.stringify(body))).toMatchObject({ errorCode: 10706 });
    expect(parseEnvelope(JSON.stringify({ response: [one, one] }))).toBeNull();
    expect(parseCallDetails([{ sid }], 'outbound')).toMatchObject({ sid });
    expect(parseCallDetails([{ sid }, { sid }], 'outbound')).toBeNull();
  });

  test('JSON that is none is undefined', () => {
    expect(parseJson('{"a":[1]}')).toEqual({ a: [1] });
    expect(parseJson('{')).toBeUndefined();
  });
});

test('a sid is a path segment and a file name', () => {
  for (const good of ['a', 'A-z_9', 'x'.repeat(64)])
    expect(sidSchema.safeParse(good).success).toBe(true);
  for (const bad of ['', 'x'.repeat(65), '../x', 'x/y', 'x.y', 'x y', ' x', 'x\n', 'ü', 7])
    expect(sidSchema.safeParse(bad).success).toBe(false);
});

describe('call details', () => {
  const nothing = {
    sid,
    over: false,
    stateRaw: null,
    outcome: null,
    statusRaw: null,
    direction: null,
    virtualNumber: null,
    createdAt: null,
    updatedAt: null,
    startedAt: null,
    endedAt: null,
    totalSeconds: null,
    talkSeconds: null,
    customField: null,
    appId: null,
    appName: null,
    digits: null,
    recordingUrls: [],
  };

  test('of a sid alone, and of nothing but wrong types, are a call', () => {
    expect(call()).toEqual(nothing);
    const names =
      'state status direction virtual_number created_time updated_time start_time end_time total_duration total_talk_time custom_field app_id app_name digits recordings';
    const wrong = Object.fromEntries(names.split(' ').map((name) => [name, {}]));
    expect(call(wrong)).toEqual(nothing);
  });

  test('in full', () =>
    expect(
      call({
        state: 'terminal',
        status: 'completed',
        direction: 'outbound',
        virtual_number: '02241499102',
        created_time: '2022-11-03 22:54:40+05:30',
        updated_time: '2022-11-03 22:54:41+05:30',
        start_time: '2022-11-03 22:54:42+05:30',
        end_time: '2022-11-03 22:54:43+05:30',
        total_duration: 70,
        total_talk_time: 59,
        custom_field: 'bilbo',
        app_id: 419842,
        app_name: 'Survey',
        digits: '1-42',
        recordings: [{ url: 'https://a/b.mp3' }],
      }),
    ).toEqual({
      sid,
      over: true,
      stateRaw: 'terminal',
      outcome: 'completed',
      statusRaw: 'completed',
      direction: 'outbound',
      virtualNumber: '02241499102',
      createdAt: at,
      updatedAt: at + 1_000,
      startedAt: at + 2_000,
      endedAt: at + 3_000,
      totalSeconds: 70,
      talkSeconds: 59,
      customField: 'bilbo',
      appId: '419842',
      appName: 'Survey',
      digits: '1-42',
      recordingUrls: ['https://a/b.mp3'],
    }));

  test.each([undefined, null, 'text', [], {}, { sid: null }, { sid: 7 }, { sid: '../x' }])(
    '%j are none',
    (value) => expect(parseCallDetails(value, 'outbound')).toBeNull(),
  );

  test.each([
    ['terminal', true],
    ['Terminal', true],
    [' terminal\n', true],
    ['constructor', false],
    ['active', false],
    ['terminally ill', false],
    [null, false],
  ])('the state %j is over: %s', (state, over) =>
    expect(call({ state })).toMatchObject({ over, stateRaw: state }),
  );

  test.each([
    ['completed', 'completed'],
    ['COMPLETED', 'completed'],
    ['from_leg_unanswered', 'agent_unanswered'],
    ['to_leg_unanswered', 'customer_unanswered'],
    ['from_leg_cancelled', 'agent_cancelled'],
    ['to_leg_cancelled', 'customer_cancelled'],
    ['from_leg_no_dial', 'agent_not_dialled'],
    ['to_leg_no_dial', 'customer_not_dialled'],
    ['to_leg_canceled', 'customer_cancelled'],
    ['To Leg Unanswered', 'customer_unanswered'],
    ['from-leg-no-dial', 'agent_not_dialled'],
    ['eaten_by_a_grue', 'other'],
    ['constructor', 'other'],
    ['__proto__', 'other'],
    ['toString', 'other'],
    ['hasOwnProperty', 'other'],
    ['', null],
    [' ', null],
    ['N/A', null],
    ['null', null],
    [null, null],
  ])('the status %j is the outcome %j', (status, outcome) =>
    expect(call({ status })).toMatchObject({ outcome, statusRaw: status }),
  );

  test.each([
    ['text', 'text'],
    [7, '7'],
    [false, 'false'],
    ['', null],
    ['null', null],
    [null, null],
    [[], null],
    ['x'.repeat(2_000), 'x'.repeat(1_000)],
  ])('the text %j is %j', (text, read) =>
    expect(call({ custom_field: text, app_name: text })).toMatchObject({
      customField: read,
      appName: read,
    }),
  );

  test.each([
    [59, 59],
    [0, 0],
    ['59', 59],
    [' 59.5 ', 59.5],
    ['', null],
    [' ', null],
    ['a minute', null],
    [-1, null],
    ['-1', null],
    ['Infinity', null],
    [604_800, 604_800],
    [604_801, null],
    [1e300, null],
    ['1e300', null],
    [true, null],
    [null, null],
  ])('a duration of %j is %j seconds', (duration, seconds) =>
    expect(call({ total_talk_time: duration })).toMatchObject({ talkSeconds: seconds }),
  );

  test.each([
    ['2022-11-03 22:54:40+05:30', at],
    ['2022-11-03T22:54:40+0530', at],
    ['2022-11-03T17:24:40Z', at],
    ['2022-11-03 17:24:40 Z', at],
    [' 2022-11-03 17:24:40Z\n', at],
    ['2022-11-03 12:24:40-05:00', at],
    ['2022-11-03 17:24:40.123Z', at + 123],
    // The epoch, year 1, year 0 and the like are no time: nothing has happened yet.
    ['1970-01-02 00:00:01Z', null],
    ['2009-12-31 23:59:59Z', null],
    ['2010-01-01 00:00:00Z', Date.UTC(2010, 0, 1)],
    ['2100-01-01 00:00:00Z', null],
    ['9999-12-31 23:59:59Z', null],
    ['0001-01-01T00:00:00Z', null],
    ['0001-01-01 05:53:28+05:53', null],
    ['0000-00-00 00:00:00+05:30', null],
    ['-0001-11-30 00:00:00+05:53', null],
    ['1970-01-01 05:30:00+05:30', null],
    ['1970-01-01 23:59:59Z', null],
    ['1969-12-31 16:00:00-08:00', null],
    ['2022-11-03', null],
    ['2022-11-03 17:24:40', null],
    ['2022-11-03 17:24:40IST', null],
    ['2022-11-03 17:24:40.Z', null],
    ['2022-13-03 17:24:40Z', null],
    ['at 2022-11-03 17:24:40Z', null],
    ['2022-11-03 17:24:40Z or so', null],
    ['', null],
    [at, null],
    [null, null],
  ])('the time %j is %j', (time, read) =>
    expect(call({ end_time: time })).toMatchObject({ endedAt: read }),
  );

  test.each([
    [
      ['https://a/1.mp3', { url: 'https://a/2.mp3', part: 2 }],
      ['https://a/1.mp3', 'https://a/2.mp3'],
    ],
    [['', { url: '' }, { url: 7 }, {}, null, 7, 'https://a/1.mp3'], ['https://a/1.mp3']],
    [[], []],
    [null, []],
    ['https://a/1.mp3', []],
    [{ url: 'https://a/1.mp3' }, ['https://a/1.mp3']],
    [{}, []],
  ])('of the recordings %j: %j', (recordings, urls) =>
    expect(call({ recordings })).toMatchObject({ recordingUrls: urls }),
  );
});

describe('leg details', () => {
  const bare = {
    sid: null,
    name: null,
    contactUri: null,
    status: null,
    statusRaw: null,
    createdAt: null,
    updatedAt: null,
    groupId: null,
    groupName: null,
  };

  test('agents’ legs first, then the customer’s', () =>
    expect(
      parseLegDetails({ to: [{ sid: 'c' }], from: [{ sid: 'a' }, { sid: 'b' }] }, 'outbound'),
    ).toEqual([
      { ...bare, side: 'agent', sid: 'a' },
      { ...bare, side: 'agent', sid: 'b' },
      { ...bare, side: 'customer', sid: 'c' },
    ]));

  test('of a call that came in the customer’s first, then the agents’', () =>
    expect(
      parseLegDetails({ from: [{ sid: 'c' }], to: [{ sid: 'a' }, { sid: 'b' }] }, 'inbound'),
    ).toEqual([
      { ...bare, side: 'customer', sid: 'c' },
      { ...bare, side: 'agent', sid: 'a' },
      { ...bare, side: 'agent', sid: 'b' },
    ]));

  test('in full, and of wrong types', () => {
    expect(
      leg({
        sid: 'a',
        name: 'Asha',
        contact_uri: 'sip:asha',
        status: 'completed',
        date_created: '2022-11-03 17:24:40Z',
        date_updated: '2022-11-03 17:24:41Z',
        group_id: 12,
        group_name: 'Sales',
      }),
    ).toEqual({
      side: 'agent',
      sid: 'a',
      name: 'Asha',
      contactUri: 'sip:asha',
      status: 'completed',
      statusRaw: 'completed',
      createdAt: at,
      updatedAt: at + 1_000,
      groupId: '12',
      groupName: 'Sales',
    });
    const names = 'sid name contact_uri status date_created date_updated group_id group_name';
    const wrong = Object.fromEntries(names.split(' ').map((name) => [name, []]));
    expect(leg(wrong)).toEqual({ ...bare, side: 'agent' });
  });

  test('what is no leg is left out', () => {
    expect(parseLegDetails({ from: [null, 'leg', 7, {}], to: null }, 'outbound')).toHaveLength(1);
    expect(parseLegDetails({ from: 'legs', to: {} }, 'outbound')).toEqual([]);
    expect(parseLegDetails({}, 'outbound')).toEqual([]);
    // One thing where a list is documented is that thing.
    expect(parseLegDetails([{ from: { sid: 'a' } }], 'outbound')).toMatchObject([
      { side: 'agent', sid: 'a' },
    ]);
  });

  test.each([undefined, null, 'text', []])('%j are none', (value) =>
    expect(parseLegDetails(value, 'outbound')).toBeNull(),
  );

  test.each([
    ['in-progress', 'in-progress'],
    ['in_progress', 'in-progress'],
    ['In-Progress', 'in-progress'],
    ['no_answer', 'no-answer'],
    ['failed', 'failed'],
    ['busy', 'busy'],
    ['canceled', 'canceled'],
    ['In_Progress', 'in-progress'],
    ['IN PROGRESS', 'in-progress'],
    ['NO ANSWER', 'no-answer'],
    ['cancelled', 'canceled'],
    ['teleported', 'other'],
    ['constructor', 'other'],
    ['__proto__', 'other'],
    ['', null],
    ['null', null],
    [null, null],
  ])('the word %j is the status %j', (word, status) =>
    expect(leg({ status: word })).toMatchObject({ status, statusRaw: word }),
  );
});

test.each([
  ['completed', 'completed', 'completed'],
  ['from_leg_unanswered', 'agent_unanswered', 'agent_unanswered'],
  ['to_leg_unanswered', 'customer_unanswered', 'agent_unanswered'],
  ['from_leg_cancelled', 'agent_cancelled', 'customer_cancelled'],
  ['to_leg_cancelled', 'customer_cancelled', 'agent_cancelled'],
  ['from_leg_no_dial', 'agent_not_dialled', 'customer_not_dialled'],
  ['to_leg_no_dial', 'customer_not_dialled', 'agent_not_dialled'],
  ['something else', 'other', 'other'],
])('the status %s is %s of an outbound call, and %s of an inbound one', (status, out, into) => {
  expect(parseCallDetails({ sid, status }, 'outbound')).toMatchObject({ outcome: out });
  expect(parseCallDetails({ sid, status }, 'inbound')).toMatchObject({ outcome: into });
});
