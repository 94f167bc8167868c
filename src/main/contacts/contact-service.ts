import type { Database } from 'better-sqlite3';
import type { Contact } from '../../shared/contract/contacts.ts';
import type { Handlers } from '../../shared/contract/index.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import { displayNumber, parseNumber } from '../base/phone-number.ts';
import { indexCallsOf } from '../storage/call-search.ts';
import * as contactsTable from '../storage/contacts-table.ts';
import { withDatabaseErrors } from '../storage/database.ts';

export interface ContactServiceOptions {
  db: Database;
  defaultCountry: () => string;
  /** A contact was saved or removed. */
  changed: () => void;
}

/** People by number: names for the book, and who must not be called. */
export function createContacts({
  db,
  defaultCountry,
  changed,
}: ContactServiceOptions): Handlers['contacts'] {
  return {
    list: ({ text }) =>
      withDatabaseErrors(() =>
        contactsTable
          .listContacts(db, text.trim(), text.replace(/\D/g, '').replace(/^0+/, ''))
          .map(toContact),
      ),
    save: ({ name, number, doNotCall }) => {
      const { e164 } = parseNumber(number, defaultCountry());
      if (e164 === null) throw new AppFailure('number_invalid', { number });
      const saved = withDatabaseErrors(() =>
        db
          .transaction(() => {
            contactsTable.saveContact(db, { name, number: e164, doNotCall });
            indexCallsOf(db, e164);
            return contactsTable.findContact(db, e164);
          })
          .immediate(),
      );
      if (!saved) throw new AppFailure('not_found');
      changed();
      return toContact(saved);
    },
    remove: ({ id }) => {
      withDatabaseErrors(() =>
        db
          .transaction(() => {
            const contact = contactsTable.getContact(db, id);
            if (!contact || !contactsTable.removeContact(db, id)) throw new AppFailure('not_found');
            indexCallsOf(db, contact.number);
          })
          .immediate(),
      );
      changed();
      return null;
    },
  };
}

/** What a text means as a number, and what the book knows of it. */
export function understandNumber(
  db: Database,
  text: string,
  defaultCountry: string,
  practiceStory: (e164: string) => string | null,
): UnderstoodNumber & { doNotCall: boolean } {
  const parsed = parseNumber(text, defaultCountry);
  const contact = parsed.e164 === null ? null : contactsTable.findContact(db, parsed.e164);
  return {
    ...parsed,
    name: contact?.name ?? null,
    lastCalledAt: parsed.e164 === null ? null : contactsTable.lastCalledAt(db, parsed.e164),
    practiceStory: parsed.e164 === null ? null : practiceStory(parsed.e164),
    doNotCall: contact?.doNotCall ?? false,
  };
}

function toContact(row: contactsTable.ContactRow): Contact {
  return { ...row, display: displayNumber(row.number) };
}
