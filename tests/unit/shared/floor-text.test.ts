import { expect, test } from 'vitest';
import {
  callComesFirst,
  canChoose,
  reasonsOf,
  standingOf,
  standingText,
} from '../../../src/shared/floor-text.ts';
import { english } from '../../../src/shared/messages/messages.ts';
import { aFloor, noFloor } from '../../support/a-floor.ts';

const lunch = { state: 'break', reason: 'Lunch' } as const;

test('without a floor an agent stands nowhere', () => {
  expect(standingOf(noFloor)).toBeNull();
});

test('no connection goes before what the agent is', () => {
  const availability = { state: 'available', wish: { state: 'available' } } as const;
  expect(standingOf(aFloor({ availability }))).toBe('available');
  expect(standingOf(aFloor({ availability, connection: 'unreachable' }))).toBe('unreachable');
});

test('a break that follows a call is told from one that is', () => {
  expect(standingOf(aFloor({ availability: { state: 'oncall', wish: lunch } }))).toBe(
    'breakAfterCall',
  );
  expect(standingOf(aFloor({ availability: { state: 'wrapup', wish: lunch } }))).toBe(
    'breakAfterCall',
  );
  expect(standingOf(aFloor({ availability: { state: 'break', wish: lunch } }))).toBe('break');
  expect(standingOf(aFloor({ availability: { state: 'offline', wish: lunch } }))).toBe('offline');
});

test('a break is called by its reason, if it has one', () => {
  const floor = aFloor({ availability: { reason: 'Lunch', wish: lunch } });
  expect(standingText('break', floor)).toEqual({ key: 'floor.because.break', reason: 'Lunch' });
  expect(standingText('breakAfterCall', floor)).toEqual({
    key: 'floor.because.breakAfterCall',
    reason: 'Lunch',
  });
  expect(standingText('break', aFloor())).toEqual({ key: 'floor.standing.break' });
});

test('whoever chooses after a call is done with it; during one, the call comes first', () => {
  expect(callComesFirst({ state: 'oncall' })).toBe(true);
  expect(callComesFirst({ state: 'wrapup' })).toBe(false);
});

test('what the floor will hear can be chosen, what it will not cannot', () => {
  expect((['connected', 'connecting', 'unreachable'] as const).map(canChoose)).not.toContain(false);
  expect(
    (['none', 'refused', 'elsewhere', 'locked', 'outdated'] as const).map(canChoose),
  ).not.toContain(true);
});

test('a reason that the agent typed stands beside the floor’s, each once', () => {
  expect(reasonsOf(aFloor({ availability: { wish: lunch } }))).toEqual([
    'Lunch',
    'Tea',
    'Training',
  ]);
  const dentist = { state: 'break', reason: 'Dentist' } as const;
  expect(reasonsOf(aFloor({ availability: { wish: dentist } }))).toContain('Dentist');
});

test('whoever is cut off from the floor reads that customers’ calls are not shown', () => {
  const { trouble } = english.floor;
  for (const kind of ['unreachable', 'refused', 'elsewhere', 'locked'] as const)
    expect(trouble[kind].message).toMatch(/customers’ calls are not shown/i);
  expect(english.history.nothingOfWay.inbound).toContain('only while you are joined to a floor');
});
