import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import { insertCall } from '../../src/main/storage/tables/calls.ts';
import type { OutboundFacts } from '../../src/shared/domain/call.ts';
import type { FactChanges } from './call-facts.ts';
import { recordedCall } from './call-facts.ts';
import { tempFolder } from './temp-folder.ts';

/** Opens a database in a file of this test's own. `reopen` closes and opens it again. */
export function openTestDatabase() {
  const file = join(tempFolder(), 'profile', 'handset.db');
  let db = openConnection(file);
  onTestFinished(() => void db.close());
  return {
    file,
    get db(): Database {
      return db;
    },
    reopen(): Database {
      db.close();
      db = openConnection(file);
      return db;
    },
  };
}

let calls = 0;

/** Adds a call that has ended to the database. */
export function addCall(db: Database, changes: FactChanges = {}): OutboundFacts {
  calls += 1;
  const call = recordedCall({
    id: `call-${calls}`,
    state: 'ended',
    outcome: 'completed',
    createdAt: Date.UTC(2026, 0, 5) + calls,
    ...changes,
  });
  // At the places 1, 2, 3…
  insertCall(db, call, 0, 0);
  return call;
}
