import { expect, test } from 'vitest';
import { clocks } from '../../../lab/torture/clocks.ts';

// A fixed share of `npm run torture`.
test('clocks that are set by minutes, months and years, back and forth: nothing is lost', async () => {
  const figures = await clocks({ lives: 12, seed: 34 });
  expect(figures.removed).toBeGreaterThan(0);
  expect(figures.restored).toBeGreaterThan(0);
});
