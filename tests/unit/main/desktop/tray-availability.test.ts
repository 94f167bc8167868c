import { expect, test } from 'vitest';
import type { TrayAction, TrayEntry } from '../../../../src/main/desktop/tray-model.ts';
import { trayModel } from '../../../../src/main/desktop/tray-model.ts';
import type { FloorView } from '../../../../src/shared/contract/floor.ts';
import { aCall } from '../../../support/a-call.ts';
import { aFloor, noFloor } from '../../../support/a-floor.ts';
import { english } from '../../../support/english.ts';

const trayOf = (floor: FloorView) =>
  trayModel({ call: null, recent: [], practice: false, floor, missed: 0 }, english);

/** The entries below the one that says what the agent is. */
function below(floor: FloorView): TrayEntry[] {
  const found = trayOf(floor).entries.find(({ kind }) => kind === 'submenu');
  return found?.kind === 'submenu' ? found.entries : [];
}

const lines = (floor: FloorView) =>
  below(floor).map((entry) => {
    if (entry.kind === 'separator') return '—';
    return entry.kind === 'choice' && entry.chosen ? `● ${entry.label}` : entry.label;
  });

const actions = (floor: FloorView): TrayAction[] =>
  below(floor).flatMap((entry) => ('action' in entry ? [entry.action] : []));

test('without a floor there is nothing of it', () => {
  expect(below(noFloor)).toEqual([]);
  expect(trayOf(noFloor)).toMatchObject({ icon: 'idle', tooltip: 'Handset – Ready' });
});

test('the floor’s reasons, and one the agent typed; what is chosen is marked', () => {
  const floor = aFloor({
    availability: { reason: 'Dentist', wish: { state: 'break', reason: 'Dentist' } },
  });
  expect(lines(floor)).toEqual([
    'Available',
    'Break',
    'Break: Lunch',
    'Break: Tea',
    'Break: Training',
    '● Break: Dentist',
  ]);
  expect(actions(floor)[2]).toEqual({
    do: 'beAvailable',
    wish: { state: 'break', reason: 'Lunch' },
  });
  expect(trayOf(floor)).toMatchObject({
    icon: 'away',
    tooltip: 'Handset – On a break: Dentist',
  });
});

test('available looks like ready', () => {
  const floor = aFloor({ availability: { state: 'available', wish: { state: 'available' } } });
  expect(lines(floor)[0]).toBe('● Available');
  expect(trayOf(floor)).toMatchObject({ icon: 'idle', tooltip: 'Handset – Available' });
});

test('a break chosen during a call is said to come after it', () => {
  const wish = { state: 'break', reason: 'Lunch' } as const;
  const floor = aFloor({ availability: { state: 'oncall', wish } });
  expect(lines(floor)[0]).toBe('After this call');
  expect(trayOf(floor).tooltip).toBe('Handset – Lunch after this call');
});

test('the time after a call can be ended', () => {
  const floor = aFloor({ availability: { state: 'wrapup', wish: { state: 'available' } } });
  expect(lines(floor).slice(-2)).toEqual(['—', 'End the time after the call']);
  expect(actions(floor).at(-1)).toEqual({ do: 'endWrapUp' });
});

test.each([
  ['elsewhere', 'Signed in elsewhere', ['signInHere']],
  ['locked', 'Keychain locked', ['retry']],
] as const)('%s: nothing can be chosen, but mended', (connection, words, does) => {
  const floor = aFloor({ connection });
  expect(trayOf(floor)).toMatchObject({ icon: 'away', tooltip: `Handset – ${words}` });
  expect(actions(floor).map((action) => action.do)).toEqual(does);
});

test.each(['refused', 'outdated'] as const)('%s: the entry opens the window', (connection) => {
  const floor = aFloor({ connection });
  expect(below(floor)).toEqual([]);
  expect(trayOf(floor).entries).toContainEqual(
    expect.objectContaining({
      label: expect.stringMatching(/^Availability: /),
      action: { do: 'open', callId: null },
    }),
  );
});

test('an unreachable floor keeps the choice: it hears of it later', () => {
  expect(lines(aFloor({ connection: 'unreachable' }))).toEqual([
    'Available',
    '● Break',
    'Break: Lunch',
    'Break: Tea',
    'Break: Training',
    '—',
    'Connect now',
  ]);
});

test('a call goes before everything, and practice before the floor', () => {
  const call = aCall({ state: 'agent_answered', outcome: null });
  const state = { call, recent: [], practice: false, floor: aFloor(), missed: 0 };
  expect(trayModel(state, english).icon).toBe('talking');
  expect(trayModel({ ...state, call: null, practice: true }, english)).toMatchObject({
    icon: 'practice',
    tooltip: 'Handset – Ready · practice account',
  });
});
