import type { Database } from 'better-sqlite3';

/**
 * Pages of the search index that one step writes: a dial in the meantime waits no longer than that.
 */
const pagesPerStep = 16;

/**
 * Scrubs what was removed from the tables out of the files: words out of the search index, which
 * otherwise keeps them until it happens to merge, and everything out of the journal. With `rewrite`
 * the whole database is rewritten, so that only what is in a row remains; meanwhile nothing else
 * can write. Throws if the database or its journal is in use; then it can be repeated.
 */
export function scrub(db: Database, rewrite: boolean): void {
  db.pragma('secure_delete = ON');
  mergeIndex(db);
  if (rewrite) db.exec('VACUUM');
  emptyJournal(db);
}

/** Other writers checkpoint now and then; SQLite does not wait for them, so this does. */
function emptyJournal(db: Database): void {
  // Does most of the work while others may write.
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
 * Starts an open database's journal. It is never left empty, so that an empty one means a loss
 * (clean-shutdown.ts). Writes one page, though nothing changes.
 */
export function beginJournal(db: Database): void {
  const version = db.pragma('user_version', { simple: true });
  db.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${version}; COMMIT`);
}

/** A negative step merges everything into one: https://sqlite.org/fts5.html#the_merge_command */
function mergeIndex(db: Database): void {
  const merge = db.prepare("INSERT INTO call_search (call_search, rank) VALUES ('merge', ?)");
  const changes = db.prepare('SELECT total_changes()').pluck();
  // Immediate, so that a step waits for other writers instead of failing after it has read.
  const step = db.transaction((pages: number) => {
    const before = changes.get() as number;
    merge.run(pages);
    return (changes.get() as number) - before >= 2;
  }).immediate;
  let more = step(-pagesPerStep);
  while (more) more = step(pagesPerStep);
  setMergeOnDelete(db, mergeAtPercent);
}

/** FTS5's default: a tenth of the entries removed. */
const mergeAtPercent = 10;

/**
 * Sets at what percentage of removed entries the next removal merges the index: at once, however
 * long that takes. 0 for never, until {@link scrub} has merged it in steps.
 * https://sqlite.org/fts5.html#the_deletemerge_configuration_option
 */
export function setMergeOnDelete(db: Database, percent: number): void {
  db.prepare(
    "INSERT INTO call_search (call_search, rank) VALUES ('deletemerge', CAST(? AS INTEGER))",
  ).run(percent);
}
