import type { Database } from 'better-sqlite3';

/** Pages of the search index that one step writes: a dial that comes meanwhile waits no longer. */
const pagesPerStep = 16;

/**
 * Takes out of the files what was removed from the tables: words from the search index, which
 * otherwise keeps them until it merges by itself, and everything from the journal. With `rewrite`
 * the whole database is written anew, so that nothing is left in it but what is in a row; for so long
 * nobody else can write. Throws where the database or its journal is in use; then it can be repeated.
 */
export function scrub(db: Database, rewrite: boolean): void {
  db.pragma('secure_delete = ON');
  mergeIndex(db);
  if (rewrite) db.exec('VACUUM');
  emptyJournal(db);
}

/** Whoever writes checkpoints now and then; then SQLite does not wait, so this does. */
function emptyJournal(db: Database): void {
  // Most of the work, while others may write.
  db.pragma('wal_checkpoint(PASSIVE)');
  for (let tries = 100; tries > 0; tries -= 1) {
    const [outcome] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (outcome?.busy === 0) {
      beginJournal(db);
      return;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
  throw new Error('the journal of the database is in use');
}

/**
 * An open database's journal is never empty, so that one that is tells a loss (clean-shutdown.ts). Writes
 * one page, though nothing changes.
 */
export function beginJournal(db: Database): void {
  const version = db.pragma('user_version', { simple: true });
  db.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${version}; COMMIT`);
}

/** https://sqlite.org/fts5.html#the_merge_command: a negative step merges everything into one. */
function mergeIndex(db: Database): void {
  const merge = db.prepare("INSERT INTO call_search (call_search, rank) VALUES ('merge', ?)");
  const changes = db.prepare('SELECT total_changes()').pluck();
  // Immediate, so that a step waits for whoever writes, in place of failing after it has read.
  const step = db.transaction((pages: number) => {
    const before = changes.get() as number;
    merge.run(pages);
    return (changes.get() as number) - before >= 2;
  }).immediate;
  let more = step(-pagesPerStep);
  while (more) more = step(pagesPerStep);
  setMergeOnDelete(db, mergeAtPercent);
}

/** FTS5's own: a tenth of the entries removed. */
const mergeAtPercent = 10;

/**
 * At how many percent of removed entries removing one more merges the index: at once, however long
 * that takes. 0: never, until {@link scrub} has merged it in steps.
 * https://sqlite.org/fts5.html#the_deletemerge_configuration_option
 */
export function setMergeOnDelete(db: Database, percent: number): void {
  db.prepare(
    "INSERT INTO call_search (call_search, rank) VALUES ('deletemerge', CAST(? AS INTEGER))",
  ).run(percent);
}
