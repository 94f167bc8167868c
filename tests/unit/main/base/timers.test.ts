import { expect, test } from 'vitest';
import { Emitter } from '../../../../src/main/base/emitter.ts';
import { Timers } from '../../../../src/main/base/timers.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

test('tasks run once when due, and not after their owner has ended', async () => {
  const clock = new FakeClock();
  const later = new Timers(clock);
  const ran: string[] = [];
  later.run(10, () => ran.push('a'));
  later.run(20, () => ran.push('b'));
  await clock.advance(15);
  expect(ran).toEqual(['a']);
  later.dispose();
  later.run(1, () => ran.push('c'));
  await clock.advance(1_000);
  expect(ran).toEqual(['a']);
  expect(clock.waiting).toBe(0);
});

test('news reach every listener until it unsubscribes', () => {
  const emitter = new Emitter<number>();
  const heard: string[] = [];
  const stop = emitter.on((news) => heard.push(`a${news}`));
  emitter.on((news) => heard.push(`b${news}`));
  emitter.emit(1);
  stop();
  emitter.emit(2);
  expect(heard).toEqual(['a1', 'b1', 'b2']);
});
