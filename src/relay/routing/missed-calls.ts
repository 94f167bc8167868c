import { type Clock, steadyNow } from '../../main/base/clock.ts';
import { hourMs } from '../../main/base/durations.ts';
import type { Agent } from '../config.ts';
import type { Addresses } from './addresses.ts';
import { isOfQueue } from './free-agents.ts';
import type { News, Tell } from './messenger.ts';

type Missed = Extract<News, { kind: 'missed' }>;

interface MissedCall {
  /** Whose desktops were told; none for one that an earlier router told of. */
  queues: string[];
  /** E.164; null if it was no number. */
  number: string | null;
  takenBy: string | null;
  /** By the clock that only rises. */
  at: number;
}

export interface MissedCallsParts {
  clock: Clock;
  agents: () => readonly Agent[];
  addresses: Pick<Addresses, 'numberOf'>;
  tell: Tell;
}

const keptForMs = 24 * hourMs;
const mostKept = 5_000;

/** Calls that nobody took, until an agent calls the customer back: the first on the floor has it. */
export class MissedCalls {
  readonly #clock: Clock;
  readonly #agents: () => readonly Agent[];
  readonly #addresses: Pick<Addresses, 'numberOf'>;
  readonly #tell: Tell;
  /** Oldest first. */
  readonly #calls = new Map<string, MissedCall>();

  constructor({ clock, agents, addresses, tell }: MissedCallsParts) {
    this.#clock = clock;
    this.#agents = agents;
    this.#addresses = addresses;
    this.#tell = tell;
  }

  /** Tells every desktop of the queue. */
  add(missed: Missed): void {
    const queues = this.#calls.get(missed.sid)?.queues ?? [];
    const number = this.#addresses.numberOf(missed.caller);
    this.#keep(missed.sid, { queues: [...queues, missed.queue], number, takenBy: null });
    for (const agent of this.#agents()) {
      if (isOfQueue(agent, missed.queue)) this.#tell(agent.id, missed);
    }
  }

  /** An agent has it, and all are told; one who comes later is told who was first. */
  take(sid: string, id: string): void {
    const agent = this.#agents().find((each) => each.id === id);
    if (!agent) return;
    const call = this.#calls.get(sid);
    if (call?.takenBy) {
      this.#tellTaken(agent, sid, call.takenBy);
      return;
    }
    const queues = call?.queues ?? [];
    this.#keep(sid, { queues, number: call?.number ?? null, takenBy: id });
    for (const each of this.#agents()) {
      const wasTold = queues.some((queue) => isOfQueue(each, queue));
      if (queues.length > 0 ? wasTold : sharesQueue(each, agent)) this.#tellTaken(each, sid, id);
    }
  }

  /** An agent has talked with the caller of a call: nobody need call them back for an earlier one. */
  served(sid: string, caller: string | null, id: string): void {
    const number = this.#addresses.numberOf(caller);
    for (const [each, call] of [...this.#calls]) {
      const isTheirs = each === sid || (number !== null && call.number === number);
      if (isTheirs && call.takenBy === null) this.take(each, id);
    }
  }

  #tellTaken(to: Agent, sid: string, id: string): void {
    const by = this.#agents().find((each) => each.id === id)?.name ?? id;
    this.#tell(to.id, { kind: 'missed_taken', sid, agent: id, by });
  }

  #keep(sid: string, call: Omit<MissedCall, 'at'>): void {
    const now = steadyNow(this.#clock);
    this.#calls.delete(sid);
    this.#calls.set(sid, { ...call, at: now });
    for (const [oldest, { at }] of this.#calls) {
      if (this.#calls.size <= mostKept && now - at < keptForMs) return;
      this.#calls.delete(oldest);
    }
  }
}

function sharesQueue(one: Agent, other: Agent): boolean {
  if (one.queues === undefined || other.queues === undefined) return true;
  return one.queues.some((queue) => isOfQueue(other, queue));
}
