import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import {
  openConnection,
  withDatabaseErrors,
} from '../../../../src/main/storage/database/connection.ts';
import {
  type Migration,
  migrate,
  NewerDatabaseError,
} from '../../../../src/main/storage/database/migrate.ts';
import { migrations } from '../../../../src/main/storage/migrations/index.ts';
import { getCall } from '../../../../src/main/storage/tables/calls.ts';
import { AppFailure } from '../../../../src/shared/domain/app-error.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { addCall, openTestDatabase } from '../../../support/test-database.ts';

const newest = migrations.at(-1)?.version ?? 0;

test('a fresh database: the folder is made, WAL, full sync, foreign keys, the newest version', () => {
  const { db, file } = openTestDatabase();
  expect(existsSync(file)).toBe(true);
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(db.pragma('synchronous', { simple: true })).toBe(2);
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(db.pragma('user_version', { simple: true })).toBe(newest);
});

test('full sync is back after a call was marked as sending', async () => {
  const { markSending } = await import('../../../../src/main/storage/tables/calls.ts');
  const { db } = openTestDatabase();
  const call = addCall(db, { state: 'recorded' });
  markSending(db, { ...call, state: 'sending' }, []);
  expect(db.pragma('synchronous', { simple: true })).toBe(2);
  expect(() => markSending(db, { ...call, id: 'no such call' }, [])).toThrow();
  expect(db.pragma('synchronous', { simple: true })).toBe(2);
});

test('what was written is there after closing and opening', () => {
  const database = openTestDatabase();
  const call = addCall(database.db);
  expect(getCall(database.reopen(), call.id)).toMatchObject(call);
});

test('opening twice migrates once', () => {
  const database = openTestDatabase();
  addCall(database.db);
  const schema = () =>
    database.db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
  const before = schema();
  database.reopen();
  expect(schema()).toEqual(before);
  expect(database.db.prepare('SELECT count(*) FROM calls').pluck().get()).toBe(1);
});

test.each(['wal', 'delete'])(
  'a database of a newer version (%s) is refused, unharmed',
  (journal) => {
    const file = join(tempFolder(), 'handset.db');
    const newer = new SqliteDatabase(file);
    newer.pragma(`journal_mode = ${journal}`);
    newer.exec(
      `CREATE TABLE future (x); INSERT INTO future VALUES (1); PRAGMA user_version = 99999`,
    );
    newer.close();
    const before = readFileSync(file);
    expect(() => openConnection(file)).toThrow(NewerDatabaseError);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(existsSync(`${file}-wal`)).toBe(false);
  },
);

test('a file that is no database is refused, unharmed', async () => {
  const { writeFileSync } = await import('node:fs');
  const file = join(tempFolder(), 'handset.db');
  writeFileSync(file, 'Dear diary, '.repeat(500));
  expect(() => openConnection(file)).toThrow();
  expect(readFileSync(file, 'utf8')).toBe('Dear diary, '.repeat(500));
});

test('migrations rise, run in order and once, and each is whole or not at all', () => {
  const versions = migrations.map(({ version }) => version);
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));

  const db = new SqliteDatabase(':memory:');
  onTestFinished(() => void db.close());
  const first: Migration = { version: 1, run: 'CREATE TABLE a (x)' };
  const second: Migration = { version: 5, run: 'CREATE TABLE b (x); INSERT INTO a VALUES (1)' };
  const broken: Migration = { version: 6, run: 'CREATE TABLE c (x); NONSENSE' };
  migrate(db, [first]);
  migrate(db, [first, second]);
  expect(() => migrate(db, [first, second, broken])).toThrow();
  expect(db.pragma('user_version', { simple: true })).toBe(5);
  expect(db.prepare("SELECT name FROM sqlite_schema WHERE name = 'c'").get()).toBeUndefined();
  migrate(db, [first, second]);
  expect(db.prepare('SELECT count(*) FROM a').pluck().get()).toBe(1);
  expect(() => migrate(db, [first])).toThrow(NewerDatabaseError);
});

test('failures of SQLite get a code that the agent can act on; others pass as they are', () => {
  const { file, db } = openTestDatabase();
  const codeOf = (work: () => unknown) => {
    try {
      withDatabaseErrors(work);
    } catch (error) {
      return error instanceof AppFailure ? error.code : error;
    }
    return null;
  };
  const readonly = new SqliteDatabase(file, { readonly: true });
  onTestFinished(() => void readonly.close());
  expect(codeOf(() => readonly.exec('DELETE FROM calls'))).toBe('database_read_only');
  const impatient = new SqliteDatabase(file, { timeout: 0 });
  onTestFinished(() => void impatient.close());
  db.exec('BEGIN IMMEDIATE');
  expect(codeOf(() => impatient.exec('DELETE FROM calls'))).toBe('database_busy');
  db.exec('ROLLBACK');
  impatient.pragma(`max_page_count = ${impatient.pragma('page_count', { simple: true })}`);
  expect(codeOf(() => impatient.exec(`CREATE TABLE big AS SELECT randomblob(99999)`))).toBe(
    'database_full',
  );
  expect(codeOf(() => db.exec('NONSENSE'))).toBe('database_unavailable');
  const plain = new Error('plain');
  expect(
    codeOf(() => {
      throw plain;
    }),
  ).toBe(plain);
});
