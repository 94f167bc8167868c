import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { desktopWillDelaySeconds } from '../../src/floor/delivery.ts';
import { scan } from '../../tests/support/byte-scan.ts';
import type { FleetDesktop } from '../floor/desktop-fleet.ts';
import { needles } from '../floor/lab-exotel.ts';
import { moment } from '../floor/moment.ts';
import type { FloorRun } from './floor-run.ts';

/** The broker's own clockwork, a network that was silent when it happened, and slow processors. */
const marginMs = 10_000;
/** What relays go by where the broker could not say it: see the roster. */
const absentAfterMs = 150_000;

/**
 * Looks at the relays' wallboards again and again. Returns a function that ends it, and throws if a
 * desktop that was dead for long enough was shown as available.
 */
export function watchTheDead(run: FloorRun): () => Promise<void> {
  const seen = new Set<string>();
  let isOver = false;
  const watch = async (): Promise<void> => {
    while (!isOver) {
      for (const relay of run.floor.relays) {
        const dead = run.fleet.desktops.filter((desktop) => isLongDead(run, desktop));
        // One that was just killed says nothing.
        const wall =
          dead.length > 0 && relay.isRunning ? await relay.wall().catch(() => null) : null;
        for (const { agent, diedAt } of dead) {
          const shown = wall?.agents.find(({ name }) => name === agent);
          if (shown?.state === 'available' && diedAt !== null)
            seen.add(`${agent} after ${Math.round((moment() - diedAt) / 1_000)} s`);
        }
      }
      await sleep(1_000);
    }
  };
  const watching = watch();
  return async () => {
    isOver = true;
    await watching;
    if (seen.size > 0)
      throw new Error(`dead and yet available: ${[...seen].slice(0, 5).join('; ')}`);
  };
}

function isLongDead({ outages }: FloorRun, { diedAt }: FleetDesktop): boolean {
  if (diedAt === null) return false;
  // A broker that dies forgets wills, and what it had not saved of them: then the state grows old.
  const from = diedAt - 1_000;
  const to = diedAt + desktopWillDelaySeconds * 1_000 + marginMs;
  const isForgotten = outages.some((outage) => outage.to >= from && outage.from <= to);
  return moment() > (isForgotten ? diedAt + absentAfterMs + marginMs : to);
}

/** Throws if a sid, a number or a custom field stands in clear in what the broker or a relay keeps. */
export function checkNothingInClear({ floor }: FloorRun): void {
  const { broker, relays, folder } = floor;
  const found = scan(dirname(broker.held), needles);
  const said = Buffer.from(broker.said.join('\n'));
  for (const [name, forms] of Object.entries(needles))
    if (forms.some((form) => said.includes(form))) found.push(`the broker's log: ${name}`);
  for (const number of relays.keys()) {
    const log = readFileSync(join(folder, `relay-${number + 1}`, 'relay.log'));
    for (const [name, forms] of Object.entries(needles))
      if (forms.some((form) => log.includes(form))) found.push(`relay ${number + 1}: ${name}`);
  }
  if (found.length > 0) throw new Error(`in clear: ${found.join('; ')}`);
}

/** A pause is a second at least; timers and a busy computer may take some of it. */
const shortestGapMs = 700;
const mostInAMinute = 20;

export interface AttemptFigures {
  attempts: number;
  perDesktopMost: number;
  mostInAMinute: number;
  shortestGapMs: number;
}

/** Throws if a desktop has tried to connect again and again. */
export function checkAttempts({ fleet }: FloorRun): AttemptFigures {
  const figures = { attempts: 0, perDesktopMost: 0, mostInAMinute: 0, shortestGapMs: Infinity };
  for (const { cable, lives, agent } of fleet.desktops) {
    const { attempts } = cable;
    figures.attempts += attempts.length;
    figures.perDesktopMost = Math.max(figures.perDesktopMost, attempts.length);
    for (const [index, at] of attempts.entries()) {
      const inAMinute = attempts.filter((each) => each >= at && each < at + 60_000).length;
      const begun = lives.filter((each) => each > at && each < at + 60_000).length;
      figures.mostInAMinute = Math.max(figures.mostInAMinute, inAMinute);
      const next = attempts[index + 1];
      const isOneLife = next !== undefined && !lives.some((life) => life > at && life <= next);
      if (isOneLife) figures.shortestGapMs = Math.min(figures.shortestGapMs, next - at);
      if ((isOneLife && next - at < shortestGapMs) || inAMinute - begun > mostInAMinute)
        throw new Error(`${agent} hammers: ${attempts.slice(index, index + 20).map(Math.round)}`);
    }
  }
  return { ...figures, shortestGapMs: Math.round(figures.shortestGapMs) };
}
