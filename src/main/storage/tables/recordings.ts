import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { errorCodeSchema } from '../../../shared/domain/app-error.ts';
import { momentSchema, recordingStates } from '../../../shared/domain/call.ts';
import { readRecordingId, recordingId } from '../../../shared/domain/recording-id.ts';
import { type Read, readFields } from '../../base/read-fields.ts';
import { assertOneRow, prepared } from '../database/connection.ts';
import { factSql } from './call-row.ts';
import { noted } from './odd-things.ts';
import { sidExpression } from './search-terms.ts';

const recordingRowSchema = z.object({
  callId: z.string(),
  /** From 1: a call may have several recordings. */
  part: z.number(),
  state: z.enum(recordingStates),
  /** Where Exotel published it. Never leaves main. */
  url: z.string().nullable(),
  /** Relative to the recordings folder. */
  fileName: z.string().nullable(),
  bytesReceived: z.number().nullable(),
  bytesTotal: z.number().nullable(),
  sha256: z.string().nullable(),
  /** How often Exotel was asked whether it has been published. */
  looks: z.number(),
  /** Failed downloads in a row. */
  tries: z.number(),
  /** Epoch milliseconds; null if nothing happens by itself. */
  nextTryAt: momentSchema.nullable(),
  /** Error code of the last failure. */
  failure: errorCodeSchema.nullable(),
  updatedAt: z.number(),
});
export type RecordingRow = z.infer<typeof recordingRowSchema>;

/** Returns the row of a recording that was asked for and is not there yet. */
export function newRecordingRow(callId: string, part = 1): RecordingRow {
  return {
    callId,
    part,
    state: 'processing',
    url: null,
    fileName: null,
    bytesReceived: null,
    bytesTotal: null,
    sha256: null,
    looks: 0,
    tries: 0,
    nextTryAt: null,
    failure: null,
    updatedAt: 0,
  };
}

/** Returns the id of a row's recording. */
export function idOf({ callId, part }: Pick<RecordingRow, 'callId' | 'part'>): string {
  return recordingId(callId, part);
}

/** Reads a row as far as possible. A recording that cannot be read is no longer scheduled. */
function readRecording(row: unknown): Read<RecordingRow> {
  const { callId, part } = row as { callId: unknown; part: unknown };
  const failed = { state: 'failed', failure: 'recording_unreadable', nextTryAt: null } as const;
  const blank: RecordingRow = { ...newRecordingRow(String(callId), Number(part)), ...failed };
  const { value, odd } = readFields(recordingRowSchema, row, blank);
  return { value: odd.length > 0 && isPlanned(value) ? { ...value, ...failed } : value, odd };
}

function isPlanned({ state, nextTryAt }: RecordingRow): boolean {
  return nextTryAt !== null || ['processing', 'available', 'downloading'].includes(state);
}

/** Returns those that can be read completely; nothing is done to the others by itself. */
function readAll(db: Database, rows: readonly unknown[]): RecordingRow[] {
  return rows.flatMap((raw) => {
    const read = readRecording(raw);
    const row = noted(db, `recordings ${idOf(read.value)}`, read);
    return read.odd.length === 0 ? [row] : [];
  });
}

const columns = `
  call_id AS callId, part, state, url, file_name AS fileName, bytes_received AS bytesReceived,
  bytes_total AS bytesTotal, sha256, looks, tries, next_try_at AS nextTryAt, failure,
  updated_at AS updatedAt`;

/** Finds a recording by its id. */
export function findRecording(db: Database, id: string): RecordingRow | null {
  const { callId, part } = readRecordingId(id);
  const row = prepared(db, `SELECT ${columns} FROM recordings WHERE call_id = ? AND part = ?`).get(
    callId,
    part,
  );
  return row === undefined ? null : noted(db, `recordings ${id}`, readRecording(row));
}

/** Returns the recordings of every call with a sid: of one call, if Exotel keeps its word. */
export function listRecordingsOfSid(db: Database, sid: string): RecordingRow[] {
  const rows = prepared(
    db,
    `SELECT ${columns} FROM recordings WHERE call_id IN (
       SELECT id FROM calls
       WHERE seq IN (SELECT rowid FROM call_search WHERE call_search MATCH ?)
         AND ${factSql('sid')} = ?)`,
  ).all(sidExpression(sid), sid);
  return rows.map((row) => readRecording(row).value);
}

/** Returns recordings that are not finished, those that are due first. */
export function listUnfinishedRecordings(db: Database): RecordingRow[] {
  const rows = prepared(
    db,
    `SELECT ${columns} FROM recordings
     WHERE state IN ('processing', 'available', 'downloading') OR next_try_at IS NOT NULL
     ORDER BY next_try_at, updated_at`,
  ).all();
  return readAll(db, rows);
}

/**
 * Returns recordings that name a file, whether it is kept or about to be deleted, in the order of
 * their rows: they come from an index over a constant, whose entries are in that order.
 */
export function listRecordingsWithFile(db: Database): RecordingRow[] {
  const rows = prepared(
    db,
    `SELECT ${columns} FROM recordings INDEXED BY recordings_filed
     WHERE (file_name IS NOT NULL) = 1 AND file_name IS NOT NULL ORDER BY rowid`,
  ).all();
  return readAll(db, rows);
}

/**
 * Sums the bytes of all recordings that are here, complete or partial, and counts the complete
 * files.
 */
export function sumRecordings(db: Database): { bytes: number; recordings: number } {
  return prepared(
    db,
    `SELECT coalesce(sum(bytes), 0) AS bytes, coalesce(sum(recordings), 0) AS recordings FROM (
       SELECT bytes_total AS bytes, 1 AS recordings FROM recordings WHERE file_name IS NOT NULL
       UNION ALL
       SELECT bytes_received, 0 FROM recordings
       WHERE (state IN ('processing', 'available', 'downloading') OR next_try_at IS NOT NULL)
         AND file_name IS NULL)`,
  ).get() as { bytes: number; recordings: number };
}

/**
 * Returns recordings of the oldest calls that name a file, in one state, in the order of their
 * rows.
 */
export function listOldestWithFile(
  db: Database,
  state: RecordingRow['state'],
  limit: number,
): RecordingRow[] {
  const rows = prepared(
    db,
    `SELECT ${columns} FROM recordings INDEXED BY recordings_by_state_with_file
     WHERE state = ? AND file_name IS NOT NULL ORDER BY rowid LIMIT ?`,
  ).all(state, limit);
  return readAll(db, rows);
}

/** Returns every file name that a recording has. */
export function listRecordingFiles(db: Database): Set<string> {
  const names = prepared(db, 'SELECT file_name FROM recordings WHERE file_name IS NOT NULL')
    .pluck()
    .all();
  return new Set(names as string[]);
}

/** Whether a recording other than this one names the file. */
export function isFileOfAnother(db: Database, fileName: string, id: string): boolean {
  const rows = prepared(
    db,
    'SELECT call_id AS callId, part FROM recordings WHERE file_name = ?',
  ).all(fileName) as { callId: string; part: number }[];
  return rows.some((row) => idOf(row) !== id);
}

/** Writes the whole row. Its call must exist. */
export function saveRecording(db: Database, row: RecordingRow): void {
  const { changes } = prepared(
    db,
    `INSERT INTO recordings (call_id, part, state, url, file_name, bytes_received, bytes_total,
       sha256, looks, tries, next_try_at, failure, updated_at)
     VALUES (@callId, @part, @state, @url, @fileName, @bytesReceived, @bytesTotal,
       @sha256, @looks, @tries, @nextTryAt, @failure, @updatedAt)
     ON CONFLICT (call_id, part) DO UPDATE SET state = excluded.state, url = excluded.url,
       file_name = excluded.file_name, bytes_received = excluded.bytes_received,
       bytes_total = excluded.bytes_total, sha256 = excluded.sha256, looks = excluded.looks,
       tries = excluded.tries, next_try_at = excluded.next_try_at, failure = excluded.failure,
       updated_at = excluded.updated_at`,
  ).run(row);
  assertOneRow(changes);
}

/** All of the above on one database. */
export function recordingsIn(db: Database) {
  return {
    find: (id: string) => findRecording(db, id),
    listUnfinished: () => listUnfinishedRecordings(db),
    listWithFile: () => listRecordingsWithFile(db),
    listOldestWithFile: (state: RecordingRow['state'], limit: number) =>
      listOldestWithFile(db, state, limit),
    listFileNames: () => listRecordingFiles(db),
    sum: () => sumRecordings(db),
    isFileOfAnother: (fileName: string, id: string) => isFileOfAnother(db, fileName, id),
    save: (row: RecordingRow) => saveRecording(db, row),
  };
}
