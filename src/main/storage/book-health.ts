import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Call } from '../../shared/domain/call.ts';
import { select, toCalls } from './call-row.ts';
import { prepared } from './database.ts';

/** How the book is, without a word of what is in it. */
export interface BookHealth {
  bytes: number;
  walBytes: number;
  pageBytes: number;
  freePages: number;
  /** The last migration that it has seen. */
  userVersion: number;
  journalMode: string;
  sqliteVersion: string;
  /** `ok`, or what SQLite found. Takes time with the size of the book. */
  quickCheck: string;
  /** Calls by state, practice ones apart. */
  calls: { state: string; practice: boolean; count: number }[];
  contacts: number;
}

export function bookHealth(db: Database): BookHealth {
  const pragma = (name: string): unknown => db.pragma(name, { simple: true });
  const number = (name: string): number => z.number().parse(pragma(name));
  const count = (sql: string) => z.object({ count: z.number() }).parse(prepared(db, sql).get());
  // SQLite's check takes what this connection remembers of the index for true, though another may
  // have merged it since (see book-scrub.ts); whoever searches it looks first.
  prepared(db, "SELECT 1 FROM call_search WHERE call_search MATCH 'any' LIMIT 1").get();
  const byState = prepared(
    db,
    'SELECT state, practice, count(*) AS count FROM calls GROUP BY practice, state',
  ).all();
  return {
    bytes: sizeOf(db.name),
    walBytes: sizeOf(`${db.name}-wal`),
    pageBytes: number('page_size'),
    freePages: number('freelist_count'),
    userVersion: number('user_version'),
    journalMode: String(pragma('journal_mode')),
    sqliteVersion: z
      .object({ version: z.string() })
      .parse(prepared(db, 'SELECT sqlite_version() AS version').get()).version,
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
    contacts: count('SELECT count(*) AS count FROM contacts').count,
  };
}

/** The newest calls, real and practice, newest first. */
export function listNewest(db: Database, limit: number): Call[] {
  return toCalls(db, prepared(db, `${select} ORDER BY calls.seq DESC LIMIT ?`).all(limit));
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
