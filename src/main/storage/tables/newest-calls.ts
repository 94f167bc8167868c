import type { Database } from 'better-sqlite3';
import type { Call } from '../../../shared/domain/call.ts';
import { prepared } from '../database/connection.ts';
import { select, toCalls } from './call-row.ts';

/** Returns the newest calls, real and practice, newest first. */
export function listNewest(db: Database, limit: number): Call[] {
  return toCalls(db, prepared(db, `${select} ORDER BY calls.seq DESC LIMIT ?`).all(limit));
}
