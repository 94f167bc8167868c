import { openBook } from '../../src/main/storage/open-book.ts';
import { bookPlace } from './book-place.ts';

/** Opens a book and says how that went, for users that this process may not become itself. */
const [profile = ''] = process.argv.slice(2);
try {
  (await openBook(bookPlace(profile))).close(true);
  console.log('opened');
} catch (error) {
  console.log((error as { code?: string }).code);
}
