import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { nationalDigits, plainDigits } from '../base/phone-number.ts';
import { listNotesOfOthers, type NoteOf, newestSeq } from '../storage/person-table.ts';

/** Read at once: some milliseconds. */
const callsPerTurn = 2_000;

/** Notes of other people's calls that have a number in them, in any format, newest first. */
export async function findMentions(db: Database, number: string): Promise<NoteOf[]> {
  const pattern = patternOf(number);
  const found: NoteOf[] = [];
  for (let before = newestSeq(db) + 1; before > 1; before -= callsPerTurn) {
    const notes = listNotesOfOthers(db, number, before, before - callsPerTurn);
    found.push(...notes.filter(({ note }) => pattern.test(plainDigits(note))));
    await nextTurn();
  }
  return found;
}

/** Its digits as written in its own country, with whatever people write between them. */
function patternOf(number: string): RegExp {
  return new RegExp([...nationalDigits(number)].join(String.raw`[\s().\p{Pd}/]{0,3}`), 'u');
}
