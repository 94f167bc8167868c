import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import SqliteDatabase from 'better-sqlite3';
import { fetch, Pool } from 'undici';
import { systemClock } from '../../src/main/base/clock.ts';
import { CallService } from '../../src/main/calls/call-service.ts';
import { DialService } from '../../src/main/dialing/dial-service.ts';
import { lookUpNumber } from '../../src/main/dialing/look-up-number.ts';
import { createExotelClient } from '../../src/main/exotel/client.ts';
import type { Fetch } from '../../src/main/exotel/http.ts';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import { getFacts, settleCall, updateCall } from '../../src/main/storage/tables/calls.ts';
import { finishWrapUp } from '../../src/main/storage/tables/wrap-ups.ts';
import type { Call } from '../../src/shared/domain/call.ts';
import { defaultProfile } from '../../src/shared/domain/call-profile-rules.ts';
import { defaultSettings } from '../../src/shared/domain/settings.ts';
import { type BenchRow, summarize } from './statistics.ts';

const rounds = 200;
const warmUp = 30;
const goal = 1.5;

/**
 * Measures from the dial command in main to the first byte of the POST at the provider, durable row
 * included. Each call is over, settled and filed before the next one, as on a normal day.
 * `database`: a file; null for an empty one.
 */
export async function benchDialLatency(database: string | null): Promise<BenchRow> {
  const dir = mkdtempSync(join(tmpdir(), 'handset-bench-'));
  const worker = new Worker(new URL('./stopwatch-server.ts', import.meta.url));
  const [{ port }] = (await once(worker, 'message')) as [{ port: number }];
  const baseUrl = `http://127.0.0.1:${port}`;
  const product = createProduct(database ?? join(dir, 'handset.db'), baseUrl);
  const floor = createFloor(join(dir, 'floor.db'), baseUrl);

  const ours: number[] = [];
  const floors: number[] = [];
  // Alternating, so that a noisy moment of the machine affects both.
  for (let round = 0; round < rounds + warmUp; round += 1) {
    const a = await timeToArrival(worker, () => product.dial(round));
    product.file();
    const b = await timeToArrival(worker, () => floor.dial());
    if (round < warmUp) continue;
    ours.push(a);
    floors.push(b);
  }
  product.close();
  await floor.close();
  await worker.terminate();
  rmSync(dir, { recursive: true });

  const ourSummary = summarize(ours);
  const floorSummary = summarize(floors);
  const ratio = ourSummary.p95 / floorSummary.p95;
  return {
    what: 'dial command → first byte of the POST',
    ours: ourSummary,
    rival: { name: 'floor: one synced insert + one keep-alive request', ...floorSummary },
    goal: `p95 ≤ ${goal} × floor`,
    ratio,
    met: ratio <= goal,
  };
}

async function timeToArrival(worker: Worker, dial: () => Promise<unknown>): Promise<number> {
  const arrival = once(worker, 'message') as Promise<[{ arrivedAt: number }]>;
  const from = performance.timeOrigin + performance.now();
  await dial();
  const [{ arrivedAt }] = await arrival;
  return arrivedAt - from;
}

function createProduct(file: string, baseUrl: string) {
  const db = openConnection(file);
  const access = { baseUrl, accountSid: 'bench', apiKey: 'key', apiToken: 'token' };
  const client = createExotelClient(access, {
    fetch: fetch as unknown as Fetch,
    placeFetch: fetch as unknown as Fetch,
    now: Date.now,
  });
  // Nothing is followed here: only the way to the POST is measured.
  const silentClock = { ...systemClock, setTimeout: () => () => {} };
  const calls = new CallService({
    db,
    clock: silentClock,
    bootedAt: 0,
    random: Math.random,
    connectionFor: async () => null,
    isPractice: () => false,
    marksDoNotCall: () => false,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  const dialing = new DialService({
    db,
    clock: silentClock,
    calls,
    newId: randomUUID,
    profile: () => defaultProfile,
    callingHours: () => defaultSettings.callingHours,
    callingAccount: () => ({
      client,
      timeScale: 1,
      practice: false,
      account: {
        region: 'custom',
        baseUrl,
        accountSid: 'bench',
        agentUri: '+919800000001',
        virtualNumber: '+912241499102',
      },
    }),
    statusCallbacks: () => [],
    understand: (text) => lookUpNumber(db, text, { defaultCountry: 'IN', practice: false }),
  });
  let last: Call | null = null;
  return {
    dial: async (round: number) => {
      last = await dialing.dial({
        number: `+9198${String(10_000_000 + round)}`,
        source: 'dialer',
        practice: false,
        confirmed: [],
        hoursReason: 'measured at any time of day',
      });
    },
    /** The call is over, and the agent has filed it. */
    file: () => {
      const facts = last && getFacts(db, last.id);
      if (facts?.state !== 'accepted') throw new Error('the call was not placed');
      updateCall(db, { ...facts, state: 'ended', outcome: 'completed' }, []);
      settleCall(db, facts.id);
      finishWrapUp(db, facts.id, null);
    },
    close: () => {
      dialing.stop();
      calls.stop();
      db.close();
    },
  };
}

function createFloor(file: string, baseUrl: string) {
  const db = new SqliteDatabase(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE calls (seq INTEGER PRIMARY KEY, facts TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO calls (facts) VALUES (?)');
  const pool = new Pool(baseUrl, { connections: 1 });
  const facts = 'x'.repeat(900);
  return {
    async dial() {
      insert.run(facts);
      const answer = await pool.request({
        method: 'POST',
        path: '/v3/accounts/bench/calls',
        headers: { 'content-type': 'application/json', authorization: 'Basic a2V5OnRva2Vu' },
        body: '{"from":{"contact_uri":"+919800000001"},"to":{"contact_uri":"+919810000000"}}',
      });
      await answer.body.text();
    },
    close: () => {
      db.close();
      return pool.close();
    },
  };
}
