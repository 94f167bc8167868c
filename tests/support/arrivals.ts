import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { IncomingNews } from '../../src/floor/messages.ts';
import type { Log } from '../../src/main/base/log.ts';
import { Arrivals, type ArrivalsOptions } from '../../src/main/calls/arrivals.ts';
import { type ComposeCallsOptions, type ComposedCalls, composeCalls } from './compose-calls.ts';
import { callAnswer } from './exotel-answers.ts';
import { FakeClock } from './fake-clock.ts';
import {
  type Entry,
  type LoopbackProvider,
  type Reply,
  startProvider,
} from './loopback-provider.ts';
import { openTestDatabase } from './test-database.ts';

export const arrivingSid = '3f3fedf8f0928550a60bfa6302dc16b2';

type Kind = 'offer' | 'dial' | 'passed' | 'summary';
type Said<K extends Kind> = Partial<Extract<IncomingNews, { kind: K }>>;

const content: { [K in Kind]: Omit<Extract<IncomingNews, { kind: K }>, 'v' | 'id' | 'at'> } = {
  offer: {
    kind: 'offer',
    sid: arrivingSid,
    offer: randomUUID(),
    caller: '09876543210',
    called: '02241499102',
    queue: 'sales',
    attempt: 1,
    uri: '09800000001',
    ringSeconds: 25,
  },
  dial: {
    kind: 'dial',
    sid: arrivingSid,
    caller: '09876543210',
    called: '02241499102',
    uri: '09800000001',
    yours: true,
    phase: 'ringing',
  },
  passed: { kind: 'passed', sid: arrivingSid, offer: randomUUID(), why: 'no_answer' },
  summary: {
    kind: 'summary',
    sid: arrivingSid,
    caller: '09876543210',
    called: '02241499102',
    came: 'talked',
    uri: '09800000001',
    yours: true,
    talkSeconds: 62,
    recordingUrl: null,
  },
};
export const firstOffer = content.offer.offer;

export interface ArrivalRig {
  db: Database;
  clock: FakeClock;
  calls: ComposedCalls;
  arrivals: Arrivals;
  provider: LoopbackProvider;
  popped: [offer: string, ms: number][];
  logged: string[];
  /** The floor says it now. */
  say<K extends Kind>(kind: K, changes?: Said<K>): void;
}

/** What takes incoming calls, on a real database and a provider on a socket. */
export async function setUpArrivals(
  reply: (entry: Entry) => Reply = () => callAnswer(),
  options: Partial<ComposeCallsOptions & ArrivalsOptions & { clock: FakeClock }> = {},
): Promise<ArrivalRig> {
  const { db } = openTestDatabase();
  const { clock = new FakeClock() } = options;
  const provider = await startProvider(reply);
  const logged: string[] = [];
  const note = (text: string): void => void logged.push(text);
  const log: Log = { info: () => {}, warn: note, error: note };
  const { baseUrl } = provider;
  const calls = composeCalls({ db, clock, baseUrl, bootedAt: clock.now(), log, ...options });
  onTestFinished(async () => {
    calls.stop();
    await provider.close();
  });
  const popped: ArrivalRig['popped'] = [];
  const arrivals = new Arrivals({
    calls,
    clock,
    log,
    account: () => ({ accountSid: 'acme1', agentUri: '+919800000001', baseUrl }),
    defaultCountry: () => 'IN',
    queueName: (id) => (id === 'sales' ? 'Sales' : null),
    clockOffsetMs: () => null,
    popped: (offer, ms) => popped.push([offer, ms]),
    ...options,
  });
  const say: ArrivalRig['say'] = (kind, changes = {}) => {
    const head = { v: 1, id: randomUUID(), at: clock.now() } as const;
    arrivals.hear({ ...head, ...content[kind], ...changes } as IncomingNews);
  };
  return { db, clock, calls, arrivals, provider, popped, logged, say };
}
