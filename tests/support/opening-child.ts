import { openDatabase } from '../../src/main/storage/database/open-database.ts';
import { databasePlace } from './database-place.ts';

/** Opens a database and says how that went, for users that this process cannot become itself. */
const [profile = ''] = process.argv.slice(2);
try {
  (await openDatabase(databasePlace(profile))).close(true);
  console.log('opened');
} catch (error) {
  console.log((error as { code?: string }).code);
}
