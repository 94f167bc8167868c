import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anchorOf,
  cornerBounds,
  fitBounds,
  resizeBounds,
} from '../../../../src/main/desktop/window-bounds.ts';

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

describe('another size', () => {
  const size = { width: 336, height: 270 };
  const low = { x: 1568, y: 928, width: 336, height: 96 };
  const high = { x: 16, y: 16, width: 320, height: 96 };

  test('a window in a corner grows away from it', () => {
    expect(resizeBounds(low, size, anchorOf(low, [left]), [left])).toEqual({
      x: 1568,
      y: 754,
      ...size,
    });
    expect(resizeBounds(high, size, anchorOf(high, [left]), [left])).toEqual({
      x: 16,
      y: 16,
      ...size,
    });
  });

  test('by the same anchor it comes back to where it stood, past the middle too', () => {
    const middle = { ...low, y: 480 };
    const anchor = anchorOf(middle, [left]);
    const grown = resizeBounds(middle, { width: 336, height: 400 }, anchor, [left]);
    expect(grown).toMatchObject({ y: 176 });
    expect(grown && resizeBounds(grown, { width: 336, height: 96 }, anchor, [left])).toEqual(
      middle,
    );
  });

  test('it never leaves its display, nor outgrows it', () => {
    const at = { x: 1700, y: 500, width: 336, height: 100 };
    const tall = { width: 336, height: 2000 };
    expect(resizeBounds(at, tall, { right: false, bottom: true }, [left, right])).toEqual({
      x: 1584,
      y: 0,
      width: 336,
      height: 1040,
    });
  });

  test('where no display shows it, it has no place', () => {
    const gone = { ...low, x: 5_000 };
    expect(resizeBounds(gone, size, anchorOf(gone, [left]), [left])).toBeNull();
  });
});
