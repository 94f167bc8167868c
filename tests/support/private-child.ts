import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openLog } from '../../src/main/base/log.ts';
import { pathsIn } from '../../src/main/base/paths.ts';
import { keepPrivate } from '../../src/main/base/private-files.ts';
import { backUp } from '../../src/main/storage/database/backups.ts';
import { openDatabase } from '../../src/main/storage/database/open-database.ts';
import { insertCall } from '../../src/main/storage/tables/calls.ts';
import { recordedCall } from './call-facts.ts';
import { databasePlace } from './database-place.ts';

/**
 * A process with a umask of its own: does everything that leaves files in a profile, the way the
 * app does, and ends with the database open, so that its journal stays.
 */
const [profile = '', umask = '0'] = process.argv.slice(2);
process.umask(Number.parseInt(umask, 8));
const place = databasePlace(profile);
await keepPrivate(pathsIn(profile));
openLog(pathsIn(profile).logs).info('a line');
const first = await openDatabase(place);
insertCall(first.db, recordedCall({ id: 'first' }), 0);
await backUp(place);
first.close(true);
writeFileSync(join(dirname(place.file), 'handset.db'), 'no database');
const second = await openDatabase(place);
insertCall(second.db, recordedCall({ id: 'second' }), 0);
console.log('written');
process.kill(process.pid, 'SIGKILL');
