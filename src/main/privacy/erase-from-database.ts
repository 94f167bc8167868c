import type { Database } from 'better-sqlite3';
import { type RemovableCall, removePerson } from '../storage/tables/erasure.ts';
import { blankMentions, findMentions, type Mention } from './mentions.ts';

/**
 * Removes a person from the database, and blanks their number elsewhere. With `keepDoNotCall` a
 * mark stays, with the number and nothing else. Returns the calls that were removed.
 */
export function eraseFromDatabase(
  db: Database,
  number: string,
  keepDoNotCall: boolean,
  mentions: readonly Mention[],
): RemovableCall[] {
  return db
    .transaction(() => {
      blankMentions(db, number, mentions);
      return removePerson(db, number, keepDoNotCall);
    })
    .immediate();
}

/** Blanks what was written while the database was being read for {@link eraseFromDatabase}. */
export async function blankLateMentions(db: Database, number: string): Promise<void> {
  const mentions = await findMentions(db, number);
  db.transaction(() => blankMentions(db, number, mentions)).immediate();
}
