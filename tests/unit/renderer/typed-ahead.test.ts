import { describe, expect, test } from 'vitest';
import {
  createKeyReader,
  typedAheadMs,
} from '../../../src/renderer/src/features/live-call/typed-ahead.ts';

/** Reads keys that come `gapMs` apart, six results on offer. */
function read(keys: string, gapMs: number) {
  let now = 0;
  const reader = createKeyReader(() => now);
  return [...keys].map((key) => {
    now += gapMs;
    return reader.read(key, 6);
  });
}

describe('createKeyReader', () => {
  test('a digit alone is its result', () => {
    expect(read('2', 0)).toEqual([{ kind: 'result', index: 1 }]);
  });

  test('a key that follows at once makes both a number', () => {
    for (const second of ['3', '+', '(', '0'])
      expect(read(`2${second}`, typedAheadMs)).toEqual([
        { kind: 'result', index: 1 },
        { kind: 'number', first: '2' },
      ]);
  });

  test('one that follows later is a choice of its own', () => {
    expect(read('23', typedAheadMs + 1)).toEqual([
      { kind: 'result', index: 1 },
      { kind: 'result', index: 2 },
    ]);
  });

  test('what no result has begins a number', () => {
    for (const key of ['0', '+', '7', '9'])
      expect(read(key, 0)).toEqual([{ kind: 'number', first: null }]);
  });

  test('the second key of a number takes nothing back any more', () => {
    expect(read('234', 10)[2]).toEqual({ kind: 'result', index: 3 });
  });

  test('letters mean nothing here', () => {
    expect(read('a', 0)).toEqual([null]);
  });
});
