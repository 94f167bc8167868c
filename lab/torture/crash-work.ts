import { openConnection } from '../../src/main/storage/database/connection.ts';
import { pageCalls } from '../../src/main/storage/tables/call-history.ts';
import { type Call, isTerminal } from '../../src/shared/domain/call.ts';
import { dialOf } from '../../src/shared/domain/dial-of.ts';
import { composeCalls, dialInput } from '../../tests/support/compose-calls.ts';
import { steadyFetch } from '../../tests/support/steady-fetch.ts';
import { readOrders, say } from './child.ts';

/** What the parent tells a process that works until it is killed. */
export interface CrashOrders {
  file: string;
  bootedAt: number;
  /** Where calls are accepted, rejected, and left in doubt. */
  baseUrls: string[];
  /** Distinguishes its calls from those of earlier lives. */
  life: number;
  /** Places nothing, and ends when every call is over. */
  calm: boolean;
}

const everything = { text: '', outcomes: [], practice: false, recordedOnly: false, results: [] };
/** A call of minutes takes fractions of a second. */
const timeScale = 0.002;

/** An agent's day at full speed: start, resume, dial, note, judge, wrap up, and again. */
export async function work(reached: (milestone: string) => void): Promise<void> {
  const orders = readOrders<CrashOrders>();
  reached('loaded');
  const db = openConnection(orders.file);
  const firstPage = pageCalls(db, everything, null, 50);
  const [baseUrl = '', ...others] = orders.baseUrls;
  const service = composeCalls({
    db,
    baseUrl,
    bootedAt: orders.bootedAt,
    timeScale,
    fetch: steadyFetch,
  });
  service.start();
  reached('ready');
  say({ rows: firstPage.length });
  if (orders.calm) return untilAllOver(() => pageCalls(db, everything, null, 100_000));

  const elsewhere = others.map((url) =>
    composeCalls({ db, baseUrl: url, bootedAt: orders.bootedAt, timeScale, fetch: steadyFetch }),
  );
  for (let index = 0; ; index += 1) {
    const agent = [service, ...elsewhere][index % (others.length + 1)] ?? service;
    const number = `+9198${10_000_000 + orders.life * 1_000 + index}`;
    const call = await agent.dial({ ...dialInput(number), confirmed: ['live_call'] });
    say({ told: call.id, state: call.state });
    const note = `note ${index}`;
    await agent.handlers.setNote({ id: call.id, note });
    say({ noted: call.id, note });
    if (call.state !== 'unknown') continue;
    await agent.handlers.resolve({ id: call.id, verdict: 'silent' });
    say({ judged: call.id });
  }
}

async function untilAllOver(read: () => Call[]): Promise<void> {
  while (
    read().some(
      (call) =>
        !isTerminal(call.state) && dialOf(call)?.verdict === null && call.state !== 'unknown',
    )
  )
    await new Promise((resolve) => setTimeout(resolve, 20));
  say({ calm: true });
  process.exit(0);
}
