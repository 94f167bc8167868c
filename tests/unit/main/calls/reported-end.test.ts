import { expect, test } from 'vitest';
import { reportedEnd } from '../../../../src/main/calls/reported-end.ts';
import { recordedCall } from '../../../support/call-facts.ts';

const sentAt = Date.UTC(2026, 0, 5, 9);
const id = '0f6e2f0c-5b7e-4a3d-9a41-3f0f0f3f9a11';
const sid = '3f3fedf8f0928550a60bfa6302dc16b2';
const now = sentAt + 5 * 60_000;
const call = recordedCall({
  id,
  sid,
  state: 'accepted',
  createdAt: sentAt,
  sentAt,
  customField: `handset-${id}`,
});
const told = {
  sid,
  state: 'terminal',
  status: 'completed',
  created_time: '2026-01-05T14:30:01+05:30',
  start_time: '2026-01-05T14:30:01+05:30',
  end_time: '2026-01-05T14:34:50+05:30',
  updated_time: '2026-01-05T14:34:51+05:30',
  total_talk_time: 240,
  total_duration: 289,
  custom_field: `handset-${id}`,
  recordings: null,
};
const reported = (details: unknown, of = call, named = sid) =>
  reportedEnd(of, { sid: named, customField: null, event: 'terminal', details }, now);

test('a callback that proves whose it is tells how the call ended', () => {
  expect(reported(told)).toMatchObject({ outcome: 'completed', talkSeconds: 240, over: true });
});

test.each([
  ['nothing', undefined],
  ['of another kind', 'completed'],
  ['of a call that goes on', { ...told, state: 'active' }],
  ['with a status that is not known', { ...told, status: 'enlightened' }],
  ['of another call', { ...told, sid: '9f0e2c5a7b1d4c33a1f0c4d2e6b81a7q' }],
  ['without an intent', { ...told, custom_field: null }],
  ['of another intent', { ...told, custom_field: `handset-${id.replace('0f', '1f')}` }],
  ['of an intent that was cut off', { ...told, custom_field: `handset-${id.slice(0, 20)}` }],
  ['from before the dial', { ...told, created_time: '2026-01-05T14:27:59+05:30' }],
  ['from the future', { ...told, end_time: '2026-01-05T14:37:01+05:30' }],
])('content %s is not believed', (_what, details) => {
  expect(reported(details)).toBeNull();
});

test('nor for a call whose sid is not known, or another', () => {
  expect(reported(told, { ...call, sid: null })).toBeNull();
  expect(reported(told, { ...call, sid: 'other' })).toBeNull();
  expect(reported(told, call, 'other')).toBeNull();
});

test('times go by how far this computer’s clock is ahead of Exotel’s', () => {
  const ahead = 3_600_000;
  const late = recordedCall({ ...call, createdAt: sentAt + ahead, sentAt: sentAt + ahead });
  const content = { sid, customField: null, event: 'terminal' as const, details: told };
  expect(reportedEnd(late, content, now + ahead)).toBeNull();
  expect(reportedEnd({ ...late, aheadMs: ahead }, content, now + ahead)).not.toBeNull();
});
