import type { Database } from 'better-sqlite3';
import { type RemovableCall, removePerson } from '../storage/removal.ts';
import { blankMentions, findMentions, type Mention } from './mentions.ts';

/**
 * Removes a person from the book, and their number from what else was found to have it.
 * `keepDoNotCall`: a mark stays, with the number and nothing else. Answers the calls that were
 * removed.
 */
export function eraseFromBook(
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

/** What was written while the book was read for {@link eraseFromBook}. */
export async function blankLateMentions(db: Database, number: string): Promise<void> {
  const mentions = await findMentions(db, number);
  db.transaction(() => blankMentions(db, number, mentions)).immediate();
}
