import { expect, test } from 'vitest';
import type { AgentState } from '../../../src/floor/messages.ts';
import { Roster } from '../../../src/relay/roster.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const first = '11111111-1111-4111-8111-111111111111';
const second = '22222222-2222-4222-8222-222222222222';

function rosterRig(known: readonly string[] = ['asha', 'ravi']) {
  const clock = new FakeClock();
  const agents = new Set(known);
  const roster = new Roster(clock, (id) => agents.has(id));
  const arrived: string[] = [];
  let changes = 0;
  roster.arrived.on((agent) => arrived.push(agent));
  roster.changed.on(() => {
    changes += 1;
  });
  let seq = 0;
  const hear = (state: Partial<AgentState> = {}, ageMs = 0, agent = 'asha') => {
    seq += 1;
    return roster.hear({
      agent,
      ageMs,
      content: {
        v: 1,
        session: first,
        desktop: first,
        seq,
        state: 'available',
        since: clock.now(),
        until: null,
        reason: null,
        ...state,
      },
    });
  };
  const will = (session = first) => hear({ session, seq: null, state: 'offline', since: 0 });
  return { clock, roster, agents, arrived, hear, will, changes: () => changes };
}

test('who was never heard is offline, for nobody knows how long', () => {
  const { roster } = rosterRig();
  expect(roster.presenceOf('asha')).toEqual({ state: 'offline', forMs: null, reason: null });
  expect(roster.desktops()).toBe(0);
});

test('a state counts from when it began, and a session arrives once', () => {
  const { clock, roster, arrived, hear, changes } = rosterRig();
  hear({ since: clock.now() - 5_000 });
  expect(roster.presenceOf('asha')).toEqual({ state: 'available', forMs: 5_000, reason: null });
  expect([arrived, roster.desktops(), changes()]).toEqual([['asha'], 1, 1]);
  clock.pass(60_000);
  hear({ since: clock.now() - 65_000 });
  expect(roster.presenceOf('asha').forMs).toBe(65_000);
  expect([arrived, changes()]).toEqual([['asha'], 1]);
  hear({ state: 'break', reason: 'Tea' });
  expect(roster.presenceOf('asha')).toEqual({ state: 'break', forMs: 0, reason: 'Tea' });
  expect([arrived, changes()]).toEqual([['asha'], 2]);
});

test('a desktop’s clock cannot make a state begin before the one before was heard, or later', () => {
  const { clock, roster, hear } = rosterRig();
  hear();
  clock.pass(10_000);
  hear({ state: 'oncall', since: clock.now() - 3_600_000 });
  expect(roster.presenceOf('asha').forMs).toBe(10_000);
  clock.pass(1_000);
  hear({ state: 'wrapup', since: clock.now() + 3_600_000 });
  expect(roster.presenceOf('asha').forMs).toBe(0);
});

test('the relay’s wall clock decides nothing', () => {
  const { clock, roster, hear } = rosterRig();
  hear();
  clock.jump(86_400_000);
  clock.pass(1_000);
  expect(roster.presenceOf('asha')).toEqual({ state: 'available', forMs: 1_000, reason: null });
  clock.jump(-200_000_000);
  expect(roster.desktops()).toBe(1);
});

test('a state that is not sent again for 150 s is an absence, and the next one an arrival', () => {
  const { clock, roster, arrived, hear } = rosterRig();
  hear({ state: 'break', reason: 'Tea' });
  clock.pass(150_000);
  expect(roster.presenceOf('asha').state).toBe('break');
  clock.pass(1);
  expect(roster.presenceOf('asha')).toEqual({ state: 'offline', forMs: 150_001, reason: null });
  expect(roster.desktops()).toBe(0);
  hear();
  expect(arrived).toEqual(['asha', 'asha']);
});

test('what the broker kept is as old as it is', () => {
  const { clock, roster, arrived, hear } = rosterRig();
  hear({}, 140_000);
  expect(roster.desktops()).toBe(1);
  clock.pass(10_001);
  expect(roster.desktops()).toBe(0);
  hear({}, 160_000, 'ravi');
  expect(arrived).toEqual(['asha']);
});

test('a will takes its own session offline; that of an earlier one is ignored', () => {
  const { roster, clock, arrived, hear, will } = rosterRig();
  hear();
  clock.pass(1_000);
  hear({ session: second });
  expect(will(first)).toBe('old');
  expect(hear({ session: first })).toBe('old');
  expect(roster.presenceOf('asha').state).toBe('available');
  clock.pass(1_000);
  expect(will(second)).toBe('taken');
  clock.pass(3_000);
  expect(roster.presenceOf('asha')).toEqual({ state: 'offline', forMs: 3_000, reason: null });
  // The broker had only lost it for a while.
  expect(hear({ session: second })).toBe('taken');
  expect(arrived).toEqual(['asha', 'asha', 'asha']);
});

test('within a session the order is by number; the same number again says that it is still so', () => {
  const { clock, roster, hear } = rosterRig();
  hear({ seq: 5, state: 'break' });
  expect(hear({ seq: 4, state: 'oncall' })).toBe('old');
  clock.pass(100_000);
  expect(hear({ seq: 5, state: 'break', since: clock.now() - 100_000 })).toBe('taken');
  clock.pass(100_000);
  expect(roster.presenceOf('asha').state).toBe('break');
});

test('only agents of agents.json count, and only what can be read', () => {
  const { roster, agents, hear } = rosterRig();
  expect(hear({}, 0, 'mallory')).toBe('unknown agent');
  expect(hear({ state: 'dancing' as never })).toBe('unreadable');
  expect(roster.hear({ agent: 'asha', ageMs: 0, content: null })).toBe('unreadable');
  expect(hear()).toBe('taken');
  agents.delete('asha');
  roster.prune();
  expect(roster.desktops()).toBe(0);
});
