import { dirname } from 'node:path';
import { existsSync, readdirSync, writeSync } from 'node:fs';
import { backUp } from '../../src/main/storage/backups.ts';
import { bookPlace } from './book-place.ts';

/**
 * A process that is made to be killed: backs a book up, and says so as soon as the unfinished copy
 * is there. It never finishes it: the main thread, which gives the copy its name, stands still.
 */
const [file = '', backups = ''] = process.argv.slice(2);
void backUp(bookPlace(dirname(file)));
const look = (): void => {
  const unfinished = existsSync(backups) && readdirSync(backups).length > 0;
  if (!unfinished) {
    setImmediate(look);
    return;
  }
  writeSync(1, 'copying\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};
look();
