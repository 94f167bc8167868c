import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { beginCall } from '../src/main/calls/call-machine.ts';
import { pageCalls } from '../src/main/storage/call-pages.ts';
import { insertCall, setNote } from '../src/main/storage/calls-table.ts';
import { openDatabase } from '../src/main/storage/database.ts';
import { type BenchRow, summarize } from './statistics.ts';

export const calls = 100_000;
const rounds = 25;
const words = ['quote', 'renewal', 'invoice', 'demo', 'refund', 'upgrade', 'delivery', 'address'];

/** A rare and a common term each; the rival is what most dialers do: LIKE over the same columns. */
const cases = [
  { what: 'history search, rare note', text: 'zebra', atLeast: 50 },
  { what: 'history search, one number', text: '098 1004 2424', atLeast: 50 },
  { what: 'history search, common word', text: 'renewal', atLeast: 1 },
];

export function benchHistorySearch(): BenchRow[] {
  const dir = mkdtempSync(join(tmpdir(), 'handset-bench-'));
  const db = openDatabase(join(dir, 'handset.db'));
  fill(db);
  const rows = cases.map((each) => benchCase(db, each));
  db.close();
  rmSync(dir, { recursive: true });
  return rows;
}

function benchCase(db: Database, { what, text, atLeast }: (typeof cases)[number]): BenchRow {
  const ours: number[] = [];
  const rivals: number[] = [];
  const like = db.prepare(
    `SELECT calls.seq, calls.facts, calls.note FROM calls
     LEFT JOIN contacts
       ON contacts.number = calls.customer_number AND contacts.practice = calls.practice
     WHERE calls.practice = 0 AND (calls.note LIKE @like OR contacts.name LIKE @like
       OR calls.customer_number LIKE @like OR calls.disposition LIKE @like)
     ORDER BY calls.seq DESC LIMIT 50`,
  );
  const pattern = `%${text.replace(/[^\w]/g, '').replace(/^0/, '')}%`;
  const filter = { text, outcomes: [], practice: false, recordedOnly: false, results: [] };
  for (let round = 0; round < rounds; round += 1) {
    let found = 0;
    ours.push(timed(() => (found = pageCalls(db, filter, null, 50).length)));
    let expected = 0;
    rivals.push(timed(() => (expected = like.all({ like: pattern }).length)));
    if (found !== expected || found === 0)
      throw new Error(`${what}: found ${found}, rival ${expected}`);
  }
  const ourSummary = summarize(ours);
  const rivalSummary = summarize(rivals);
  const ratio = ourSummary.p50 / rivalSummary.p50;
  return {
    what: `${what} (${calls.toLocaleString('en')} calls)`,
    ours: ourSummary,
    rival: { name: "rival: LIKE '%…%'", ...rivalSummary },
    goal: atLeast > 1 ? `p95 ≤ 10 ms, ${atLeast} × faster` : 'p95 ≤ 10 ms, never slower',
    ratio,
    met: ourSummary.p95 <= 10 && ratio <= 1 / atLeast,
  };
}

function timed(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

export function fill(db: Database): void {
  db.pragma('synchronous = OFF');
  db.transaction(() => {
    for (let index = 0; index < calls; index += 1) {
      const id = randomUUID();
      const number = `+919810${String(index % 50_000).padStart(6, '0')}`;
      insertCall(
        db,
        {
          ...beginCall(
            {
              id,
              practice: false,
              hoursReason: null,
              doNotCallReason: null,
              extension: null,
              source: 'dialer',
              accountSid: 'bench',
              customerNumber: number,
              customerDisplay: number,
              customerCountry: 'IN',
              agentUri: '+919800000001',
              virtualNumber: '+912241499102',
              record: true,
              recordingChannels: 'dual',
              maxTimeLimitSeconds: 14_400,
              customField: `handset-${id}`,
              profileName: 'Standard',
            },
            1_700_000_000_000 + index * 60_000,
          ),
          state: 'ended',
          outcome: 'completed',
        },
        0,
      );
      const rare = index % 20_000 === 777 ? ' zebra' : '';
      setNote(
        db,
        id,
        `${words[index % words.length]} for ${words[(index * 7 + 3) % words.length]}${rare}`,
      );
    }
  })();
  db.pragma('synchronous = FULL');
}
