import { expect, test } from 'vitest';
import { customerMark, stickyKey } from '../../../src/floor/keys.ts';
import { seal } from '../../../src/floor/sealed.ts';
import { topicsOf } from '../../../src/floor/topics.ts';
import { AgentKeyring } from '../../../src/relay/agent-keyring.ts';
import { FloorBudget } from '../../../src/relay/budget/floor-budget.ts';
import { type HearingParts, hearFloor } from '../../../src/relay/floor-hearing.ts';
import { HeldBook } from '../../../src/relay/held-book.ts';
import { RecentBook } from '../../../src/relay/recent-book.ts';
import { Roster } from '../../../src/relay/roster.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { asha } from '../../support/relay-folder.ts';
import { aHold, sealKeyOf } from '../../support/seat-of.ts';

const master = Buffer.alloc(32, 7);
const topics = topicsOf('f1');
const mark = customerMark(stickyKey(master, 'f1'), '+919800000001');

function hearingRig() {
  const clock = new FakeClock();
  const dropped: string[] = [];
  const keyring = new AgentKeyring(master, 'f1', [asha]);
  const parts = {
    topics,
    keyring,
    clock,
    roster: new Roster(clock, (id) => keyring.has(id)),
    held: new HeldBook(clock),
    recent: new RecentBook(),
    budget: new FloorBudget(),
    metrics: { dropped: (why: string) => void dropped.push(why) },
  };
  const hear = hearFloor(parts as unknown as HearingParts);
  return {
    ...parts,
    dropped,
    hear: (topic: string, payload: string) =>
      hear({
        topic,
        payload: Buffer.from(payload),
        retained: true,
        secondsLeft: 60,
        answerTo: null,
        correlation: null,
      }),
  };
}

test('holds and recent customers are heard, and forgotten where they are removed', () => {
  const { hear, held, recent, dropped } = hearingRig();
  const own = topics.agent('asha');
  const key = { key: sealKeyOf(master, 'asha'), generation: 1 };
  hear(own.held, JSON.stringify(aHold('asha')));
  hear(own.recent, seal({ v: 1, marks: [mark] }, own.recent, key));
  expect([held.list().length, recent.newest(mark)]).toEqual([1, 'asha']);
  hear(own.held, '');
  hear(own.recent, '');
  expect([held.list().length, recent.newest(mark), dropped]).toEqual([0, null, []]);
});

test('what is none is counted and dropped', () => {
  const { hear, dropped } = hearingRig();
  const own = topics.agent('asha');
  const key = { key: sealKeyOf(master, 'asha'), generation: 1 };
  hear(own.held, 'x');
  hear(own.recent, JSON.stringify({ v: 1, marks: [mark] }));
  hear(own.recent, seal({ v: 1, marks: 'x' }, own.recent, key));
  hear(topics.agent('nobody').recent, 'x');
  expect(dropped).toEqual(['unreadable', 'not sealed', 'unreadable', 'unknown agent']);
});
