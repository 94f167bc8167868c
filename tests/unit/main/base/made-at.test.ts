import { expect, test } from 'vitest';
import { madeAt } from '../../../../src/main/base/made-at.ts';

test.each([
  ['was behind: the gap is made up for', -3_000, 13_000],
  ['was ahead: it is believed', 3_000, 10_000],
  ['was right', 0, 10_000],
  ['is not known to have been wrong', null, 10_000],
])('the clock %s', (_, aheadMs, at) => {
  expect(madeAt(10_000, aheadMs)).toBe(at);
});
