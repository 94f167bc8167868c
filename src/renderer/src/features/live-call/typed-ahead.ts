/** Two keys within this time are a number being typed; the first of them alone is a result. */
export const typedAheadMs = 600;

export type KeyMeaning =
  /** The result at this place. */
  | { kind: 'result'; index: number }
  /** `first`: the key before it was no result after all, and belongs to the number as well. */
  | { kind: 'number'; first: string | null };

/**
 * Behind a finished call a digit chooses its result, and the agent may just as well be typing the
 * next number. A key that follows a result's digit at once tells which.
 *
 * @param now milliseconds of a clock that never goes back.
 */
export function createKeyReader(now: () => number = () => performance.now()) {
  let last: { key: string; at: number } | null = null;
  return {
    /** What a key means; null: nothing here. `results`: how many there are. */
    read(key: string, results: number): KeyMeaning | null {
      if (!/^[0-9+()*#]$/.test(key)) return null;
      const before = last;
      last = null;
      if (before && now() - before.at <= typedAheadMs) return { kind: 'number', first: before.key };
      const digit = /^[1-9]$/.test(key) ? Number(key) : 0;
      if (digit === 0 || digit > results) return { kind: 'number', first: null };
      last = { key, at: now() };
      return { kind: 'result', index: digit - 1 };
    },
    forget(): void {
      last = null;
    },
  };
}
