/** Two keys within this time are a number being typed; the first one alone is a result. */
export const typedAheadMs = 600;

export type KeyMeaning =
  /** The result at this place. */
  | { kind: 'result'; index: number }
  /** `first`: the key before was not a result after all, but belongs to the number as well. */
  | { kind: 'number'; first: string | null };

/**
 * Reads digits after a finished call: one may choose a result, but the agent may just as well be
 * typing the next number. A key that follows a result's digit at once decides.
 *
 * @param now milliseconds of a clock that never goes back.
 */
export function createKeyReader(now: () => number = () => performance.now()) {
  let last: { key: string; at: number } | null = null;
  return {
    /** Returns what a key means; null if it means nothing here. `results`: how many there are. */
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
