/** Combines several unsubscribe functions into one that calls them in order. */
export function endAll(ends: readonly (() => void)[]): () => void {
  return () => {
    for (const end of ends) end();
  };
}
