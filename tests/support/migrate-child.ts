import SqliteDatabase from 'better-sqlite3';
import { migrate } from '../../src/main/storage/database/migrate.ts';
import { migrations } from '../../src/main/storage/migrations/index.ts';
import { testMigrations } from './test-migrations.ts';

/**
 * A process that is made to be killed: migrates a real database, and kills itself before the
 * statement whose number is its second argument, as SQLite is about to run it, or after the last
 * one. Without a number it says how many such moments there are. The third argument says which
 * migrations: `test`, or the product's own.
 */
const [file = '', killAt = '', which = 'test'] = process.argv.slice(2);
let count = 0;
function step(): void {
  if (String(count) === killAt) process.kill(process.pid, 'SIGKILL');
  count += 1;
}

const db = new SqliteDatabase(file, { verbose: step });
migrate(db, which === 'test' ? testMigrations : migrations);
step();
console.log(count);
db.close();
