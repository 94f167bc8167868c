import type { Database } from 'better-sqlite3';
import type { TrayState } from '../shell/tray-model.ts';
import { listCurrent, listRecentNumbers } from '../storage/calls-table.ts';

/** What the tray shows of one of the two books. */
export function trayState(db: Database, practice: boolean): TrayState {
  const [newest] = listCurrent(db, practice);
  return { call: newest ?? null, recent: listRecentNumbers(db, practice, 5), practice };
}
