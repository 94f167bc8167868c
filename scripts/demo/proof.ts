import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Call } from '../../src/shared/domain/call.ts';
import { stop } from '../terminal.mjs';

export interface RecordingProof {
  path: string;
  bytes: number;
  sha256: string;
}

/** Returns the recording as it is on disk; null if the call has none. */
export function proveRecording(profile: string, call: Call): RecordingProof | null {
  const { state, sha256: expected } = call.recording;
  if (state === 'none' || state === 'processing' || state === 'never_came') return null;
  const path = join(profile, 'recordings', `${call.sid}.mp3`);
  if (state !== 'saved' || !existsSync(path)) {
    stop(`The call's recording is "${state}", and not on disk.`);
  }
  const content = readFileSync(path);
  const sha256 = createHash('sha256').update(content).digest('hex');
  if (sha256 !== expected) stop('The recording on disk is not the one downloaded.');
  return { path, bytes: content.length, sha256 };
}

/**
 * Stops the demo unless the call's row is in the database file and has the end state the app
 * showed.
 */
export function proveRow(profile: string, call: Call): void {
  const db = new BetterSqlite3(join(profile, 'handset.db'), { readonly: true });
  try {
    const row = db.prepare('SELECT state FROM calls WHERE id = ?').get(call.id);
    const { state } = (row ?? {}) as { state?: string };
    if (state !== call.state) {
      stop(`The call's row on disk says "${state ?? 'nothing'}", not "${call.state}".`);
    }
  } finally {
    db.close();
  }
}
