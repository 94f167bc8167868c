import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cornerBounds, fitBounds } from '../../../../src/main/app/window-bounds.ts';

const left = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 1280, height: 1000 };

test('a window that fits stays where it was', () => {
  const saved = { x: 2000, y: 50, width: 800, height: 600 };
  expect(fitBounds(saved, [left, right])).toEqual(saved);
});

test('a window on a display that is gone is placed anew', () => {
  expect(fitBounds({ x: 2000, y: 50, width: 800, height: 600 }, [left])).toBeNull();
  expect(fitBounds({ x: 0, y: 0, width: 8, height: 6 }, [])).toBeNull();
});

test('a window too big for its display becomes smaller', () => {
  expect(fitBounds({ x: 1950, y: -50, width: 2000, height: 2000 }, [left, right])).toEqual(right);
});

test('a fitted window is wholly inside a display', () => {
  const number = fc.integer({ min: -3_000, max: 5_000 });
  const size = fc.integer({ min: 1, max: 4_000 });
  fc.assert(
    fc.property(fc.record({ x: number, y: number, width: size, height: size }), (saved) => {
      const fitted = fitBounds(saved, [left, right]);
      if (!fitted) return;
      const inside = [left, right].some(
        (area) =>
          fitted.x >= area.x &&
          fitted.y >= area.y &&
          fitted.x + fitted.width <= area.x + area.width &&
          fitted.y + fitted.height <= area.y + area.height,
      );
      expect(inside).toBe(true);
    }),
  );
});

test('the corner is the lower right one', () => {
  expect(cornerBounds({ width: 320, height: 96 }, left)).toEqual({
    x: 1584,
    y: 928,
    width: 320,
    height: 96,
  });
});
