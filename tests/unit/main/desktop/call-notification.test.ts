import { expect, test } from 'vitest';
import { callNotification } from '../../../../src/main/desktop/call-notification.ts';
import { callOutcomes } from '../../../../src/shared/domain/call.ts';
import { aCall } from '../../../support/a-call.ts';
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
