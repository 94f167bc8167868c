import { expect, test } from 'vitest';
import { FloorBudget, pollShare } from '../../../src/relay/budget/floor-budget.ts';

test('what desktops spent counts for a minute, and once', () => {
  const budget = new FloorBudget();
  let heard = 0;
  budget.heard.on(() => {
    heard += 1;
  });
  expect(budget.hear({ id: 'a', place: 3, query: 5, refused: 1 }, 1_000)).toBe(true);
  expect(budget.hear({ id: 'b', place: 1, query: 0, refused: 0 }, 31_000)).toBe(true);
  expect(budget.hear({ id: 'a', place: 3, query: 5, refused: 1 }, 31_000)).toBe(false);
  expect(heard).toBe(2);
  expect(budget.lastMinute(60_999)).toEqual({ placed: 4, queried: 5, refused: 1 });
  expect(budget.lastMinute(61_000)).toEqual({ placed: 1, queried: 0, refused: 0 });
  expect(budget.lastMinute(91_000)).toEqual({ placed: 0, queried: 0, refused: 0 });
});

test.each([
  ['nothing dialled', { limitPerMinute: 200, placed: 0, desktops: 10 }, 14],
  ['dials go first', { limitPerMinute: 200, placed: 40, desktops: 50 }, 2],
  ['less than one each', { limitPerMinute: 200, placed: 120, desktops: 100 }, 0.2],
  ['the reserve is left', { limitPerMinute: 200, placed: 170, desktops: 50 }, 0.08],
  ['more than planned was dialled', { limitPerMinute: 200, placed: 199, desktops: 50 }, 0.08],
  ['nobody is there yet', { limitPerMinute: 100, placed: 0, desktops: 0 }, 70],
])('polls left to each desktop: %s', (_, floor, share) => {
  expect(pollShare(floor)).toBeCloseTo(share);
});
