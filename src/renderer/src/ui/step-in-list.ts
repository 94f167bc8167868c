/** Rows that PageUp and PageDown pass. */
const pageRows = 10;

/** Which row of a list a key leads to; `index` -1: none is chosen yet. Null: the key leads nowhere. */
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
