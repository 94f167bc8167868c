/** One function that calls them all, in order: for whoever listens in several places. */
export function endAll(ends: readonly (() => void)[]): () => void {
  return () => {
    for (const end of ends) end();
  };
}
