import { expect, test } from 'vitest';
import { listItems } from '../../../src/renderer/src/features/history/list-items.ts';
import type { OutboundCall } from '../../../src/shared/domain/call.ts';
import { aCall } from '../../support/a-call.ts';

const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();
const calls = [
  aCall({ id: 'c', createdAt: at(23, 14), talkSeconds: 60 }),
  aCall({ id: 'b', createdAt: at(23, 9), talkSeconds: null }),
  aCall({ id: 'a', createdAt: at(22, 18), talkSeconds: 30 }),
];

test('each day has its heading, before its calls', () => {
  expect(listItems(calls, true).map(({ key }) => key)).toEqual([
    `day-${at(23, 0)}`,
    'c',
    'b',
    `day-${at(22, 0)}`,
    'a',
  ]);
});

test('a day is summed up only when it is here to its end', () => {
  const sums = (complete: boolean) =>
    listItems(calls, complete).flatMap((item) => (item.kind === 'day' ? [item.sums] : []));
  expect(sums(true)).toEqual([
    { calls: 2, talkSeconds: 60 },
    { calls: 1, talkSeconds: 30 },
  ]);
  expect(sums(false)).toEqual([{ calls: 2, talkSeconds: 60 }, null]);
});

test('a call whose time cannot be read stands on the day of those around it', () => {
  const undated = (id: string) => aCall({ id, createdAt: 0, unreadable: ['createdAt'] });
  const keys = (all: typeof calls) => listItems(all, true).map(({ key }) => key);
  const [c, b, a] = calls as [OutboundCall, OutboundCall, OutboundCall];
  expect(keys([undated('first'), c, undated('x'), b, a, undated('last')])).toEqual([
    `day-${at(23, 0)}`,
    'first',
    'c',
    'x',
    'b',
    `day-${at(22, 0)}`,
    'a',
    'last',
  ]);
  expect(keys([undated('alone')])).toHaveLength(2);
});
