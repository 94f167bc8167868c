import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { Fetch } from '../../src/main/exotel/http.ts';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import type { Call } from '../../src/shared/domain/call.ts';
import { type ComposeCallsOptions, type ComposedCalls, composeCalls } from './compose-calls.ts';
import {
  type Entry,
  type LoopbackProvider,
  type Reply,
  startProvider,
} from './loopback-provider.ts';
import { tempFolder } from './temp-folder.ts';

export const bootedAt = Date.UTC(2026, 0, 5);

export interface Rig {
  provider: LoopbackProvider;
  db: Database;
  file: string;
  /**
   * One entry per POST passed to `fetch`: the rows' states at that moment, as another connection
   * sees them, oldest call first. The provider's ledger would tell only later.
   */
  leaving: string[][];
  /** Returns one column of what is committed, through a connection of its own. */
  onDisk(sql: string): unknown[];
  /** Starts the app again on the same database. The previous service is disposed of. */
  start(options?: Partial<ComposeCallsOptions>): ComposedCalls;
}

/** Sets up a provider on a socket, a database in a file, and starts of the app on them. */
export async function setUpCalls(reply: (entry: Entry) => Reply | Promise<Reply>): Promise<Rig> {
  const file = join(tempFolder(), 'handset.db');
  const db = openConnection(file);
  const provider = await startProvider(reply);
  const leaving: string[][] = [];
  const onDisk = (sql: string) => readCommitted(file, sql);
  const placeFetch: Fetch = (url, init) => {
    leaving.push(onDisk('SELECT state FROM calls ORDER BY seq') as string[]);
    return fetch(url, init);
  };
  let running: ComposedCalls | undefined;
  onTestFinished(async () => {
    running?.stop();
    await provider.close();
    db.close();
  });
  const start: Rig['start'] = (options) => {
    running?.stop();
    running = composeCalls({ db, baseUrl: provider.baseUrl, bootedAt, placeFetch, ...options });
    return running;
  };
  return { provider, db, file, leaving, onDisk, start };
}

function readCommitted(file: string, sql: string): unknown[] {
  const other = new SqliteDatabase(file, { readonly: true });
  try {
    return other.prepare(sql).pluck().all();
  } finally {
    other.close();
  }
}

/** Resolves to the first snapshot that fits. */
export function heard(service: ComposedCalls, fits: (call: Call) => boolean): Promise<Call> {
  return new Promise((resolve) => {
    const stop = service.changed.on((call) => {
      if (!fits(call)) return;
      stop();
      resolve(call);
    });
  });
}
