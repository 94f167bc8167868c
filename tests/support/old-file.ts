import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { tempFolder } from './temp-folder.ts';

const packed = new URL('../fixtures/databases/version-37.db.gz', import.meta.url);

/**
 * A database as version 37 wrote it, with that version's own code: ten calls in as many states, each
 * with its story, note, result, recording, contact and unexpected response; two calls that were
 * removed for their age and can be restored; and one that was erased, the last of all.
 */
export function oldDatabaseFile(): string {
  const file = join(tempFolder(), 'handset.db');
  writeFileSync(file, gunzipSync(readFileSync(packed)));
  return file;
}
