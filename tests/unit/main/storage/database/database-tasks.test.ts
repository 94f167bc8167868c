import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runDatabaseTask } from '../../../../../src/main/storage/database/database-tasks.ts';
import { newestVersion } from '../../../../../src/main/storage/database/migrate.ts';
import { migrations } from '../../../../../src/main/storage/migrations/index.ts';
import { refuseFiles } from '../../../../support/refusing-files.ts';
import { tempFolder } from '../../../../support/temp-folder.ts';
import { addCall, openTestDatabase } from '../../../../support/test-database.ts';

const known = newestVersion(migrations);

function copyOf(file: string, target = join(tempFolder(), 'copy.db')) {
  return { target, verdict: runDatabaseTask({ do: 'backup', file, target, known, after: 0 }) };
}

test('a backup is checked: what SQLite copies, and is no database, is thrown away', () => {
  const { db, file } = openTestDatabase();
  addCall(db);
  // A version that says two things is damage, which copying alone does not notice.
  db.pragma('application_id = 1');
  const { target, verdict } = copyOf(file);
  expect(verdict.sound).toBe(false);
  expect(existsSync(target)).toBe(false);
});

test('a backup is on the disk itself before anybody can give it its name', () => {
  const { db, file } = openTestDatabase();
  addCall(db);
  const seen: string[] = [];
  onTestFinished(refuseFiles({ seen: (act) => seen.push(act) }));
  const { target, verdict } = copyOf(file);
  expect(verdict).toMatchObject({ sound: true, calls: 1 });
  expect(seen).toEqual([`sync ${target}`]);
});

test('so is a database that was made of a backup', () => {
  const { db, file } = openTestDatabase();
  addCall(db);
  const { target: backup } = copyOf(file);
  const target = join(tempFolder(), 'restored.db');
  const loss = { kind: 'restored', foundAt: 2, backupAt: 1, folder: '/damaged' } as const;
  const seen: string[] = [];
  onTestFinished(refuseFiles({ seen: (act) => seen.push(act) }));
  const verdict = runDatabaseTask({ do: 'restore', backup, target, known, loss });
  expect(verdict).toMatchObject({ sound: true, calls: 1 });
  expect(seen).toEqual([`sync ${target}`]);
});
