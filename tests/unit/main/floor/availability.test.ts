import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AvailabilityEvent,
  availabilityAfter,
  firstAvailability,
} from '../../../../src/main/floor/availability.ts';

const available: AvailabilityEvent = { type: 'wish', wish: { state: 'available' } };
const lunch: AvailabilityEvent = { type: 'wish', wish: { state: 'break', reason: 'Lunch' } };
const callOpens: AvailabilityEvent = { type: 'calls', open: true, wrapUpSeconds: 30 };
const callEnds: AvailabilityEvent = { type: 'calls', open: false, wrapUpSeconds: 30 };

/** One event a second, from second 0. */
const shownAfter = (...events: AvailabilityEvent[]) =>
  events.reduce(
    (facts, event, index) => availabilityAfter(facts, event, (index + 1) * 1000),
    firstAvailability(0),
  ).shown;

describe('availability', () => {
  test('starts as a break: nobody is rung before they say so', () => {
    expect(shownAfter()).toMatchObject({ state: 'break', reason: null, since: 0 });
    expect(shownAfter(available)).toMatchObject({ state: 'available', since: 1000 });
  });

  test('a call, the time after it, and back to what was before', () => {
    expect(shownAfter(available, callOpens)).toMatchObject({ state: 'oncall', since: 2000 });
    expect(shownAfter(available, callOpens, callEnds)).toMatchObject({
      state: 'wrapup',
      since: 3000,
      until: 33_000,
    });
    expect(shownAfter(available, callOpens, callEnds, { type: 'wrap_up_over' })).toMatchObject({
      state: 'available',
      since: 4000,
      until: null,
    });
  });

  test('a break asked for during a call begins after the time after it', () => {
    const during = [available, callOpens, lunch] as const;
    expect(shownAfter(...during)).toMatchObject({ state: 'oncall', wish: lunch.wish });
    expect(shownAfter(...during, callEnds)).toMatchObject({ state: 'wrapup' });
    expect(shownAfter(...during, callEnds, { type: 'wrap_up_over' })).toMatchObject({
      state: 'break',
      reason: 'Lunch',
    });
  });

  test('choosing anything in the time after a call ends it', () => {
    const after = [available, callOpens, callEnds] as const;
    expect(shownAfter(...after, available)).toMatchObject({ state: 'available' });
    expect(shownAfter(...after, lunch)).toMatchObject({ state: 'break', reason: 'Lunch' });
  });

  test('writing prolongs the time after a call, once', () => {
    const writing: AvailabilityEvent = { type: 'writing', wrapUpSeconds: 30 };
    expect(shownAfter(callOpens, callEnds, writing)).toMatchObject({ until: 62_000 });
    expect(shownAfter(callOpens, callEnds, writing, writing)).toMatchObject({ until: 62_000 });
    expect(shownAfter(writing)).toMatchObject({ state: 'break', until: null });
  });

  test('no time after a call where the floor gives none', () => {
    const end: AvailabilityEvent = { type: 'calls', open: false, wrapUpSeconds: 0 };
    expect(shownAfter(available, callOpens, end)).toMatchObject({ state: 'available' });
  });

  test('away is offline whatever else is so, and back is a break', () => {
    expect(shownAfter(available, callOpens, { type: 'away' })).toMatchObject({ state: 'offline' });
    expect(shownAfter(available, { type: 'away' }, { type: 'back' })).toMatchObject({
      state: 'break',
      reason: null,
    });
    // Who was never away is not sent on a break.
    expect(shownAfter(available, { type: 'back' })).toMatchObject({ state: 'available' });
  });

  test('in any order: never available in a call, away, or without having said so', () => {
    const event = fc.constantFrom<AvailabilityEvent>(
      available,
      lunch,
      callOpens,
      callEnds,
      { type: 'wrap_up_over' },
      { type: 'writing', wrapUpSeconds: 30 },
      { type: 'away' },
      { type: 'back' },
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        let facts = firstAvailability(0);
        let inCall = false;
        let away = false;
        let said = false;
        for (const [index, each] of events.entries()) {
          const before = facts;
          facts = availabilityAfter(facts, each, index + 1);
          if (each.type === 'calls') inCall = each.open;
          if (each.type === 'wish') said = each.wish.state === 'available';
          if (each.type === 'back' && away) said = false;
          if (each.type === 'away') away = true;
          if (each.type === 'back') away = false;
          const { state, since } = facts.shown;
          expect(state === 'available' && (inCall || away || !said)).toBe(false);
          if (state === before.shown.state && facts.shown.reason === before.shown.reason)
            expect(since).toBe(before.shown.since);
        }
      }),
      { numRuns: 500 },
    );
  });
});
