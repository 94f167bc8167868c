import type { Database } from 'better-sqlite3';
import { foldText } from '../../../shared/domain/fold-text.ts';
import { numbersIn } from '../tables/search-terms.ts';

/**
 * Registers what the database's SQL needs to fold text like the rest of the app: `fold_text`,
 * `numbers_in`.
 */
export function addSearchFunctions(db: Database): void {
  const add = (name: string, work: (text: string) => string | null) =>
    db.function(name, { deterministic: true }, (text) =>
      text === null ? null : work(String(text)),
    );
  add('fold_text', foldText);
  add('numbers_in', numbersIn);
}
