import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { SeatWatch } from '../../../src/relay/broker/seat-watch.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const live = { retained: false };
const kept = { retained: true };

function watchRig({ random = 0.5 }: { random?: number } = {}) {
  const clock = new FakeClock();
  const began = clock.now();
  const tries: number[] = [];
  const watch = new SeatWatch({
    clock,
    relay: 'relay-1',
    random: () => random,
    onFree: () => {
      tries.push(clock.now() - began);
      watch.trying();
    },
  });
  const epoch = randomUUID();
  const says = (relay: string | null, how = live, of = epoch) =>
    watch.heard({ v: 1, relay, epoch: of, since: 0 }, how);
  return { clock, tries, watch, says, epoch };
}

test('a floor of which nobody says that they route is free after a second', () => {
  const { clock, tries, watch } = watchRig();
  clock.pass(60_000);
  expect(tries).toEqual([]);
  watch.connected();
  clock.pass(999);
  expect(tries).toEqual([]);
  clock.pass(1);
  expect(tries).toEqual([61_000]);
});

test('as long as another says that it routes, the seat is not free; its silence of 8 s frees it', () => {
  const { clock, tries, watch, says } = watchRig();
  watch.connected();
  says('relay-2', kept);
  for (let second = 0; second < 60; second += 3) {
    clock.pass(3_000);
    says('relay-2');
  }
  expect(tries).toEqual([]);
  clock.pass(7_999);
  expect(tries).toEqual([]);
  clock.pass(1);
  expect(tries).toEqual([68_000]);
});

test('a seat that is said to be free is taken after a short wait, unless another was quicker', () => {
  const { clock, tries, watch, says } = watchRig();
  watch.connected();
  says('relay-2');
  says(null);
  clock.pass(149);
  says('relay-3', live, randomUUID());
  clock.pass(7_000);
  expect(tries).toEqual([]);

  const other = watchRig();
  other.watch.connected();
  other.says('relay-2');
  other.says(null);
  other.clock.pass(149);
  expect(other.tries).toEqual([]);
  other.clock.pass(1);
  expect(other.tries).toEqual([150]);
});

test('the will of one that was put out frees nothing that another has taken', () => {
  const { clock, tries, watch, says, epoch } = watchRig();
  watch.connected();
  says('relay-2', live, randomUUID());
  says(null, live, epoch);
  clock.pass(7_999);
  expect(tries).toEqual([]);
});

test('a question without an answer frees it, and a sign of life of the same one does not', () => {
  const { clock, tries, watch, says } = watchRig();
  watch.connected();
  says('relay-2');
  watch.unanswered();
  says('relay-2');
  clock.pass(150);
  expect(tries).toEqual([150]);
});

test('a late answer, or another one in the seat, takes that back', () => {
  for (const comes of ['answer', 'another'] as const) {
    const { clock, tries, watch, says } = watchRig();
    watch.connected();
    says('relay-2');
    watch.unanswered();
    clock.pass(100);
    if (comes === 'answer') watch.answered();
    else says('relay-3', live, randomUUID());
    clock.pass(7_000);
    expect(tries).toEqual([]);
  }
});

test('a time of its own that the broker still names has ended', () => {
  const { clock, tries, watch, says } = watchRig();
  watch.connected();
  says('relay-1', kept);
  clock.pass(150);
  expect(tries).toEqual([150]);
});

test('at most one try in 5 s', () => {
  const { clock, tries, watch, says } = watchRig({ random: 0 });
  watch.connected();
  for (let tenth = 0, lost = 0; tenth < 120; tenth += 1) {
    watch.unanswered();
    says(null);
    clock.pass(100);
    if (tries.length === lost) continue;
    watch.lost();
    lost = tries.length;
  }
  expect(tries).toEqual([0, 5_000, 10_000]);
});

test('one that was put out waits to hear by whom, and then for that one’s silence', () => {
  const alone = watchRig({ random: 0 });
  alone.watch.connected();
  alone.says(null);
  alone.clock.pass(60_000);
  alone.watch.lost();
  alone.clock.pass(999);
  expect(alone.tries).toHaveLength(1);
  alone.clock.pass(1);
  expect(alone.tries).toEqual([0, 61_000]);

  for (const order of ['heard first', 'lost first'] as const) {
    const { clock, tries, watch, says } = watchRig({ random: 0 });
    watch.connected();
    says(null);
    clock.pass(60_000);
    if (order === 'lost first') watch.lost();
    says('relay-2', live, randomUUID());
    if (order === 'heard first') watch.lost();
    clock.pass(7_999);
    expect(tries).toEqual([0]);
    clock.pass(1);
    expect(tries).toEqual([0, 68_000]);
  }
});

test('without the broker nothing is tried, and what was heard before counts no more', () => {
  const { clock, tries, watch, says } = watchRig();
  watch.connected();
  says('relay-2');
  watch.disconnected();
  watch.unanswered();
  clock.pass(60_000);
  expect(tries).toEqual([]);
  watch.connected();
  says('relay-2', kept);
  clock.pass(7_999);
  expect(tries).toEqual([]);
  clock.pass(1);
  expect(tries).toEqual([68_000]);
});

test('one that stops tries nothing more', () => {
  const { clock, tries, watch, says } = watchRig();
  watch.connected();
  says(null);
  watch.stop();
  clock.pass(60_000);
  expect(tries).toEqual([]);
  expect(clock.waiting).toBe(0);
});
