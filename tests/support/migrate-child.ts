import SqliteDatabase from 'better-sqlite3';
import { migrate } from '../../src/main/storage/database/migrate.ts';
import { testMigrations } from './test-migrations.ts';

/**
 * A process that is made to be killed: migrates a real database, and kills itself before the
 * statement whose number is its last argument, as SQLite is about to run it, or after the last one.
 * Without an argument it says how many such moments there are.
 */
const [file = '', killAt = ''] = process.argv.slice(2);
let count = 0;
function step(): void {
  if (String(count) === killAt) process.kill(process.pid, 'SIGKILL');
  count += 1;
}

const db = new SqliteDatabase(file, { verbose: step });
migrate(db, testMigrations);
step();
console.log(count);
db.close();
