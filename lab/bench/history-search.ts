import type { Database } from 'better-sqlite3';
import { pageCalls } from '../../src/main/storage/tables/call-history.ts';
import { type BenchRow, inTurn, summarize } from './statistics.ts';

/**
 * Rare and common terms. The rival is what most dialers do, LIKE over the same columns, with the best
 * plan there is for it: newest first, until enough are found.
 */
const cases = [
  { what: 'history search, rare note', text: 'zebra', atLeast: 50 },
  { what: 'history search, one number', text: null, atLeast: 50 },
  { what: 'history search, common word', text: 'renewal', atLeast: 1 },
];

export function benchHistorySearch(db: Database): BenchRow[] {
  return cases.map((each) => benchCase(db, each));
}

function benchCase(db: Database, { what, text, atLeast }: (typeof cases)[number]): BenchRow {
  const like = db.prepare(
    `SELECT calls.seq, calls.facts, calls.note FROM calls
     LEFT JOIN contacts
       ON contacts.number = calls.customer_number AND contacts.practice = calls.practice
     WHERE +calls.practice = 0 AND (calls.note LIKE @like OR contacts.name LIKE @like
       OR calls.customer_number LIKE @like OR calls.disposition LIKE @like)
     ORDER BY calls.seq DESC LIMIT 50`,
  );
  const searched = text ?? aNumber(db);
  const filter = {
    text: searched,
    outcomes: [],
    practice: false,
    recordedOnly: false,
    results: [],
  };
  const values = { like: `%${searched.replace(/\W/g, '')}%` };
  const ours = () => pageCalls(db, filter, null, 50).map(({ seq }) => seq);
  const rival = () => like.all(values).map((row) => (row as { seq: number }).seq);
  if (ours().length === 0 || ours().join() !== rival().join())
    throw new Error(`${what}: found ${ours().length}, the rival ${rival().length}`);
  const samples = inTurn(ours, rival);
  const ourSummary = summarize(samples.ours);
  const rivalSummary = summarize(samples.rival);
  const ratio = ourSummary.p50 / rivalSummary.p50;
  return {
    what,
    ours: ourSummary,
    rival: { name: "rival: LIKE '%…%', newest first", ...rivalSummary },
    goal: atLeast > 1 ? `p95 ≤ 10 ms, ${atLeast} × faster` : 'p95 ≤ 10 ms, never slower',
    ratio,
    met: ourSummary.p95 <= 10 && ratio <= 1 / atLeast,
  };
}

/** Returns the number of a call in the middle of the database, as one would type it. */
function aNumber(db: Database): string {
  const [call] = pageCalls(
    db,
    { text: '', outcomes: [], practice: false, recordedOnly: false, results: [] },
    Math.round((db.prepare('SELECT max(seq) FROM calls').pluck().get() as number) / 2),
    1,
  );
  return call?.customerNumber?.replace(/^\+91(\d{5})/, '$1 ') ?? '';
}
