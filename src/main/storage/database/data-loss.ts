import type { Database } from 'better-sqlite3';
import { unlessOdd } from './connection.ts';

/** What was lost when the database was opened; shown to the agent until read. */
export interface DataLoss {
  /**
   * - `restored`: the database was damaged, and a backup took its place.
   * - `emptied`: it was damaged, and no backup could be opened.
   * - `journal`: it is sound, but the journal with its last changes is gone.
   * - `older`: it is sound, but holds less than when Handset closed it.
   * - `alien`: only a journal that was not its own, which was set aside.
   */
  kind: 'restored' | 'emptied' | 'journal' | 'older' | 'alien';
  /** When the loss was found, epoch milliseconds. */
  foundAt: number;
  /** When the backup that was opened had been made, epoch milliseconds. */
  backupAt: number | null;
  /** The folder damaged databases are moved to. */
  folder: string;
}

/** Key of the document that holds it. */
export const dataLossKey = 'book_loss';

/**
 * After a loss no row proves any more that its POST was not sent: a call that looks unsent may have
 * been placed since. A row without a boot counts as possibly sent (tables/calls.ts, survivedBoot),
 * so the next resume makes it `unknown` and nothing is dialled again.
 */
function doubtUnanswered(db: Database): void {
  const rows = db.prepare("SELECT seq FROM calls WHERE state IN ('recorded', 'sending')").pluck();
  const doubt = db.prepare('UPDATE calls SET booted_at = 0 WHERE seq = ?');
  for (const seq of rows.all()) unlessOdd(() => void doubt.run(seq));
}

/** Records in a database what it lost, and marks as doubtful what it cannot know. */
export function noteLoss(db: Database, loss: DataLoss): void {
  db.transaction(() => {
    if (loss.kind === 'alien' && isToldAlready(db)) return;
    if (loss.kind !== 'alien') doubtUnanswered(db);
    db.prepare('INSERT OR REPLACE INTO documents (key, value) VALUES (?, ?)').run(
      dataLossKey,
      JSON.stringify(loss),
    );
  })();
}

/** An unread loss matters more than a journal that did no harm. */
function isToldAlready(db: Database): boolean {
  return db.prepare('SELECT 1 FROM documents WHERE key = ?').get(dataLossKey) !== undefined;
}
