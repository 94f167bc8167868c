import { expect, test } from 'vitest';
import {
  arrivalNotification,
  callNotification,
} from '../../../../src/main/desktop/call-notification.ts';
import { callOutcomes } from '../../../../src/shared/domain/call.ts';
import { aCall, anArrival } from '../../../support/a-call.ts';
import { english } from '../../../support/english.ts';

test('how it came out is the title; who, number and talk time stand below, each once', () => {
  const notification = callNotification(aCall({ customerName: 'Asha' }), english);
  expect(notification).toEqual({
    title: 'Talked',
    body: 'Asha · +91 98765 43210 · 3:05 talked. Click for note and result.',
  });
  const nameless = callNotification(aCall({ talkSeconds: null }), english);
  expect(nameless.body).toBe('+91 98765 43210. Click for note and result.');
});

test.each([
  [0, '0:00'],
  [59.6, '1:00'],
  [3_729, '1:02:09'],
])('%s seconds are %s', (talkSeconds, text) => {
  expect(callNotification(aCall({ talkSeconds }), english).body).toContain(` ${text} `);
});

test('a practice call says that it was one', () => {
  const call = aCall({ practice: true });
  expect(callNotification(call, english).title).toBe('Practice · Talked');
});

test('a call in doubt asks', () => {
  const call = aCall({ state: 'unknown', outcome: 'unknown', talkSeconds: null });
  expect(callNotification(call, english).title).toBe('Was +91 98765 43210 called?');
});

test('every outcome has words', () => {
  for (const outcome of [...callOutcomes, null]) {
    const { title } = callNotification(aCall({ outcome, talkSeconds: null }), english);
    expect(title).not.toBe('');
  }
});

test('a customer who calls is named, with the queue they came through', () => {
  const call = anArrival({ customerName: 'Meera' });
  expect(arrivalNotification(call, english)).toEqual({
    title: 'Meera · +91 98765 43210 is calling',
    body: 'Pick up your phone.',
  });
  const arrival = { ...call.arrival, queue: { id: 'sales', name: 'Sales' } };
  const withheld = { customerNumber: null, customerDisplay: null, practice: true };
  expect(arrivalNotification(anArrival({ arrival, ...withheld }), english)).toEqual({
    title: 'Practice · A withheld number is calling',
    body: 'For Sales. Pick up your phone.',
  });
});

test('a missed call asks for no note', () => {
  const { arrival } = anArrival();
  const outcome = 'agent_unanswered';
  const call = anArrival({ outcome, arrival: { ...arrival, answeredBy: null } });
  expect(callNotification(call, english)).toEqual({
    title: 'Missed',
    body: '+91 98765 43210. Click to see the call.',
  });
});
