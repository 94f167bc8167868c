import type { Database } from 'better-sqlite3';
import { indexCallsOf } from '../../src/main/storage/tables/call-search.ts';
import { addContact } from '../../src/main/storage/tables/contacts.ts';
import { addMark } from '../../src/main/storage/tables/do-not-call-marks.ts';

interface Person {
  name: string;
  /** E.164. */
  number: string;
  practice?: boolean;
  doNotCall?: boolean;
}

/** Names a number in the database, and marks it if told so. */
export function saveContact(db: Database, person: Person): void {
  const { name, number, practice = false, doNotCall = false } = person;
  addContact(db, { practice, name, number });
  indexCallsOf(db, practice, number);
  if (doNotCall) addMark(db, { practice, number, at: 1, source: 'agent', callId: null });
}
