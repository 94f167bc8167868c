import { expect, test } from 'vitest';
import { callNotification } from '../../../../src/main/desktop/call-notification.ts';
import { callOutcomes } from '../../../../src/shared/domain/call.ts';
import { english } from '../os/english.ts';
import { sampleCall } from '../os/sample-call.ts';

test('how it came out is the title; who, number and talk time stand below, each once', () => {
  const notification = callNotification(sampleCall({ customerName: 'Asha' }), english);
  expect(notification).toEqual({
    title: 'Talked',
    body: 'Asha · +91 98765 43210 · 3:05 talked. Click for note and result.',
  });
  const nameless = callNotification(sampleCall({ talkSeconds: null }), english);
  expect(nameless.body).toBe('+91 98765 43210. Click for note and result.');
});

test.each([
  [0, '0:00'],
  [59.6, '1:00'],
  [3_729, '1:02:09'],
])('%s seconds are %s', (talkSeconds, text) => {
  expect(callNotification(sampleCall({ talkSeconds }), english).body).toContain(` ${text} `);
});

test('a practice call says that it was one', () => {
  const call = sampleCall({ practice: true });
  expect(callNotification(call, english).title).toBe('Practice · Talked');
});

test('a call in doubt asks', () => {
  const call = sampleCall({ state: 'unknown', outcome: 'unknown', talkSeconds: null });
  expect(callNotification(call, english).title).toBe('Was +91 98765 43210 called?');
});

test('every outcome has words', () => {
  for (const outcome of [...callOutcomes, null]) {
    const { title } = callNotification(sampleCall({ outcome, talkSeconds: null }), english);
    expect(title).not.toBe('');
  }
});
