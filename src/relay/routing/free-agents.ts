import { type Clock, steadyNow } from '../../main/base/clock.ts';
import type { Agent } from '../config.ts';
import type { Roster } from '../roster.ts';
import type { Addresses } from './addresses.ts';
import type { Holds } from './holds.ts';
import type { FreeAgent } from './plan.ts';

export interface FreeAgentsOptions {
  clock: Clock;
  agents: () => readonly Agent[];
  roster: Roster;
  holds: Holds;
  addresses: Addresses;
}

/** An agent who says `available` is passed over, until their desktop says anything else. */
interface PassedOver {
  standing: string | null;
  /** By the clock that only rises. */
  until: number;
}

export function isOfQueue({ queues }: Agent, queue: string): boolean {
  return queues === undefined || queues.includes(queue);
}

/** Who can be rung: available, heard of, held by no call, and not away from a desk that says otherwise. */
export class FreeAgents {
  readonly #options: FreeAgentsOptions;
  readonly #away = new Map<string, PassedOver>();
  readonly #resting = new Map<string, PassedOver>();

  constructor(options: FreeAgentsOptions) {
    this.#options = options;
  }

  /** Those of a queue for a customer (E.164, null if unknown), who is none of them. */
  list(queue: string, number: string | null): FreeAgent[] {
    const { agents, addresses } = this.#options;
    const callers = number === null ? [] : addresses.owners(number);
    return agents().flatMap((agent) => {
      const { id, uri } = agent;
      if (uri === undefined || callers.includes(id) || !isOfQueue(agent, queue)) return [];
      const idleMs = this.#idleMs(id);
      return idleMs === null ? [] : [{ agent: id, uri, idleMs }];
    });
  }

  /** Nobody saw the offer: the desk is empty, or the computer asleep. */
  isAway(agent: string): void {
    this.#passOver(this.#away, agent, Infinity);
  }

  /** Somebody is there after all. */
  isThere(agent: string): void {
    this.#away.delete(agent);
  }

  /** The agent may have talked, and has this long before the next call unless the desktop says more. */
  rest(agent: string, seconds: number): void {
    this.#passOver(this.#resting, agent, steadyNow(this.#options.clock) + seconds * 1_000);
  }

  endRest(agent: string): void {
    this.#resting.delete(agent);
  }

  #passOver(over: Map<string, PassedOver>, agent: string, until: number): void {
    over.set(agent, { standing: this.#options.roster.standingOf(agent), until });
  }

  /** Null for one who is not free. */
  #idleMs(agent: string): number | null {
    const { roster, holds } = this.#options;
    const { state, forMs } = roster.presenceOf(agent);
    if (state !== 'available' || forMs === null || holds.has(agent)) return null;
    const isPassedOver = this.#isIn(this.#away, agent) || this.#isIn(this.#resting, agent);
    return isPassedOver ? null : forMs;
  }

  #isIn(over: Map<string, PassedOver>, agent: string): boolean {
    const found = over.get(agent);
    if (!found) return false;
    const { roster, clock } = this.#options;
    if (found.standing === roster.standingOf(agent) && steadyNow(clock) < found.until) return true;
    over.delete(agent);
    return false;
  }
}
