import { readdirSync, writeSync } from 'node:fs';
import { backUp } from '../../src/main/storage/database/backups.ts';
import { databasePlace } from './database-place.ts';

/**
 * A process made to be killed: backs a database up, and says so as soon as the unfinished copy
 * exists. It never finishes it: the main thread, which would rename the copy, is blocked.
 */
const [profile = ''] = process.argv.slice(2);
const place = databasePlace(profile);
const cell = new Int32Array(new SharedArrayBuffer(4));

function waitForCopy(): void {
  while (!readdirSync(place.backups).some((name) => name.endsWith('.unfinished')))
    Atomics.wait(cell, 0, 0, 5);
  writeSync(1, 'copying\n');
  Atomics.wait(cell, 0, 0);
}

await backUp({
  ...place,
  // Called right before the thread starts: what is queued here runs right after.
  freeBytes: async () => {
    setImmediate(waitForCopy);
    return Number.MAX_SAFE_INTEGER;
  },
});
