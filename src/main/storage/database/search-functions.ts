import type { Database } from 'better-sqlite3';
import { foldText } from '../../../shared/domain/fold-text.ts';
import { numbersIn } from '../tables/search-terms.ts';

/** What the database's SQL needs in order to fold as everybody else does: `fold_text`, `numbers_in`. */
export function addSearchFunctions(db: Database): void {
  const add = (name: string, work: (text: string) => string | null) =>
    db.function(name, { deterministic: true }, (text) =>
      text === null ? null : work(String(text)),
    );
  add('fold_text', foldText);
  add('numbers_in', numbersIn);
}
