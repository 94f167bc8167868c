import type { Database } from 'better-sqlite3';
import type { Handlers } from '../../shared/contract/index.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import { listAnswers } from '../storage/answers-table.ts';
import * as callsTable from '../storage/calls-table.ts';
import { withDatabaseErrors } from '../storage/database.ts';

const earlierShown = 5;

/** Reads the book for the eye. `isPractice`: which of the two books is open. */
export function createHistory(db: Database, isPractice: () => boolean): Handlers['history'] {
  return {
    page: ({ beforeSeq, limit, ...filter }) =>
      withDatabaseErrors(() => {
        const calls = callsTable.pageCalls(db, filter, beforeSeq, limit);
        return {
          calls,
          nextBeforeSeq: calls.length === limit ? (calls.at(-1)?.seq ?? null) : null,
        };
      }),
    count: (filter) => withDatabaseErrors(() => ({ total: callsTable.countCalls(db, filter) })),
    detail: ({ id }) =>
      withDatabaseErrors(() => {
        const call = callsTable.getCall(db, id);
        if (!call) throw new AppFailure('not_found');
        const earlier = callsTable.listEarlier(db, call, earlierShown);
        return {
          call,
          timeline: callsTable.listTimeline(db, id),
          earlier: earlier.calls,
          earlierTotal: earlier.total,
          answers: listAnswers(db, id),
        };
      }),
    recentNumbers: ({ limit }) =>
      withDatabaseErrors(() => callsTable.listRecentNumbers(db, isPractice(), limit)),
  };
}
