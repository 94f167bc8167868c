import type { Database } from 'better-sqlite3';
import type { Contact } from '../../shared/contract/contacts.ts';
import type { Handlers } from '../../shared/contract/index.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import { isE164Shaped } from '../../shared/domain/e164.ts';
import { displayNumber, parseNumber } from '../base/phone-number.ts';
import { withDatabaseErrors } from '../storage/database/connection.ts';
import { indexCallsOf } from '../storage/tables/call-search.ts';
import * as contactsTable from '../storage/tables/contacts.ts';
import { addMark, findMark, removeMarks } from '../storage/tables/do-not-call-marks.ts';
import { soughtDigits } from '../storage/tables/search-terms.ts';

export interface ContactServiceOptions {
  db: Database;
  now: () => number;
  defaultCountry: () => string;
  /** Whether the practice history is the open one: its contacts and marks are used. */
  isPractice: () => boolean;
  /** Called when a contact or a mark was saved or removed. */
  changed: () => void;
}

/** Creates the handlers for people by number: their names, and who must not be called. */
export function createContactHandlers(options: ContactServiceOptions): Handlers['contacts'] {
  const { db, now, isPractice, changed } = options;
  const write = <T>(work: () => T): T => {
    const done = withDatabaseErrors(() => db.transaction(work).immediate());
    changed();
    return done;
  };
  return {
    list: ({ text, offset, limit }) =>
      withDatabaseErrors(() => {
        const filter = { practice: isPractice(), text, digits: soughtDigits(text) };
        const { rows, total } = contactsTable.pageContacts(db, filter, offset, limit);
        return { contacts: rows.map(toContact), total };
      }),
    find: ({ number }) =>
      withDatabaseErrors(() => {
        const contact = contactsTable.findContact(db, isPractice(), number);
        return {
          contact: contact && toContact(contact),
          mark: findMark(db, isPractice(), number),
        };
      }),
    save: ({ id, name, number, replace }) => {
      if (name.trim() === '') throw new AppFailure('contact_name_empty');
      const e164 = read(number, options.defaultCountry());
      const entry = { practice: isPractice(), name: name.trim(), number: e164 };
      return write(() => saveContact(db, id, entry, replace));
    },
    remove: ({ id }) =>
      write(() => {
        const contact = contactsTable.getContact(db, isPractice(), id);
        if (!contact) throw new AppFailure('not_found');
        contactsTable.removeContact(db, id);
        indexCallsOf(db, isPractice(), contact.number);
        return null;
      }),
    setDoNotCall: ({ number, on }) => {
      const e164 = markable(number, options.defaultCountry());
      const practice = isPractice();
      return write(() => {
        if (on) addMark(db, { practice, number: e164, at: now(), source: 'agent', callId: null });
        else removeMarks(db, practice, e164);
        return null;
      });
    },
  };
}

/** Runs inside a transaction. Marks belong to the number itself and are not touched here. */
function saveContact(
  db: Database,
  id: number | null,
  entry: contactsTable.ContactEntry,
  replace: boolean,
): Contact {
  const { practice, number } = entry;
  const before = id === null ? null : contactsTable.getContact(db, practice, id);
  if (id !== null && !before) throw new AppFailure('not_found');
  const other = contactsTable.findContact(db, practice, number);
  if (other && other.id !== id) {
    if (!replace)
      throw new AppFailure('contact_exists', { name: other.name, number: displayNumber(number) });
    if (other.id !== null) contactsTable.removeContact(db, other.id);
  }
  if (id === null) contactsTable.addContact(db, entry);
  else contactsTable.changeContact(db, id, entry);
  if (before && before.number !== number) indexCallsOf(db, practice, before.number);
  indexCallsOf(db, practice, number);
  const saved = contactsTable.findContact(db, practice, number);
  if (!saved) throw new AppFailure('not_found');
  return toContact(saved);
}

function read(number: string, defaultCountry: string): string {
  const { e164, extension } = parseNumber(number, defaultCountry);
  // An extension would be lost, so the agent learns at once that it cannot be kept.
  if (e164 === null || extension !== null)
    throw new AppFailure('contact_number_invalid', { number });
  return e164;
}

/**
 * Returns the form in which the number is dialled, however the mark was entered. A number that
 * today's plans don't know but the database has is marked as it is stored.
 */
function markable(number: string, defaultCountry: string): string {
  const known = parseNumber(number, defaultCountry).e164;
  return known ?? (isE164Shaped(number) ? number : read(number, defaultCountry));
}

function toContact(row: contactsTable.ContactRow): Contact {
  return { ...row, display: displayNumber(row.number) };
}
