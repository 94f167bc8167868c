import { expect, test } from 'vitest';
import { throttle } from '../../../../src/main/recordings/throttle.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

test('the first at once, then the newest once in a while, and the last at the end', async () => {
  const clock = new FakeClock();
  const told: number[] = [];
  const { tell, end } = throttle<number>(clock, 200, (news) => told.push(news));
  for (const news of [1, 2, 3]) tell(news);
  expect(told).toEqual([1]);
  await clock.advance(199);
  expect(told).toEqual([1]);
  await clock.advance(1);
  expect(told).toEqual([1, 3]);
  tell(4);
  expect(told).toEqual([1, 3]);
  await clock.advance(200);
  expect(told).toEqual([1, 3, 4]);
  await clock.advance(200);
  expect(clock.waiting).toBe(0);
  tell(5);
  tell(6);
  end();
  expect(told).toEqual([1, 3, 4, 5, 6]);
  end();
  await clock.advance(1_000);
  expect(told).toEqual([1, 3, 4, 5, 6]);
  expect(clock.waiting).toBe(0);
});
