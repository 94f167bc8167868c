import type { Database } from 'better-sqlite3';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type { CallResult } from '../../shared/domain/call-result.ts';
import type { AreaOf } from '../ipc/area.ts';
import { withDatabaseErrors } from '../storage/database/connection.ts';
import * as callPages from '../storage/tables/call-history.ts';
import * as callsTable from '../storage/tables/calls.ts';
import { listAnswers } from '../storage/tables/unexpected-responses.ts';

const earlierShown = 5;

export interface HistoryOptions {
  db: Database;
  /** Whether the practice history is the open one. */
  isPractice: () => boolean;
  /** The agent's own results: a search may use their names. */
  results: () => readonly CallResult[];
  /** Called when the agent opened a call. */
  opened: (id: string) => void;
}

/** Creates the read-only view of the call history. */
export function createHistory(options: HistoryOptions): AreaOf<'history'> {
  const { db, isPractice, results, opened } = options;
  const handlers: AreaOf<'history'>['handlers'] = {
    page: ({ beforeSeq, limit, ...filter }) =>
      withDatabaseErrors(() => {
        const calls = callPages.pageCalls(db, { ...filter, results: results() }, beforeSeq, limit);
        return {
          calls,
          nextBeforeSeq: calls.length === limit ? (calls.at(-1)?.seq ?? null) : null,
        };
      }),
    count: (filter) =>
      withDatabaseErrors(() => ({
        total: callPages.countCalls(db, { ...filter, results: results() }),
      })),
    detail: ({ id }) => {
      opened(id);
      return withDatabaseErrors(() => {
        const call = callsTable.getCall(db, id);
        if (!call) throw new AppFailure('not_found');
        const earlier = callPages.listEarlier(db, call, earlierShown);
        return {
          call,
          timeline: callsTable.listTimeline(db, id),
          earlier: earlier.calls,
          earlierTotal: earlier.total,
          answers: listAnswers(db, id),
        };
      });
    },
    recentNumbers: ({ limit }) =>
      withDatabaseErrors(() => {
        const practice = isPractice();
        const calls = callPages.listRecentNumbers(db, practice, limit);
        return { calls, used: calls.length > 0 || callPages.hasCalls(db, practice) };
      }),
  };
  return { handlers, events: {} };
}
