import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../../../src/main/settings/settings-service.ts';
import { migrate } from '../../../../src/main/storage/database/migrate.ts';
import { migrations } from '../../../../src/main/storage/migrations/index.ts';
import { pageContacts } from '../../../../src/main/storage/tables/contacts.ts';
import { findMark } from '../../../../src/main/storage/tables/do-not-call-marks.ts';
import { writeDocument } from '../../../../src/main/storage/tables/documents.ts';
import { defaultResults } from '../../../../src/shared/domain/call-result.ts';
import { documentIn } from '../../../support/document-in.ts';
import {
  addOldCall,
  addOldContact,
  findsIn,
  openOldDatabase,
} from '../../../support/old-database.ts';

const everybody = { practice: false, text: '', digits: '' };
test('30: contacts are real ones, and their marks the numbers’ own', () => {
  const db = openOldDatabase(21);
  addOldContact(db, 'ÉMILE', '+919876543210', true);
  addOldContact(db, 'आशा', '+919876543211');
  addOldContact(db, 'Dev', '+919876543212', true);
  db.prepare('DELETE FROM contacts WHERE name = ?').run('Dev');
  const since = Date.now();
  migrate(db, migrations);
  const { rows, total } = pageContacts(db, everybody, 0, 10);
  expect(total).toBe(2);
  expect(rows).toMatchObject([
    { id: 1, name: 'ÉMILE', number: '+919876543210', doNotCall: true },
    { id: 2, name: 'आशा', number: '+919876543211', doNotCall: false },
  ]);
  expect(pageContacts(db, { ...everybody, text: 'emile' }, 0, 10).total).toBe(1);
  expect(pageContacts(db, { ...everybody, practice: true }, 0, 10).total).toBe(0);
  const mark = findMark(db, false, '+919876543210');
  expect(mark).toMatchObject({ source: 'agent' });
  expect(Math.abs((mark?.at ?? 0) - since)).toBeLessThan(3_600_000);
  expect(findMark(db, true, '+919876543210')).toBeNull();
  expect(findMark(db, false, '+919876543211')).toBeNull();
});

test('31: words of the built-in results become ids in both languages; the agent’s own stay', () => {
  const db = openOldDatabase(21);
  addOldContact(db, 'Asha', '+919876543210');
  const words: [string, string][] = [
    ['Interested', 'interested'],
    ['Call later', 'call_later'],
    ['No answer', 'no_answer'],
    ['Wrong number', 'wrong_number'],
    ['Not interested', 'not_interested'],
    ['Do not call', 'do_not_call'],
    ['रुचि है', 'interested'],
    ['बाद में कॉल', 'call_later'],
    ['जवाब नहीं', 'no_answer'],
    ['ग़लत नंबर', 'wrong_number'],
    ['रुचि नहीं', 'not_interested'],
    ['कॉल न करें', 'do_not_call'],
    ['Demo booked', 'Demo booked'],
  ];
  const calls = words.map(([disposition]) => addOldCall(db, { disposition }));
  const plain = addOldCall(db, { note: 'no result' });
  const practice = addOldCall(db, { practice: true, note: 'practised' });
  migrate(db, migrations);
  const stored = db.prepare('SELECT disposition FROM calls ORDER BY seq').pluck().all();
  expect(stored).toEqual([...words.map(([, id]) => id), null, null]);
  // In one language and the other, whichever it was recorded in.
  const later = [calls[7]?.id, calls[1]?.id];
  expect(findsIn(db, 'call later')).toEqual(later);
  expect(findsIn(db, 'बाद')).toEqual(later);
  expect(findsIn(db, 'demo')).toEqual([calls[12]?.id]);
  expect(findsIn(db, 'asha result')).toEqual([plain.id]);
  // The real contact's name is none in practice.
  expect(findsIn(db, 'practised', true)).toEqual([practice.id]);
  expect(findsIn(db, 'asha', true)).toEqual([]);
  expect(findsIn(db, '98765', true)).toEqual([practice.id]);
});

describe('31: the settings’ list', () => {
  const resultsOf = (dispositions: unknown) => {
    const db = openOldDatabase(21);
    writeDocument(db, 'settings', { theme: 'dark', dispositions });
    migrate(db, migrations);
    const settings = parseSettings(documentIn(db, 'settings')).value;
    expect(settings.theme).toBe('dark');
    expect(documentIn(db, 'settings')).not.toHaveProperty('dispositions');
    return settings.results;
  };
  const own = (name: string) => ({ id: name, name, marksDoNotCall: false });

  test('keeps its order; built-in words become built-in results, each once', () => {
    expect(resultsOf(['Demo booked', 'कॉल न करें', 'Interested', 'रुचि है', 'डेमो'])).toEqual([
      own('Demo booked'),
      { id: 'do_not_call', name: null, marksDoNotCall: true },
      { id: 'interested', name: null, marksDoNotCall: false },
      own('डेमो'),
    ]);
  });

  test.each([[null], [undefined], ['Sold'], [{}]])('%j was no list: the default one', (list) => {
    expect(resultsOf(list)).toEqual(defaultResults);
  });

  test('an empty list stays empty, and what was never valid is left out', () => {
    expect(resultsOf([])).toEqual([]);
    expect(resultsOf(['', 7, ' Sold ', 'x'.repeat(41)])).toEqual([own('Sold')]);
  });

  test('a database without settings gets none', () => {
    const db = openOldDatabase(21);
    migrate(db, migrations);
    expect(documentIn(db, 'settings')).toBeUndefined();
  });
});
