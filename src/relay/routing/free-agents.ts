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
interface Resting {
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
  /** The session in which nobody saw an offer. */
  readonly #away = new Map<string, string>();
  readonly #resting = new Map<string, Resting>();

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
      if (addresses.owners(uri).some((owner) => this.#isBusy(owner))) return [];
      const idleMs = this.#idleMs(id);
      return idleMs === null ? [] : [{ agent: id, uri, idleMs }];
    });
  }

  /** Nobody saw the offer: the desk is empty, or the computer asleep. */
  isAway(agent: string): void {
    const said = this.#options.roster.saidBy(agent);
    if (said) this.#away.set(agent, said.session);
    this.lookAround();
  }

  /**
   * Some desktop has said more. A break, an end or another session shows that somebody was there;
   * from a call to available it goes by itself.
   */
  lookAround(): void {
    for (const [agent, session] of this.#away) {
      const said = this.#options.roster.saidBy(agent);
      const isSilent = said?.session === session && !['break', 'offline'].includes(said.state);
      if (!isSilent) this.#away.delete(agent);
    }
  }

  /** Somebody is there after all. */
  isThere(agent: string): void {
    this.#away.delete(agent);
  }

  /** The agent may have talked, and has this long before the next call unless the desktop says more. */
  rest(agent: string, seconds: number): void {
    const { roster, clock } = this.#options;
    const until = steadyNow(clock) + seconds * 1_000;
    this.#resting.set(agent, { standing: roster.standingOf(agent), until });
  }

  endRest(agent: string): void {
    this.#resting.delete(agent);
  }

  /** Their phone is in use, also for those who share it. */
  #isBusy(agent: string): boolean {
    const { roster, holds } = this.#options;
    return holds.has(agent) || roster.presenceOf(agent).state === 'oncall';
  }

  /** Null for one who is not free. */
  #idleMs(agent: string): number | null {
    const { state, forMs } = this.#options.roster.presenceOf(agent);
    if (state !== 'available' || forMs === null) return null;
    return this.#away.has(agent) || this.#rests(agent) ? null : forMs;
  }

  #rests(agent: string): boolean {
    const found = this.#resting.get(agent);
    if (!found) return false;
    const { roster, clock } = this.#options;
    if (found.standing === roster.standingOf(agent) && steadyNow(clock) < found.until) return true;
    this.#resting.delete(agent);
    return false;
  }
}
