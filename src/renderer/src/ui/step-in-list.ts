/** How many rows PageUp and PageDown skip. */
const pageRows = 10;

/**
 * Returns the row of a list that a key leads to; null if none. `index` is -1 if none is chosen yet.
 */
export function stepInList(key: string, index: number, count: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + pageRows,
    PageUp: index - pageRows,
    Home: 0,
    End: count - 1,
  };
  const to = steps[key];
  return to === undefined || count === 0 ? null : Math.min(count - 1, Math.max(0, to));
}
