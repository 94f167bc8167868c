/** Each note editor on the screen, by the function that saves it now. */
const editors = new Set<() => Promise<boolean>>();

/** Registers a function that saves a note editor at once; returns a function that removes it. */
export function registerNote(save: () => Promise<boolean>): () => void {
  editors.add(save);
  return () => editors.delete(save);
}

/**
 * Saves what was typed a moment ago, before its call is filed. Resolves to false if it is not on
 * disk; its editor says so.
 */
export async function saveNotes(): Promise<boolean> {
  const kept = await Promise.all([...editors].map((save) => save()));
  return kept.every(Boolean);
}
