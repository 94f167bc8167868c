import { beforeEach, describe, expect, test } from 'vitest';
import { AgentAvailability } from '../../../../src/main/floor/agent-availability.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

let clock: FakeClock;
let agent: AgentAvailability;
beforeEach(() => {
  clock = new FakeClock();
  agent = new AgentAvailability(clock);
  agent.wrapUpSeconds = 30;
  agent.wish({ state: 'available' });
});
const state = () => agent.shown.state;

describe('an agent’s availability', () => {
  test('is on a call while any call is open', () => {
    agent.call('a', true, true);
    agent.call('b', true, true);
    agent.call('a', false, true);
    expect(state()).toBe('oncall');
    agent.call('b', false, true);
    expect(state()).toBe('wrapup');
    // A call that was over already ends nothing again.
    agent.call('a', false, true);
    clock.pass(29_999);
    expect(state()).toBe('wrapup');
    clock.pass(1);
    expect(state()).toBe('available');
  });

  test('the time after a call is as long by a clock that is set', () => {
    agent.call('a', true, true);
    agent.call('a', false, true);
    clock.jump(3_600_000);
    clock.pass(29_999);
    expect(state()).toBe('wrapup');
    agent.writing();
    clock.jump(-7_200_000);
    clock.pass(30_000);
    expect(state()).toBe('wrapup');
    clock.pass(1);
    expect(state()).toBe('available');
  });

  test('a screen that is locked for five minutes has nobody before it', () => {
    agent.locked();
    clock.pass(299_999);
    expect(state()).toBe('available');
    clock.pass(1);
    expect(state()).toBe('offline');
    agent.back();
    expect(state()).toBe('break');
  });

  test('a screen that is unlocked in time changes nothing', () => {
    agent.locked();
    clock.pass(200_000);
    agent.back();
    clock.pass(300_000);
    expect(state()).toBe('available');
  });

  test('tells of every change once', () => {
    const told: string[] = [];
    agent.changed.on(({ state: each }) => told.push(each));
    agent.call('a', true, true);
    agent.call('b', true, true);
    agent.away();
    agent.away();
    agent.dispose();
    expect(told).toEqual(['oncall', 'offline']);
  });
});
