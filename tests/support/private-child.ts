import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openLog } from '../../src/main/base/log.ts';
import { pathsIn } from '../../src/main/base/paths.ts';
import { keepPrivate } from '../../src/main/base/private-files.ts';
import { backUp } from '../../src/main/storage/backups.ts';
import { insertCall } from '../../src/main/storage/calls-table.ts';
import { openBook } from '../../src/main/storage/open-book.ts';
import { bookPlace } from './book-place.ts';
import { recordedCall } from './call-facts.ts';

/**
 * A process with a umask of its own: does everything that leaves files in a profile, the way the app
 * does, and is ended with the book open, so that its journal stays.
 */
const [profile = '', umask = '0'] = process.argv.slice(2);
process.umask(Number.parseInt(umask, 8));
const place = bookPlace(profile);
await keepPrivate(pathsIn(profile));
openLog(pathsIn(profile).logs).info('a line');
const first = await openBook(place);
insertCall(first.db, recordedCall({ id: 'first' }), 0);
await backUp(place);
first.close(true);
writeFileSync(join(dirname(place.file), 'handset.db'), 'no database');
const second = await openBook(place);
insertCall(second.db, recordedCall({ id: 'second' }), 0);
console.log('written');
process.kill(process.pid, 'SIGKILL');
