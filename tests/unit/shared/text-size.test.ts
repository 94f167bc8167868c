import { expect, test } from 'vitest';
import { nextTextSize, textSizes } from '../../../src/shared/domain/text-size.ts';

test('one size up or down, and no further than the last', () => {
  expect(nextTextSize(100, 1)).toBe(110);
  expect(nextTextSize(100, -1)).toBe(90);
  expect(nextTextSize(200, 1)).toBe(200);
  expect(nextTextSize(80, -1)).toBe(80);
  expect([...textSizes].sort((a, b) => a - b)).toEqual([...textSizes]);
});
