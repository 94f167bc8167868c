import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../bench/statistics.ts';
import type { SentCallback } from '../floor/lab-exotel.ts';
import { moment } from '../floor/moment.ts';
import {
  type AttemptFigures,
  checkAttempts,
  checkNothingInClear,
  watchTheDead,
} from './floor-checks.ts';
import { type FloorRun, resentBy, startFloorRun, wrongClockMs } from './floor-run.ts';

export interface FloorOptions {
  agents: number;
  /** How often the broker is killed; relays are a third as often, and both together a tenth. */
  kills: number;
  seed: number;
  /** How often it is measured how long all take to be back. */
  recoveries: number;
  relayScript: string;
  desktopScript: string;
}

/** Goals for what nobody promises. */
const calmGoalMs = { p95: 250, p99: 500 };
const backGoalMs = 30_000;

const mostPerProcess = 25;

/** From a callback's arrival at a relay to the hint at the desktop, in milliseconds. */
interface Latency {
  p50: number;
  p95: number;
  p99: number;
}

export interface FloorFigures {
  agents: number;
  brokerKills: number;
  relayKills: number;
  desktopKills: number;
  networkTroubles: number;
  callbacks: number;
  /** Of those that a relay took with 200, while only one of relays and broker died. */
  lost: number;
  /** Of those, while a relay and the broker died together, which nobody can prevent. */
  lostWithBoth: number;
  resent: number;
  calmMs: Latency;
  troubleMs: Latency;
  backAfterBrokerKillMs: number[];
  reconnects: AttemptFigures;
  megabytes: { relay: number; broker: number; perDesktop: number };
  goalsMet: boolean;
}

/**
 * A floor with its real broker, two relays and the product's desktops, on one computer: kills all
 * of them at random moments, and disturbs the network between them. Throws on a broken promise.
 */
export async function floorTorture(options: FloorOptions): Promise<FloorFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'handset-floor-'));
  const perProcess = Math.min(mostPerProcess, Math.ceil(options.agents / 4));
  const run = await startFloorRun({ ...options, folder, perProcess });
  const stopWatching = watchTheDead(run);
  try {
    await run.settle();
    // A session that no broker has saved is forgotten with it, and then a relay alone keeps what comes.
    await run.brokerSaves();
    await run.rest(restMs(options));
    await brokerDies(run, options.kills);
    const backAfterBrokerKillMs = await recoveries(run, options.recoveries);
    await relaysDie(run, Math.ceil(options.kills / 3));
    await theDeadReturn(run);
    const resent = run.resent + (await sumOf(run.floor.relays.map(resentBy)));
    const megabytes = memoryOf(run);
    const lostWithBoth = await bothDie(run, Math.floor(options.kills / 10));
    await stopWatching();
    const sent = [...run.exotel.sent.values()];
    const calmMs = latencyOf(sent.filter(({ during }) => during === 'calm'));
    return {
      agents: options.agents,
      ...run.counts,
      callbacks: sent.length,
      lost: 0,
      lostWithBoth,
      resent,
      calmMs,
      troubleMs: latencyOf(sent.filter(({ during }) => during === 'trouble')),
      backAfterBrokerKillMs,
      reconnects: checkAttempts(run),
      megabytes,
      goalsMet:
        calmMs.p95 <= calmGoalMs.p95 &&
        calmMs.p99 <= calmGoalMs.p99 &&
        Math.max(...backAfterBrokerKillMs) <= backGoalMs,
    };
  } finally {
    await stopWatching().catch(() => {});
    await run.close();
  }
}

function restMs({ kills }: FloorOptions): number {
  return Math.min(10_000, 1_500 + kills * 500);
}

/** How long desktops are away that are killed: in a short run not longer than it. */
function awayMs(run: FloorRun, kills: number): number {
  return run.random() * Math.min(25_000, kills * 1_250);
}

/** The broker dies at random moments, among desktops that die and networks that fail. */
async function brokerDies(run: FloorRun, kills: number): Promise<void> {
  const { random, fleet, floor } = run;
  for (let kill = 0; kill < kills; kill += 1) {
    const [, ...others] = fleet.processes;
    if (random() < 0.5) run.follow(run.killDesktops(run.pick(others), awayMs(run, kills)));
    if (random() < 0.7) run.follow(run.disturbDesktops(0.2, 500 + random() * 5_500));
    if (random() < 0.3) run.follow(run.disturbRelay(run.pick(floor.relays), random() * 4_000));
    await sleep(500 + random() * 4_500);
    if (kill === 0) await buryTheFirst(run);
    await run.killBroker(100 + random() * 2_400);
    checkNothingInClear(run);
  }
  await checked(run);
}

/** They die just before a broker that forgets their wills, and stay dead for long. */
async function buryTheFirst({ fleet, counts }: FloorRun): Promise<void> {
  const [first] = fleet.processes;
  if (!first) throw new Error('no desktops');
  counts.desktopKills += first.desktops.length;
  await fleet.kill(first, moment());
}

/** From the broker's death, after a calm, until every desktop is back. */
async function recoveries(run: FloorRun, count: number): Promise<number[]> {
  const all: number[] = [];
  for (let time = 0; time < count; time += 1) {
    // So long a connection must last for the next failure to count as the first.
    await run.rest(11_000);
    run.follow(run.killBroker(1_500));
    all.push(Math.round(await checked(run)));
  }
  return all;
}

/** Relays die while the broker lives: what they had taken is with the broker. */
async function relaysDie(run: FloorRun, kills: number): Promise<void> {
  const { random, fleet, floor } = run;
  const [, ...others] = fleet.processes;
  for (let kill = 0; kill < kills; kill += 1) {
    if (random() < 0.5) run.follow(run.killDesktops(run.pick(others), awayMs(run, kills)));
    if (random() < 0.7) run.follow(run.disturbDesktops(0.2, 500 + random() * 3_500));
    await sleep(300 + random() * 2_000);
    await run.killRelay(run.pick(floor.relays), random() * 2_000);
  }
  await checked(run);
}

/** Those who died at the beginning come back, and find everything that came for them. */
async function theDeadReturn(run: FloorRun): Promise<void> {
  for (const process of run.fleet.processes) if (!process.child) run.fleet.revive(process);
  await checked(run);
  const wrong = run.fleet.desktops.filter(({ skewMs }) => skewMs === wrongClockMs);
  await run.until('wrong clocks of which nobody is told', () =>
    wrong.filter(({ clockDiffers }) => !clockDiffers).map(({ agent }) => agent),
  );
}

/** Both die at once. What a relay had taken and no broker had saved is gone: a hint, not a call. */
async function bothDie(run: FloorRun, kills: number): Promise<number> {
  if (kills === 0) return 0;
  for (let kill = 0; kill < kills; kill += 1) {
    await sleep(run.random() * 2_000);
    await Promise.all([
      run.killBroker(run.random() * 2_000),
      run.killRelay(run.pick(run.floor.relays), run.random() * 2_000),
    ]);
  }
  const lost = await run.losses();
  checkNothingInClear(run);
  return lost;
}

async function checked(run: FloorRun): Promise<number> {
  const backMs = await run.settle();
  const { strays } = run.exotel;
  if (strays.length > 0) throw new Error(`with somebody else: ${strays.slice(0, 5).join('; ')}`);
  checkNothingInClear(run);
  checkAttempts(run);
  return backMs;
}

function latencyOf(callbacks: SentCallback[]): Latency {
  const all = callbacks.flatMap(({ sentAt, hintedAt }) =>
    hintedAt === null ? [] : [hintedAt - sentAt],
  );
  const at = (share: number): number => Math.round(percentile(all, share) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function memoryOf({ floor, fleet }: FloorRun): FloorFigures['megabytes'] {
  const desktops = fleet.processes.reduce((sum, { child }) => sum + rss(child?.process.pid), 0);
  return {
    relay: Math.max(...floor.relays.map(({ pid }) => rss(pid))),
    broker: rss(floor.broker.pid()),
    perDesktop: Math.round((desktops / fleet.desktops.length) * 10) / 10,
  };
}

/** Returns the resident megabytes of a process. */
export function rss(pid: number | undefined): number {
  const text = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Math.round(Number(text) / 1024);
}

async function sumOf(all: Promise<number>[]): Promise<number> {
  return (await Promise.all(all)).reduce((sum, each) => sum + each, 0);
}
