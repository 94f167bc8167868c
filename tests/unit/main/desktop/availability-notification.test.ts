import { expect, test } from 'vitest';
import { toggledText } from '../../../../src/main/desktop/availability-notification.ts';
import { floorConnectionStates } from '../../../../src/shared/contract/floor.ts';
import { otherWish } from '../../../../src/shared/floor-text.ts';
import { aFloor } from '../../../support/a-floor.ts';
import { english } from '../../../support/english.ts';

const available = { state: 'available' } as const;
const lunch = { state: 'break', reason: 'Lunch' } as const;

test('one key changes a break into available, and back into a break', () => {
  expect(otherWish(lunch)).toEqual(available);
  expect(otherWish(available)).toEqual({ state: 'break', reason: null });
});

test.each([
  ['Available', { state: 'available', wish: available }],
  ['On a break: Lunch', { state: 'break', reason: 'Lunch', wish: lunch }],
  ['Available after this call', { state: 'oncall', wish: available }],
  ['Lunch after this call', { state: 'oncall', wish: lunch }],
] as const)('connected, it says “%s”', (title, availability) => {
  const text = toggledText(aFloor({ availability }), english);
  expect(text).toEqual({
    title,
    body: 'Your shortcut changed it. Press it again to change it back.',
  });
});

test('while the floor cannot be reached it says what was chosen, and that this waits', () => {
  const availability = { state: 'available', wish: available } as const;
  expect(toggledText(aFloor({ connection: 'unreachable', availability }), english)).toEqual({
    title: 'Available',
    body: 'The floor hears of it as soon as it is connected.',
  });
});

test('where nothing was changed it says why, and never that something was', () => {
  for (const connection of ['refused', 'elsewhere', 'locked', 'outdated'] as const)
    expect(toggledText(aFloor({ connection }), english).body).toMatch(/floor|keychain/);
});

test('it has words for every connection', () => {
  for (const connection of floorConnectionStates)
    expect(toggledText(aFloor({ connection }), english).title).not.toBe('');
});
