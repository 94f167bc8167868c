import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import { benchDialLatency } from './dial-latency.ts';
import { fillDatabase } from './full-database.ts';
import { benchHistorySearch } from './history-search.ts';
import { benchQuestions } from './questions.ts';
import type { BenchRow } from './statistics.ts';

/** Creates a full database of this many calls, in a folder of its own, which `remove` deletes. */
export function makeDatabase(calls: number): { file: string; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'handset-bench-'));
  const file = join(dir, 'handset.db');
  const db = openConnection(file);
  fillDatabase(db, calls);
  db.close();
  return { file, remove: () => rmSync(dir, { recursive: true }) };
}

/**
 * Measures what a database is asked all day, and dialling with it. It has a few more calls
 * afterwards.
 */
export async function benchDatabase(file: string): Promise<BenchRow[]> {
  const db = openConnection(file);
  const rows = [...(await benchQuestions(db)), ...benchHistorySearch(db)];
  db.close();
  return [...rows, await benchDialLatency(file)];
}
