import { copyFileSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listBackups } from '../../src/main/storage/backups.ts';
import { bookLossKey } from '../../src/main/storage/book-loss.ts';
import { NewerDatabaseError } from '../../src/main/storage/migrate.ts';
import { migrations } from '../../src/main/storage/migrations/index.ts';
import { openBook } from '../../src/main/storage/open-book.ts';
import { bookPlace } from '../support/book-place.ts';
import { saveContact } from '../support/contacts.ts';
import { tempFolder } from '../support/temp-folder.ts';

const numbers = (db: Awaited<ReturnType<typeof openBook>>['db']) =>
  db.prepare('SELECT number FROM contacts ORDER BY number').pluck().all();

/** The steps of docs/updates.md, "A way back". */
test('after an update the older version opens the backup that was made before it, by the steps of the document', async () => {
  const profile = tempFolder();
  const older = bookPlace(profile);
  const newer = bookPlace(profile, {
    migrations: [...migrations, { version: 99_999, sql: 'CREATE TABLE later (x TEXT) STRICT' }],
  });

  const before = await openBook(older);
  saveContact(before.db, { name: 'Asha', number: '+919876543210' });
  before.close(true);
  const updated = await openBook(newer);
  saveContact(updated.db, { name: 'Ravi', number: '+919876543211' });
  updated.close(true);
  await expect(openBook(older)).rejects.toThrow(NewerDatabaseError);

  // Everything that is called handset.db… goes into a folder of its own; the backup takes its place.
  const aside = join(profile, 'newer');
  mkdirSync(aside);
  for (const name of readdirSync(profile))
    if (name.startsWith('handset.db')) renameSync(join(profile, name), join(aside, name));
  const [backup] = listBackups(older.backups);
  copyFileSync(backup?.path ?? '', older.file);

  const back = await openBook(older);
  expect(numbers(back.db)).toEqual(['+919876543210']);
  expect(back.db.prepare('SELECT 1 FROM documents WHERE key = ?').get(bookLossKey)).toBe(undefined);
  back.close(true);
  // And what the newer version had is there to return to.
  const again = await openBook(bookPlace(aside, { migrations: newer.migrations }));
  expect(numbers(again.db)).toEqual(['+919876543210', '+919876543211']);
  again.close(true);
});
