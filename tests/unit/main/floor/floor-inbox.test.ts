import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { MessageIn } from '../../../../src/floor/messages.ts';
import { seal } from '../../../../src/floor/sealed.ts';
import { FloorInbox } from '../../../../src/main/floor/floor-inbox.ts';
import { reconnectDelayMs } from '../../../../src/main/floor/reconnect-delay.ts';

const key = { key: randomBytes(32), generation: 1 };
const topic = 'handset/1/f1/agent/asha/in';
const noon = Date.UTC(2026, 0, 5, 12);
const minute = 60_000;

const callback = (changes: object = {}): MessageIn => ({
  v: 1,
  id: randomUUID(),
  at: noon,
  kind: 'callback',
  event: 'terminal',
  sid: 'sid-1',
  customField: null,
  ...changes,
});

function inbox() {
  const box = new FloorInbox(key, () => noon);
  return (message: unknown, on = topic) => {
    const received = box.receive(on, Buffer.from(seal(message, on, key)));
    return received.kind === 'dropped' ? received.why : received.message;
  };
}

test('a message is taken once', () => {
  const take = inbox();
  const message = callback();
  expect(take(message)).toEqual(message);
  expect(take(message)).toBe('double');
});

test('after 2,000 others a message is forgotten, and its age still tells', () => {
  const take = inbox();
  const first = callback();
  take(first);
  for (let times = 0; times < 1_999; times += 1) take(callback());
  expect(take(first)).toBe('double');
  take(callback());
  expect(take(first)).toEqual(first);
});

test.each([
  ['of tomorrow', { at: noon + 2 * minute + 1 }, 'wrong_time'],
  ['of a clock that is a little fast', { at: noon + 2 * minute }, null],
  ['of yesterday', { at: noon - 24 * 60 * minute - 2 * minute - 1 }, 'wrong_time'],
  ['that waited all night', { at: noon - 24 * 60 * minute }, null],
  ['“answered” of long ago', { event: 'answered', at: noon - 5 * minute }, 'wrong_time'],
  ['of a kind to come', { kind: 'dance' }, 'unknown'],
  ['of another version', { v: 2 }, 'unknown'],
  ['without a sid', { sid: '' }, 'unknown'],
])('a message %s', (_what, changes, dropped) => {
  const message = { ...callback(), ...changes };
  expect(inbox()(message)).toEqual(dropped ?? message);
});

test('what was sealed for a colleague’s topic is not read on ours', () => {
  const box = new FloorInbox(key, () => noon);
  const sealed = Buffer.from(seal(callback(), 'handset/1/f1/agent/vikram/in', key));
  expect(box.receive(topic, sealed)).toEqual({ kind: 'dropped', why: 'not_sealed' });
});

test('desktops come back at different moments, later with every failure, within 30 s', () => {
  expect(reconnectDelayMs(0, 0)).toBe(1_000);
  expect(reconnectDelayMs(0, 0.5)).toBe(1_500);
  expect(reconnectDelayMs(3, 0.5)).toBe(8_500);
  expect(reconnectDelayMs(50, 1)).toBe(30_000);
});
