import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createContactHandlers } from '../../../../src/main/contacts/contact-service.ts';
import { countCalls, pageCalls } from '../../../../src/main/storage/tables/call-history.ts';
import { indexCallsOf } from '../../../../src/main/storage/tables/call-search.ts';
import { setNote } from '../../../../src/main/storage/tables/calls.ts';
import {
  addContact,
  changeContact,
  findContact,
} from '../../../../src/main/storage/tables/contacts.ts';
import { setResult } from '../../../../src/main/storage/tables/wrap-ups.ts';
import { textsOfScripts } from '../../../fixtures/texts-of-scripts.ts';
import { addCall, openTestDatabase } from '../../../support/test-database.ts';

const number = '+919876543210';

/** A database of two calls, of which a search means the first. */
function setUp() {
  const { db } = openTestDatabase();
  const call = addCall(db, { customerNumber: number, sid: '3f3fedf8f0928550' });
  addCall(db, { customerNumber: '+912241499102' });
  const result = { id: 'Köln', name: 'ज़मीन', marksDoNotCall: false };
  const contacts = createContactHandlers({
    db,
    now: () => 1,
    defaultCountry: () => 'IN',
    isPractice: () => false,
    changed: () => {},
  });
  return {
    db,
    call,
    note: (text: string) => setNote(db, call.id, text),
    name: (name: string) => {
      const known = findContact(db, false, number)?.id;
      if (known) changeContact(db, known, { practice: false, name, number });
      else addContact(db, { practice: false, name, number });
      indexCallsOf(db, false, number);
    },
    result: () => setResult(db, call.id, { id: result.id, marksDoNotCall: false, at: 1 }),
    /** Ids of what the history finds; its count must agree. */
    found(text: string): string[] {
      const filter = {
        text,
        outcomes: [],
        practice: false,
        recordedOnly: false,
        results: [result],
      };
      const ids = pageCalls(db, filter, null, 10).map(({ id }) => id);
      expect(countCalls(db, filter)).toBe(ids.length);
      return ids;
    },
    /** Whether the first call is found, and no other. */
    finds(text: string): boolean {
      return this.found(text).join() === call.id;
    },
    findsContact: async (text: string) =>
      (await contacts.list({ text, offset: 0, limit: 9 })).total === 1,
  };
}

const forms = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const;
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });
const words = new Intl.Segmenter('en', { granularity: 'word' });

describe.each(Object.entries(textsOfScripts))('%s', (_, text) => {
  test.each(['note', 'name'] as const)(
    'every part of a %s finds it, however it is spelled',
    (where) => {
      const history = setUp();
      const spelling = fc.constantFrom(...forms);
      const list = [...letters.segment(text)].map(({ segment }) => segment);
      fc.assert(
        fc.property(
          spelling,
          spelling,
          fc.nat(),
          fc.nat(),
          fc.boolean(),
          (kept, sought, a, b, upper) => {
            history[where](text.normalize(kept));
            const from = a % list.length;
            const part = list.slice(from, from + 1 + (b % (list.length - from))).join('');
            const spelled = part.normalize(sought);
            expect(history.found(upper ? spelled.toUpperCase() : spelled), part).toContain(
              history.call.id,
            );
          },
        ),
        { numRuns: 60 },
      );
    },
  );

  test('every word of a contact’s name finds the contact', async () => {
    const history = setUp();
    history.name(text);
    for (const { segment, isWordLike } of words.segment(text))
      if (isWordLike && !/^\p{Nd}+$/u.test(segment))
        for (const form of forms)
          expect([segment, await history.findsContact(segment.normalize(form))]).toEqual([
            segment,
            true,
          ]);
  });
});

test('results are found by any spelling of their first name and of their name now', () => {
  const history = setUp();
  history.result();
  for (const text of ['koln', 'KO\u0308LN', 'köl', 'kö', 'जमीन', '\u095bमी', 'ज़'])
    expect([text, history.finds(text)]).toEqual([text, true]);
});

test('a number is found however it is typed, also beside a name', async () => {
  const history = setUp();
  history.name('Aditya');
  const typed = [
    '098765-43210',
    '98765 43210',
    '+91 98765 43210',
    '+९१ ९८७६५ ४३२१०',
    '+৯১৯৮৭৬৫৪৩২১০',
    '+௯௧-௯௮௭௬௫-௪௩௨௧௦',
    '９８７６５４３２１０',
    '98765‑43210',
    '3210',
    '543210',
    '65-43',
    'aditya 098765-43210',
    '3f3fedf8f0928550',
    'F0928550',
  ];
  for (const text of typed) expect([text, history.finds(text)]).toEqual([text, true]);
  for (const text of typed.slice(0, 11))
    expect([text, await history.findsContact(text)]).toEqual([text, true]);
});

test('a number in a note is found by any other way to write it, and as it stands', () => {
  const history = setUp();
  for (const note of [
    'brother: 080 4718-9999',
    '०८०-४७१८ ९९९९',
    '(080) 4718.9999',
    '08047189999',
  ]) {
    history.note(note);
    for (const text of ['8047189999', '080-47189999', '+91 80 4718 9999', '4718 9999', note])
      expect([note, text, history.finds(text)]).toEqual([note, text, true]);
  }
  history.note('due 12-05-2026, 1-9 chairs, Rs 4.500');
  for (const text of ['12-05', '12-05-2026', '1-9', '4.500'])
    expect([text, history.finds(text)]).toEqual([text, true]);
});

test('one or two letters find as well, and nothing in them is a pattern', () => {
  const history = setUp();
  history.note('Élan 50% a_b “ज़”');
  for (const text of ['e', 'É', 'él', 'E\u0301L', '%', '0%', '_', 'a_', '"', 'ज', '\u095b'])
    expect([text, history.finds(text)]).toEqual([text, true]);
  for (const text of ['x%', '%n', '__', '_n', "'", 'जि'])
    expect([text, history.finds(text)]).toEqual([text, false]);
});
