import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { readOnly } from './read-only.ts';

/** The database's condition, without any of its contents. */
export interface DatabaseHealth {
  bytes: number;
  walBytes: number;
  pageBytes: number;
  freePages: number;
  /** The last migration applied to it. */
  userVersion: number;
  journalMode: string;
  sqliteVersion: string;
  /** `ok`, or what SQLite found. Takes longer the larger the database is. */
  quickCheck: string;
  /** Calls by state, practice calls counted separately. */
  calls: { state: string; practice: boolean; count: number }[];
  contacts: number;
}

/** Reads the whole database: for the database's thread. */
export function databaseHealth(file: string): DatabaseHealth {
  return readOnly(file, (db) => healthOf(db, file));
}

function healthOf(db: Database, file: string): DatabaseHealth {
  const pragma = (name: string): unknown => db.pragma(name, { simple: true });
  const number = (name: string): number => z.number().parse(pragma(name));
  const one = (sql: string): unknown => db.prepare(sql).pluck().get();
  const byState = db
    .prepare('SELECT state, practice, count(*) AS count FROM calls GROUP BY practice, state')
    .all();
  return {
    bytes: sizeOf(file),
    walBytes: sizeOf(`${file}-wal`),
    pageBytes: number('page_size'),
    freePages: number('freelist_count'),
    userVersion: number('user_version'),
    journalMode: String(pragma('journal_mode')),
    sqliteVersion: z.string().parse(one('SELECT sqlite_version()')),
    quickCheck: String(pragma('quick_check(1)')),
    calls: z
      .array(
        z.object({
          state: z.string().catch('unreadable'),
          practice: z.coerce.boolean(),
          count: z.number(),
        }),
      )
      .parse(byState),
    contacts: z.number().parse(one('SELECT count(*) FROM contacts')),
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
