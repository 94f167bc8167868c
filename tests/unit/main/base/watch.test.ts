import { expect, test } from 'vitest';
import { Emitter } from '../../../../src/main/base/emitter.ts';
import { watch } from '../../../../src/main/base/watch.ts';

test('hears of another value, and of nothing else', () => {
  const changed = new Emitter<null>();
  let value = { a: 1, other: 'x' };
  const heard: unknown[] = [];
  const stop = watch(
    changed.on,
    () => [value.a],
    (now) => heard.push(now),
  );
  changed.emit(null);
  value = { a: 1, other: 'y' };
  changed.emit(null);
  expect(heard).toEqual([]);
  value = { a: 2, other: 'y' };
  changed.emit(null);
  changed.emit(null);
  expect(heard).toEqual([[2]]);
  stop();
  value = { a: 3, other: 'y' };
  changed.emit(null);
  expect(heard).toEqual([[2]]);
});
