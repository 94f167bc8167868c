import SqliteDatabase from 'better-sqlite3';
import { pathsIn } from '../../src/main/base/paths.ts';
import {
  blankLateMentions,
  eraseFromDatabase,
} from '../../src/main/privacy/erase-from-database.ts';
import { clearLeftovers } from '../../src/main/privacy/leftovers.ts';
import { findMentions } from '../../src/main/privacy/mentions.ts';
import { replaceBackups } from '../../src/main/storage/database/backups.ts';
import { removeSetAside } from '../../src/main/storage/database/database-files.ts';
import { scrub } from '../../src/main/storage/database/scrub.ts';
import { addSearchFunctions } from '../../src/main/storage/database/search-functions.ts';
import { databasePlace } from './database-place.ts';

/**
 * A process made to be killed: erases a person, and kills itself before the step whose number is
 * its last argument: an SQLite statement, including those inside VACUUM, or a step among files.
 * Without an argument it says how many steps there are.
 */
const [profile = '', number = '', killAt = ''] = process.argv.slice(2);
let count = 0;
function step(): void {
  if (String(count) === killAt) process.kill(process.pid, 'SIGKILL');
  count += 1;
}

const { recordings, logs, damaged } = pathsIn(profile);
const place = databasePlace(profile);
const db = new SqliteDatabase(place.file, { verbose: step });
db.pragma('foreign_keys = ON');
addSearchFunctions(db);
db.pragma('secure_delete = ON');
eraseFromDatabase(db, number, false, await findMentions(db, number));
step();
await blankLateMentions(db, number);
step();
await clearLeftovers({
  db,
  recordings,
  logs,
  // As Maintenance does, on this thread.
  scrub: async (erase) => {
    const own = new SqliteDatabase(place.file, { verbose: step });
    scrub(own, erase);
    own.close();
    step();
    removeSetAside(damaged);
    step();
    const backedUp = await replaceBackups(place);
    step();
    return backedUp;
  },
});
step();
console.log(count);
db.close();
