import { isDeepStrictEqual } from 'node:util';
import type { Database } from 'better-sqlite3';
import { createHistory } from '../../src/main/history/history-service.ts';
import {
  type CallFilter,
  countCalls,
  listRecentNumbers,
  pageCalls,
} from '../../src/main/storage/tables/call-history.ts';
import { getCall } from '../../src/main/storage/tables/calls.ts';
import { hasLiveCall } from '../../src/main/storage/tables/dial-queries.ts';
import { listCurrent } from '../../src/main/storage/tables/wrap-ups.ts';
import type { Call } from '../../src/shared/domain/call.ts';
import { mostCounted } from '../../src/shared/domain/most-counted.ts';
import { recentWith } from '../../src/shared/domain/recent-numbers.ts';
import { before } from './before.ts';
import { type BenchRow, inTurn, type Samples, summarize } from './statistics.ts';

const all: CallFilter = {
  text: '',
  outcomes: [],
  practice: false,
  recordedOnly: false,
  results: [],
};
const recorded = { ...all, recordedOnly: true };
const twoOutcomes = ['customer_unanswered', 'agent_unanswered'];

/** A query and its earlier form. Both must give the same result. */
interface Question {
  what: string;
  ours: () => unknown;
  rival: () => unknown;
  /** Milliseconds. */
  most: number;
}

/** Measures what a full database is asked all day, in main, where a dial waits for the result. */
export async function benchQuestions(db: Database): Promise<BenchRow[]> {
  const middle = Math.round((pageCalls(db, all, null, 1)[0]?.seq ?? 0) / 2);
  const questions: Question[] = [
    {
      what: 'open the history: 50 calls',
      ours: () => pageCalls(db, all, null, 50),
      rival: () => before.page(db, Number.MAX_SAFE_INTEGER, 50),
      most: 10,
    },
    {
      what: 'scroll deep: 100 calls from the middle',
      ours: () => pageCalls(db, all, middle, 100),
      rival: () => before.page(db, middle, 100),
      most: 10,
    },
    {
      what: 'two outcomes: 100 calls',
      ours: () => pageCalls(db, { ...all, outcomes: twoOutcomes }, null, 100),
      rival: () => before.twoOutcomes(db, twoOutcomes, 100),
      most: 10,
    },
    {
      what: 'open the recordings: 100 calls',
      ours: () => pageCalls(db, recorded, null, 100),
      rival: () => before.recordings(db, 100),
      most: 10,
    },
    {
      what: 'how many recordings',
      ours: () => countCalls(db, recorded),
      rival: () => upToMost(before.countRecordings(db)),
      most: 10,
    },
    {
      what: 'how many calls',
      ours: () => countCalls(db, all),
      rival: () => upToMost(before.countAll(db)),
      most: 10,
    },
    {
      what: 'which calls wait to be filed',
      ours: () => listCurrent(db, false),
      rival: () => before.current(db),
      most: 1,
    },
    {
      what: 'is a call under way? (before each dial)',
      ours: () => hasLiveCall(db, false),
      rival: () => before.hasLiveCall(db),
      most: 1,
    },
    {
      what: 'numbers called last',
      ours: () => listRecentNumbers(db, false, 12),
      rival: () => before.recentNumbers(db, 12),
      most: 10,
    },
  ];
  const rows = questions.map((question) => benchQuestion(question));
  return [...rows, await benchNews(db)];
}

function upToMost(total: number): number {
  return Math.min(total, mostCounted + 1);
}

function benchQuestion({ what, ours, rival, most }: Question): BenchRow {
  if (!isDeepStrictEqual(ours(), rival())) throw new Error(`${what}: not the same answer`);
  return rowOf(what, inTurn(ours, rival), most);
}

/**
 * Measures everything one piece of news of a call costs main: the tray, and what a window showing
 * this call asks. Before, the windows also asked for the recent numbers and the recordings.
 */
async function benchNews(db: Database): Promise<BenchRow> {
  const { handlers: history } = createHistory({
    db,
    isPractice: () => false,
    results: () => [],
    opened: () => {},
  });
  const newest = pageCalls(db, all, null, 1)[0];
  if (!newest) throw new Error('an empty database');
  const { id } = newest;
  const recent = listRecentNumbers(db, false, 5);
  const told = (): Call => getCall(db, id) ?? newest;
  const ours = () => {
    listCurrent(db, false, 1);
    recentWith(recent, told(), 5);
    void history.detail({ id });
  };
  const rival = () => {
    told();
    before.current(db);
    before.recentNumbers(db, 5);
    before.recentNumbers(db, 12);
    before.countAll(db);
    before.recordings(db, 100);
    before.countRecordings(db);
    void history.detail({ id });
  };
  ours();
  return rowOf('one piece of news of a call, in all', inTurn(ours, rival), 10);
}

function rowOf(what: string, { ours, rival }: Samples, most: number): BenchRow {
  const [summary, rivalSummary] = [summarize(ours), summarize(rival)];
  return {
    what,
    ours: summary,
    rival: { name: 'as it was once asked: every call is read', ...rivalSummary },
    goal: `p95 ≤ ${most} ms`,
    ratio: summary.p50 / rivalSummary.p50,
    met: summary.p95 <= most,
  };
}
