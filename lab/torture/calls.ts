import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../bench/statistics.ts';
import { type Asking, LabCalls } from '../floor/lab-calls.ts';
import { checkNothingInClear } from './floor-checks.ts';
import { type FloorRun, startFloorRun } from './floor-run.ts';

export interface CallsOptions {
  agents: number;
  /** Customers who call: a fifth in peace, half while relays die, the others while brokers do. */
  calls: number;
  seed: number;
  relayScript: string;
  desktopScript: string;
}

interface Answered {
  p50: number;
  p95: number;
  p99: number;
  most: number;
}

export interface CallsFigures {
  agents: number;
  calls: number;
  /** How they ended. */
  ends: Record<string, number>;
  relayKills: number;
  brokerKills: number;
  desktopKills: number;
  /** From the first question to the first answer, by either relay. */
  calmMs: Answered;
  relaysDieMs: Answered;
  brokerDiesMs: Answered;
  /**
   * While brokers died, which may forget their last five seconds: attempts of a call that were written
   * down for a second agent, and phones that were rung for a call while another had them.
   */
  brokerForgot: { heldTwice: number; rungTwice: number };
  goalsMet: boolean;
}

/** Exotel gives up after five seconds. */
const goalMs = { p99: 100, failOver: 3_000 };
const atATime = 10;

/**
 * Customers call a floor of real relays, a real broker and the product's desktops, and relays, broker
 * and desktops are killed meanwhile. Throws on a broken promise.
 */
export async function callsTorture(options: CallsOptions): Promise<CallsFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'handset-calls-'));
  const run = await startFloorRun({
    ...options,
    folder,
    perProcess: Math.ceil(options.agents / 4),
  });
  const calls = new LabCalls(run.floor, run.random);
  try {
    await run.settle();
    await run.brokerSaves();
    await calls.open();
    await routed(run);
    // The first calls load code.
    await calls.play(atATime * 2, atATime);
    const calm = await phase(run, calls, Math.ceil(options.calls / 5), () => sleep(100));
    const relays = await phase(run, calls, Math.ceil(options.calls / 2), () => aRelayDies(run));
    promised(
      calls.twiceHeld().map((story) => told(story, run)),
      'attempts of a call at two agents',
    );
    promised(calls.rungTwice, 'phones rung for two calls');
    const brokers = await phase(run, calls, options.calls - calls.ends.length, () =>
      theBrokerDies(run),
    );
    const calmMs = answeredOf(calm);
    const relaysDieMs = answeredOf(relays);
    return {
      agents: options.agents,
      calls: calls.ends.length,
      ends: Object.fromEntries(
        [...Map.groupBy(calls.ends, ({ way }) => way)].map(([way, all]) => [way, all.length]),
      ),
      relayKills: run.counts.relayKills,
      brokerKills: run.counts.brokerKills,
      desktopKills: run.counts.desktopKills,
      calmMs,
      relaysDieMs,
      brokerDiesMs: answeredOf(brokers),
      brokerForgot: { heldTwice: calls.twiceHeld().length, rungTwice: calls.rungTwice.length },
      goalsMet: calmMs.p99 <= goalMs.p99 && relaysDieMs.most <= goalMs.failOver,
    };
  } finally {
    await calls.close();
    await run.close();
  }
}

/** Calls while something is done again and again. Returns what was asked in that time. */
async function phase(
  run: FloorRun,
  calls: LabCalls,
  count: number,
  hurt: () => Promise<void>,
): Promise<Asking[]> {
  const before = calls.askings.size;
  let isOver = false;
  const hurting = (async () => {
    while (!isOver) await hurt();
  })();
  await calls.play(count, atATime);
  isOver = true;
  await hurting;
  await run.settle();
  await run.until('relays that hold agents though nobody calls', () => heldAgents(run, calls));
  promised([...calls.broken, ...run.exotel.strays], 'broken promises');
  const askings = [...calls.askings].slice(before);
  promised(
    askings.filter(([, { answeredAt }]) => answeredAt === null).map(([key]) => key),
    'questions that no relay answered',
  );
  checkNothingInClear(run);
  return askings.map(([, asking]) => asking);
}

/** A call's story, with what was done to relays in its time and the five seconds before. */
function told(story: readonly [number, string][], { done }: FloorRun): string {
  const [from = 0] = story[0] ?? [];
  const [to = 0] = story.at(-1) ?? [];
  const lines = [...story, ...done.filter(([at]) => at > from - 5_000 && at < to)];
  return lines
    .sort(([one], [other]) => one - other)
    .map(([at, what]) => `\n  ${Math.round(at - from)} ms: ${what}`)
    .join('');
}

function promised(broken: readonly string[], what: string): void {
  if (broken.length > 0)
    throw new Error(`${broken.length} ${what}: ${broken.slice(0, 5).join('; ')}`);
}

/** The relay that routes, or now and then the other; with some desktops now and then. */
async function aRelayDies(run: FloorRun): Promise<void> {
  const { random, floor, fleet } = run;
  await sleep(1_000 + random() * 3_000);
  if (random() < 0.2) run.follow(run.killDesktops(run.pick(fleet.processes), random() * 5_000));
  const [first, second] = floor.relays;
  if (!first || !second) throw new Error('no relays');
  const router = (await first.routes()) ? first : second;
  const other = router === first ? second : first;
  await run.killRelay(random() < 0.75 ? router : other, 300 + random() * 2_000);
}

async function theBrokerDies(run: FloorRun): Promise<void> {
  await sleep(2_000 + run.random() * 4_000);
  await run.killBroker(100 + run.random() * 1_400);
}

async function routed(run: FloorRun): Promise<void> {
  await run.until('floors that nobody routes', async () => {
    const routing = await Promise.all(run.floor.relays.map((relay) => relay.routes()));
    return routing.includes(true) ? [] : ['lab'];
  });
}

async function heldAgents(run: FloorRun, { written }: LabCalls): Promise<string[]> {
  const held = await Promise.all(run.floor.relays.map((relay) => relay.metric('handset_held')));
  const left = [...written.values()].filter((text) => text !== '');
  return held.flatMap((count) => (count > 0 ? [`${count}, written down: ${left}`] : []));
}

function answeredOf(askings: readonly Asking[]): Answered {
  const all = askings.flatMap(({ askedAt, answeredAt }) =>
    answeredAt === null ? [] : [answeredAt - askedAt],
  );
  const at = (share: number): number => Math.round(percentile(all, share) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: Math.round(Math.max(...all)) };
}
