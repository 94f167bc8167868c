/** Each note editor in sight, by what saves it now. */
const editors = new Set<() => Promise<boolean>>();

/** A note editor says how it is saved at once; call the answer when it goes. */
export function registerNote(save: () => Promise<boolean>): () => void {
  editors.add(save);
  return () => editors.delete(save);
}

/**
 * Saves what was typed a moment ago, before the call it belongs to is filed. False: it is not on
 * disk, and its editor says so.
 */
export async function saveNotes(): Promise<boolean> {
  const kept = await Promise.all([...editors].map((save) => save()));
  return kept.every(Boolean);
}
