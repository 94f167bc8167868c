import { copyFileSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listBackups } from '../../../../src/main/storage/database/backups.ts';
import { dataLossKey } from '../../../../src/main/storage/database/data-loss.ts';
import { NewerDatabaseError } from '../../../../src/main/storage/database/migrate.ts';
import { openDatabase } from '../../../../src/main/storage/database/open-database.ts';
import { migrations } from '../../../../src/main/storage/migrations/index.ts';
import { saveContact } from '../../../support/contacts.ts';
import { databasePlace } from '../../../support/database-place.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const numbers = (db: Awaited<ReturnType<typeof openDatabase>>['db']) =>
  db.prepare('SELECT number FROM contacts ORDER BY number').pluck().all();

/** The steps of docs/updates.md, "A way back". */
test('after an update the older version opens the backup that was made before it, by the steps of the document', async () => {
  const profile = tempFolder();
  const older = databasePlace(profile);
  const newer = databasePlace(profile, {
    migrations: [...migrations, { version: 99_999, run: 'CREATE TABLE later (x TEXT) STRICT' }],
  });

  const before = await openDatabase(older);
  saveContact(before.db, { name: 'Asha', number: '+919876543210' });
  before.close(true);
  const updated = await openDatabase(newer);
  saveContact(updated.db, { name: 'Ravi', number: '+919876543211' });
  updated.close(true);
  await expect(openDatabase(older)).rejects.toThrow(NewerDatabaseError);

  // Everything that is called handset.db… goes into a folder of its own; the backup takes its place.
  const aside = join(profile, 'newer');
  mkdirSync(aside);
  for (const name of readdirSync(profile))
    if (name.startsWith('handset.db')) renameSync(join(profile, name), join(aside, name));
  const [backup] = listBackups(older.backups);
  copyFileSync(backup?.path ?? '', older.file);

  const back = await openDatabase(older);
  expect(numbers(back.db)).toEqual(['+919876543210']);
  expect(back.db.prepare('SELECT 1 FROM documents WHERE key = ?').get(dataLossKey)).toBe(undefined);
  back.close(true);
  // And what the newer version had is there to return to.
  const again = await openDatabase(databasePlace(aside, { migrations: newer.migrations }));
  expect(numbers(again.db)).toEqual(['+919876543210', '+919876543211']);
  again.close(true);
});
