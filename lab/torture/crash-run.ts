import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { type ApiAnswer, refuse } from '../../src/main/practice/api-answers.ts';
import { pageCalls } from '../../src/main/storage/tables/call-history.ts';
import { type Call, isTerminal } from '../../src/shared/domain/call.ts';
import { dialOf } from '../../src/shared/domain/dial-of.ts';
import { callAnswer } from '../../tests/support/exotel-answers.ts';
import { faultNamed } from '../fault-server/catalogue.ts';
import { type FaultServer, startFaultServer } from '../fault-server/fault-server.ts';
import { sidOf } from '../fault-server/placed-call.ts';
import { childScripts, startChild, type Word } from './child.ts';
import type { CrashOrders } from './crash-work.ts';

/** When a life ends: this long after its start, or after its n-th message. */
export type Moment = { after: 'start' | number; delayMs: number };

export interface CrashFigures {
  kills: number;
  /** Calls that the agent was told about. */
  acknowledged: number;
  posts: number;
  /** Milliseconds from the first line of the app's code, one per start that got that far. */
  ready: number[];
  /** How much of that was spent loading modules. */
  loaded: number[];
}

const bootedAt = Date.UTC(2026, 0, 5);
const everything = { text: '', outcomes: [], practice: false, recordedOnly: false, results: [] };

/** What the agents of one database were told, and must find again. */
interface Promises {
  states: Map<string, string>;
  notes: Map<string, string>;
  judged: Set<string>;
}

/** Takes one database through many violent ends: each life opens what the last one left. */
export async function runCrashes(
  folder: string,
  moments: readonly Moment[],
  script: string = childScripts.crash,
): Promise<CrashFigures> {
  const server = await startFaultServer({ look: ({ path }) => look(server, path) });
  try {
    return await crash(server, folder, moments, script);
  } finally {
    await server.close();
  }
}

async function crash(
  server: FaultServer,
  folder: string,
  moments: readonly Moment[],
  script: string,
): Promise<CrashFigures> {
  const figures: CrashFigures = { kills: 0, acknowledged: 0, posts: 0, ready: [], loaded: [] };
  const promises: Promises = { states: new Map(), notes: new Map(), judged: new Set() };
  const file = join(folder, 'crashed.db');
  const names = ['a plain yes', '409 10706', '500 with HTML', 'closed after the call was taken'];
  const baseUrls = await Promise.all(names.map((name) => server.at(faultNamed(name))));

  for (const [life, moment] of [...moments, null].entries()) {
    const orders: CrashOrders = { file, bootedAt, baseUrls, life, calm: moment === null };
    let words = 0;
    const child = startChild(script, orders, folder, (word) => {
      words += 1;
      if (words === moment?.after) kill(moment.delayMs);
      if (word['milestone'] === 'loaded') figures.loaded.push(Number(word['ms']));
      if (word['milestone'] === 'ready') {
        figures.ready.push(Number(word['ms']));
        // The restart has recovered the database, so it can be inspected now.
        checkDatabase(file, promises, server);
      }
      remember(promises, word);
    });
    const kill = (afterMs: number): void => {
      if (afterMs === 0) child.process.kill('SIGKILL');
      else setTimeout(() => child.process.kill('SIGKILL'), afterMs);
    };
    if (moment?.after === 'start') kill(moment.delayMs);
    const signal = await child.ended;
    if (signal !== (moment ? 'SIGKILL' : null)) throw new Error(`ended by ${signal}`);
    if (moment) figures.kills += 1;
  }
  for (const call of checkDatabase(file, promises, server))
    if (!isTerminal(call.state) && call.state !== 'unknown')
      throw new Error(`never ended: ${call.id} ${call.state}`);
  figures.acknowledged = promises.states.size;
  figures.posts = server.posts().length;
  return figures;
}

function remember({ states, notes, judged }: Promises, word: Word): void {
  if (word['told']) states.set(String(word['told']), String(word['state']));
  if (word['noted']) notes.set(String(word['noted']), String(word['note']));
  if (word['judged']) judged.add(String(word['judged']));
}

/**
 * Checks that it is sound and nothing the agent was told is lost; that nothing was placed twice, or
 * without a row.
 */
function checkDatabase(file: string, promises: Promises, server: FaultServer): Call[] {
  const db = new SqliteDatabase(file, { readonly: true });
  try {
    const verdict = db.pragma('quick_check', { simple: true });
    if (verdict !== 'ok') throw new Error(`a damaged database: ${verdict}`);
    const calls = pageCalls(db, everything, null, 1_000_000);
    const rows = new Map(calls.map((call) => [call.id, call]));
    for (const [id, state] of promises.states) {
      const row = rows.get(id);
      if (!row) throw new Error(`lost: ${id}`);
      if (wentBack(state, row.state)) throw new Error(`${id} was ${state}, is ${row.state}`);
    }
    for (const [id, note] of promises.notes)
      if (rows.get(id)?.note !== note) throw new Error(`lost the note of ${id}`);
    for (const id of promises.judged) {
      const row = rows.get(id);
      const verdict = row && dialOf(row)?.verdict;
      if (verdict !== 'silent') throw new Error(`lost the verdict on ${id}`);
    }
    const posted = new Set<string>();
    for (const { customField } of server.posts()) {
      const id = customField?.slice('handset-'.length) ?? '';
      if (posted.has(id)) throw new Error(`a duplicate: ${id}`);
      posted.add(id);
      const row = rows.get(id);
      if (!row) throw new Error(`a POST without a row: ${id}`);
      if (row.state === 'not_sent') throw new Error(`sent, shown not sent: ${id}`);
    }
    return calls;
  } finally {
    db.close();
  }
}

/** Whether a row says less than the agent was told. */
function wentBack(told: string, now: string): boolean {
  if (told === 'unknown' || told === 'rejected') return now !== told;
  return now === 'recorded' || now === 'sending' || now === 'unknown' || now === 'not_sent';
}

/** Every call is active at its first poll and over at its second; there are no legs. */
function look(server: FaultServer, path: string): ApiAnswer {
  if (path.endsWith('/legs')) return refuse('GET', 'authentication');
  const sid = path.split('/').at(-1) ?? '';
  const asked = server.ledger.filter((entry) => entry.path === path).length;
  const post = server.posts().find(({ customField }) => sidOf(customField ?? '') === sid);
  const end = asked > 1 ? { state: 'terminal', status: 'completed' } : {};
  return callAnswer({ sid, custom_field: post?.customField ?? null, ...end });
}
