import type { CallResult } from '../../../../shared/domain/call-result.ts';

/**
 * Adds a result of the agent's own; its id is its first name, and stays whatever it is renamed to.
 */
export function withNew(results: readonly CallResult[], name: string): CallResult[] {
  const taken = new Set(results.map(({ id }) => id));
  let id = name;
  for (let count = 2; taken.has(id); count += 1) {
    const suffix = ` ${count}`;
    id = name.slice(0, 40 - suffix.length) + suffix;
  }
  return [...results, { id, name, marksDoNotCall: false }];
}

/** Returns the list with one of them changed. */
export function withChange(
  results: readonly CallResult[],
  id: string,
  change: Partial<Omit<CallResult, 'id'>>,
): CallResult[] {
  return results.map((result) => (result.id === id ? { ...result, ...change } : result));
}

/** Moves one up (-1) or down (1); returns null if it is already at that end. */
export function withMoved(
  results: readonly CallResult[],
  id: string,
  step: 1 | -1,
): CallResult[] | null {
  const from = results.findIndex((result) => result.id === id);
  const other = results[from + step];
  const moved = results[from];
  if (!moved || !other) return null;
  const next = [...results];
  next[from] = other;
  next[from + step] = moved;
  return next;
}
