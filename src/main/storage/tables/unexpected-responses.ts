import type { Database } from 'better-sqlite3';
import {
  type UnexpectedResponse,
  unexpectedResponseSchema,
} from '../../../shared/domain/unexpected-response.ts';
import { readFields } from '../../base/read-fields.ts';
import { prepared } from '../database/connection.ts';
import { noted } from './odd-things.ts';

/** Beyond this many kinds of oddity in one call, more tell nothing new. */
const mostPerCall = 20;

/**
 * Keeps a response, unless one that is odd in the same way is there. Returns whether it was added.
 */
export function addUnexpected(db: Database, callId: string, response: UnexpectedResponse): boolean {
  const { at, question, httpStatus, oddity, body } = response;
  const { changes } = prepared(
    db,
    `INSERT INTO unexpected_responses (call_id, at, question, http_status, oddity, body)
     SELECT @callId, @at, @question, @httpStatus, @oddity, @body
     WHERE (SELECT count(*) FROM unexpected_responses WHERE call_id = @callId) < ${mostPerCall}
     ON CONFLICT DO NOTHING`,
  ).run({ callId, at: Math.round(at), question, httpStatus, oddity, body });
  return changes === 1;
}

/** Returns them oldest first. */
export function listAnswers(db: Database, callId: string): UnexpectedResponse[] {
  const rows = prepared(
    db,
    `SELECT at, question, http_status AS httpStatus, oddity, body
     FROM unexpected_responses WHERE call_id = ? ORDER BY at, rowid`,
  ).all(callId);
  const blank = { at: 0, question: 'unreadable', httpStatus: 0, oddity: '', body: '' } as const;
  return rows.map((row) =>
    noted(db, `answers of ${callId}`, readFields(unexpectedResponseSchema, row, blank)),
  );
}
