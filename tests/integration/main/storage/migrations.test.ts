import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { listBackups } from '../../../../src/main/storage/database/backups.ts';
import { migrate, NewerDatabaseError } from '../../../../src/main/storage/database/migrate.ts';
import { openDatabase } from '../../../../src/main/storage/database/open-database.ts';
import { migrations } from '../../../../src/main/storage/migrations/index.ts';
import { insertCall } from '../../../../src/main/storage/tables/calls.ts';
import { recordedCall } from '../../../support/call-facts.ts';
import { saveContact } from '../../../support/contacts.ts';
import { databasePlace } from '../../../support/database-place.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { testMigrations } from '../../../support/test-migrations.ts';

const script = fileURLToPath(new URL('../../../support/migrate-child.ts', import.meta.url));

async function migrateInChild(file: string, killAt: number | null) {
  const child = spawn(process.execPath, [script, file, String(killAt ?? '')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { said, code, signal };
}

const tables = [
  'calls',
  'timeline',
  'answers',
  'unexpected_responses',
  'contacts',
  'do_not_call',
  'documents',
  'labels',
];

/** All that a migration can have changed. */
function stateOf(file: string) {
  const db = new SqliteDatabase(file);
  try {
    const rows = (sql: string) => db.prepare(sql).all();
    // A mark of before is as old as the migration that made it.
    const read = (name: string) =>
      rows(`SELECT ${name === 'do_not_call' ? 'number, source' : '*'} FROM ${name}`);
    return {
      version: db.pragma('user_version', { simple: true }),
      twin: db.pragma('application_id', { simple: true }),
      check: db.pragma('integrity_check', { simple: true }),
      schema: rows('SELECT type, name, sql FROM sqlite_schema ORDER BY name'),
      ...Object.fromEntries(
        tables.map((name) => [name, existsTable(db, name) ? read(name) : null]),
      ),
    };
  } finally {
    db.close();
  }
}

function existsTable(db: SqliteDatabase.Database, name: string): boolean {
  return db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined;
}

function emptyFile(): string {
  return join(tempFolder(), 'handset.db');
}

const newest = migrations.at(-1)?.version ?? 0;

test('migrating killed before any statement leaves one version or the next, and goes on', async () => {
  const states = [0, ...testMigrations.map((_, index) => index + 1)].map((count) => {
    const file = emptyFile();
    const db = new SqliteDatabase(file);
    migrate(db, testMigrations.slice(0, count));
    db.close();
    return stateOf(file);
  });
  const moments = Number((await migrateInChild(emptyFile(), null)).said);
  expect(moments).toBeGreaterThan(25);
  const seen: unknown[] = [];
  const killBefore = async (killAt: number): Promise<void> => {
    const file = emptyFile();
    expect(await migrateInChild(file, killAt)).toMatchObject({ signal: 'SIGKILL' });
    const found = stateOf(file);
    expect(states, `killed before statement ${killAt}`).toContainEqual(found);
    seen[killAt] = found.version;
    const db = new SqliteDatabase(file);
    migrate(db, testMigrations);
    db.close();
    expect(stateOf(file)).toEqual(states.at(-1));
  };
  // A process each: several at once, or it takes minutes.
  const all = Array.from({ length: moments }, (_, killAt) => killAt);
  while (all.length > 0) await Promise.all(all.splice(0, 4).map(killBefore));
  expect([...new Set(seen)]).toEqual([0, ...testMigrations.map(({ version }) => version)]);
}, 180_000);

test('a migration begins with a backup of the old database', async () => {
  const place = databasePlace(tempFolder());
  const old = await openDatabase(place);
  saveContact(old.db, { name: 'Meera', number: '+919876543219' });
  old.close(true);
  expect(listBackups(place.backups)).toEqual([]);

  const migrated = await openDatabase({ ...place, migrations: testMigrations });
  expect(migrated.db.prepare('SELECT name FROM labels').pluck().all().sort()).toEqual([
    'Asha',
    'Meera',
    'Ravi',
  ]);
  migrated.close(true);
  const [backup, ...others] = listBackups(place.backups);
  expect(others).toEqual([]);
  expect(stateOf(backup?.path ?? '')).toMatchObject({
    version: newest,
    labels: null,
    contacts: [{ name: 'Meera' }],
  });
});

test('a database of a newer version is refused and trusted as before, and no backup is opened', async () => {
  const place = databasePlace(tempFolder());
  (await openDatabase({ ...place, migrations: testMigrations })).close(true);
  await expect(openDatabase(place)).rejects.toThrow(NewerDatabaseError);
  const again = await openDatabase({ ...place, migrations: testMigrations });
  expect(again.checked).toBe(false);
  again.close(false);
  await expect(openDatabase(place)).rejects.toThrow(NewerDatabaseError);
  expect(existsSync(place.damaged)).toBe(false);
});

/** A database as the newest version has it, with a call and a step of its story. */
function withOneCall(): SqliteDatabase.Database {
  const db = new SqliteDatabase(emptyFile());
  onTestFinished(() => void db.close());
  db.pragma('foreign_keys = ON');
  migrate(db, migrations);
  insertCall(db, recordedCall(), 0);
  return db;
}

test('a table that is made anew takes nothing along that hangs on its rows', () => {
  const db = withOneCall();
  migrate(db, [
    {
      version: newest + 1,
      run: `
        CREATE TABLE calls_of_now (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
        INSERT INTO calls_of_now SELECT seq, id FROM calls;
        DROP TABLE calls;
        ALTER TABLE calls_of_now RENAME TO calls;
      `,
    },
  ]);
  expect(db.prepare('SELECT call_id FROM timeline').pluck().all()).toEqual(['call-1']);
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
});

test('a migration that leaves a row without its parent fails, and has changed nothing', () => {
  const db = withOneCall();
  const orphaning = { version: newest + 1, run: 'DELETE FROM calls' };
  expect(() => migrate(db, [orphaning])).toThrow(`migration ${newest + 1} orphaned 1 rows`);
  expect(db.prepare('SELECT count(*) FROM calls').pluck().get()).toBe(1);
  expect(db.pragma('user_version', { simple: true })).toBe(newest);
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
});

test('rows that had no parent before are no reason to refuse a migration', () => {
  const db = withOneCall();
  db.pragma('foreign_keys = OFF');
  db.prepare("INSERT INTO timeline VALUES ('nobody', 1, 'sent', 'local', NULL)").run();
  migrate(db, [{ version: newest + 1, run: 'CREATE TABLE labels (name TEXT) STRICT' }]);
  expect(db.pragma('user_version', { simple: true })).toBe(newest + 1);
});
