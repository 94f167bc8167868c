import { rmSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { type ApiAnswer, refuse } from '../../src/main/practice/api-answers.ts';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import { pageCalls } from '../../src/main/storage/tables/call-history.ts';
import { listUnsettled } from '../../src/main/storage/tables/calls.ts';
import type { Call, CallState } from '../../src/shared/domain/call.ts';
import { dialOf } from '../../src/shared/domain/dial-of.ts';
import { composeCalls } from '../../tests/support/compose-calls.ts';
import { callAnswer } from '../../tests/support/exotel-answers.ts';
import { FakeClock } from '../../tests/support/fake-clock.ts';
import { ownFetch } from '../../tests/support/steady-fetch.ts';
import { faultNamed } from '../fault-server/catalogue.ts';
import type { Reading } from '../fault-server/fault.ts';
import { type FaultServer, startFaultServer } from '../fault-server/fault-server.ts';
import { sidOf } from '../fault-server/placed-call.ts';
import type { LedgerEntry } from '../fault-server/request-reader.ts';
import { type Child, childScripts, startChild } from './child.ts';
import type { DialOrders } from './dial-child.ts';
import type { DialPlan } from './plan.ts';

const bootedAt = Date.UTC(2026, 0, 5);
/** For faults that only the client's own time limit ends. */
const shortMs = 60;
/** For all others: a bound for slow machines. */
const longMs = 60_000;
const everything = { text: '', outcomes: [], practice: false, recordedOnly: false, results: [] };
const lastMark = ' (last)';

export interface Dial {
  fault: string;
  id: string;
  /** What the agent was told; null if it was killed before. */
  told: CallState | null;
}

/** What one process did before it was killed, and what a restart made of it. */
export interface Life {
  plan: DialPlan;
  dials: Dial[];
  /** POSTs whose first byte arrived, whether complete or not. */
  posts: LedgerEntry[];
  /** The database's calls after the restart. */
  shown: Call[];
}

/** What the provider saw in the database when a POST's first byte arrived. */
interface Sight {
  entry: LedgerEntry;
  /** All calls by their `custom_field`. */
  states: Map<string, string>;
}

/** A provider that outlives many lives of the app, one after the other. */
export class DialTorture {
  readonly #folder: string;
  readonly #script: string;
  #server: FaultServer | null = null;
  #lives = 0;
  #child: Child | null = null;
  #plan: DialPlan | null = null;
  #observer: Database | null = null;
  #file = '';
  #sights: Sight[] = [];

  constructor(folder: string, script: string = childScripts.dial) {
    this.#folder = folder;
    this.#script = script;
  }

  async #provider(): Promise<FaultServer> {
    this.#server ??= await startFaultServer({
      onFirstByte: (entry) => this.#seeFirstByte(entry),
      onComplete: (entry) => {
        if (entry.method === 'POST') this.#killAt('after the request', entry);
      },
      look: (entry) => this.#look(entry),
    });
    return this.#server;
  }

  /** Lets one process live and die, restarts on its file, and checks every promise. */
  async run(plan: DialPlan): Promise<Life> {
    const server = await this.#provider();
    server.ledger.length = 0;
    this.#lives += 1;
    this.#plan = plan;
    this.#file = join(this.#folder, `database-${this.#lives}.db`);
    this.#sights = [];
    const dials = await this.#live(server, plan);
    await server.idle();
    this.#observer?.close();
    this.#observer = null;
    const posts = server.posts();
    const shown = await this.#restart(server, posts);
    const life: Life = { plan, dials, posts, shown };
    checkLife(life, this.#sights);
    if (server.posts().length !== posts.length) throw new Error('the restart posted');
    if (server.elsewhere.length > 0) throw new Error('a redirect was followed');
    for (const ending of ['', '-wal', '-shm']) rmSync(this.#file + ending, { force: true });
    return life;
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  async #live(server: FaultServer, plan: DialPlan): Promise<Dial[]> {
    const names = [...plan.before, plan.last];
    const targets = names.map(async (name, index) => {
      const fault = faultNamed(name);
      const isLast = index === names.length - 1;
      return {
        baseUrl: await server.at(isLast ? { ...fault, name: name + lastMark } : fault),
        placeTimeoutMs: fault.waitsOut ? shortMs : longMs,
      };
    });
    const orders: DialOrders = {
      file: this.#file,
      bootedAt,
      dials: await Promise.all(targets),
      step: plan.step,
    };
    const dials: Dial[] = [];
    this.#child = startChild(this.#script, orders, this.#folder, (word) => {
      if (typeof word['begun'] === 'number')
        dials.push({ fault: names[word['begun']] ?? '', id: String(word['id']), told: null });
      const dial = dials.at(-1);
      if (dial && 'told' in word) dial.told = word['state'] as CallState;
    });
    if ((await this.#child.ended) !== 'SIGKILL') throw new Error('the process ended by itself');
    return dials;
  }

  #seeFirstByte(entry: LedgerEntry): void {
    if (!entry.method.startsWith('P')) return;
    this.#observer ??= new SqliteDatabase(this.#file, { readonly: true });
    const rows = this.#observer
      .prepare("SELECT 'handset-' || id, state FROM calls")
      .raw()
      .all() as [string, string][];
    this.#sights.push({ entry, states: new Map(rows) });
    this.#killAt('after the first byte', entry);
  }

  #killAt(step: DialPlan['step'], entry: LedgerEntry): void {
    if (this.#plan?.step === step && entry.fault.endsWith(lastMark))
      this.#child?.process.kill('SIGKILL');
  }

  /** The provider knows the calls whose request arrived whole and that it did not refuse. */
  #look({ path }: LedgerEntry): ApiAnswer {
    const sid = path.split('/').at(-1);
    const post = this.#server
      ?.posts()
      .find(({ customField }) => customField !== null && sidOf(customField) === sid);
    if (!post?.completeAt) return refuse('GET', 'legs');
    const custom_field = post.customField;
    return callAnswer({ sid, custom_field, state: 'terminal', status: 'completed' });
  }

  /** Restarts in this process, and hints at every call in doubt as a status callback would. */
  async #restart(server: FaultServer, posts: readonly LedgerEntry[]): Promise<Call[]> {
    const db = openConnection(this.#file);
    if (db.pragma('quick_check', { simple: true }) !== 'ok') throw new Error('a damaged database');
    const baseUrl = await server.at(faultNamed('a plain yes'));
    const clock = new FakeClock(Date.now());
    const own = ownFetch();
    const service = composeCalls({ db, baseUrl, bootedAt, clock, fetch: own.fetch });
    service.start();
    const shown = pageCalls(db, everything, null, 1_000);
    const deadline = Date.now() + longMs;
    do {
      for (const { customField } of posts)
        if (customField) service.hint({ sid: sidOf(customField), customField, event: null });
      await clock.advance(1_000);
      if (Date.now() > deadline) throw new Error('GET could tell, and a call is still unknown');
    } while (listUnsettled(db).some((call) => canBeReconciled(call, posts)));
    service.stop();
    db.close();
    await own.close();
    await server.idle();
    return shown;
  }
}

/** Whether it is in doubt although the provider knows the call. */
function canBeReconciled(call: Call, posts: readonly LedgerEntry[]): boolean {
  const known = posts.some(
    (post) => post.completeAt && post.customField === dialOf(call)?.customField,
  );
  return call.state === 'unknown' && known;
}

/** Checks every promise about dialling for one life. Throws for what is broken. */
function checkLife({ plan, dials, posts, shown }: Life, sights: readonly Sight[]): void {
  const rows = new Map(shown.map((call) => [call.id, call]));
  const postsOf = (id: string) =>
    posts.filter(({ customField }) => customField === `handset-${id}`);
  const fail = (what: string, dial?: Dial) => {
    const state = dial && rows.get(dial.id)?.state;
    throw new Error(`${what}: ${JSON.stringify({ dial, state, step: plan.step })}`);
  };

  for (const { entry, states } of sights) {
    // A client that stopped waiting may have given up before the provider came to read.
    const may = isWaitedOut(entry) ? ['sending', 'unknown'] : ['sending'];
    const seen =
      entry.customField === null ? [...states.values()] : [states.get(entry.customField)];
    if (!seen.some((state) => state && may.includes(state)))
      fail(`a POST without a durable row (${seen})`);
  }
  // Requests that broke off before they named their intent count as well.
  const mayHavePosted = shown.filter((call) => (dialOf(call)?.sentAt ?? null) !== null).length;
  if (posts.length > mayHavePosted) fail('more POSTs than intents');

  for (const [index, dial] of dials.entries()) {
    const row = rows.get(dial.id);
    if (postsOf(dial.id).length > 1) fail('a duplicate', dial);
    const killedHere = dial.told === null;
    if (killedHere && index !== dials.length - 1) fail('a dial without an answer', dial);
    if (!row) {
      if (!killedHere || plan.step !== 'before the row') fail('a lost intent', dial);
      if (postsOf(dial.id).length > 0) fail('a POST without a row', dial);
      continue;
    }
    if (row.state === 'not_sent' && postsOf(dial.id).length > 0) fail('sent, shown not sent', dial);
    const expected = killedHere ? readingWhenKilled(plan) : faultNamed(dial.fault).reading;
    // If the response named the call, GET may have shown by now that it was placed.
    const proven =
      expected === 'unknown' && row.state === 'ended' && faultNamed(dial.fault).namesCall;
    if (readingOf(row.state) !== expected && !proven) fail(`not ${expected}`, dial);
    if (dial.told !== null && readingOf(dial.told) !== expected) fail(`not told ${expected}`, dial);
  }
  if (dials.length !== plan.before.length + 1) fail('not every dial was begun');
  if (rows.size > dials.length) fail('a call that nobody dialled');
}

function isWaitedOut({ fault }: LedgerEntry): boolean {
  return faultNamed(fault.replace(lastMark, '')).waitsOut === true;
}

function readingWhenKilled({ step }: DialPlan): Reading {
  return step === 'after the row' ? 'not_sent' : 'unknown';
}

function readingOf(state: CallState): Reading {
  if (state === 'unknown' || state === 'rejected' || state === 'not_sent') return state;
  if (state === 'recorded' || state === 'sending') throw new Error(`still ${state}`);
  return 'accepted';
}
