import { type AgentState, agentStateSchema } from '../floor/messages.ts';
import { type Clock, steadyNow } from '../main/base/clock.ts';
import { Emitter } from '../main/base/emitter.ts';
import type { AvailabilityState } from '../shared/domain/availability.ts';

/** An agent as the floor sees them. */
export interface Presence {
  state: AvailabilityState;
  /** How long it has been so, in milliseconds; null for an agent who was not heard of yet. */
  forMs: number | null;
  reason: string | null;
}

/** What one state on the broker says of an agent. */
export interface HeardState {
  agent: string;
  /** The payload, parsed from JSON. */
  content: unknown;
  /** How long ago it was published, as far as the broker says. */
  ageMs: number;
}

export type Heard = 'taken' | 'old' | 'unreadable' | 'unknown agent';

interface Known {
  state: AgentState;
  /** When it was published last. All moments here are by the clock that only rises. */
  heard: number;
  since: number;
  /** Earlier sessions, newest first: what still comes of them is old. */
  past: string[];
}

/** A state is sent every minute: two that are missing, and a half, are an absence. */
const absentAfterMs = 150_000;
const pastSessions = 8;

const absent: Presence = { state: 'offline', forMs: null, reason: null };

/** Who is there, from the states that desktops publish. Lives in memory only: the broker retains them. */
export class Roster {
  /** An agent's desktop came back, or is another one: it may have missed messages. */
  readonly arrived = new Emitter<string>();
  /** Somebody's state is another one. */
  readonly changed = new Emitter<null>();
  readonly #clock: Clock;
  readonly #isAgent: (id: string) => boolean;
  readonly #known = new Map<string, Known>();

  constructor(clock: Clock, isAgent: (id: string) => boolean) {
    this.#clock = clock;
    this.#isAgent = isAgent;
  }

  hear({ agent, content, ageMs }: HeardState): Heard {
    if (!this.#isAgent(agent)) return 'unknown agent';
    const parsed = agentStateSchema.safeParse(content);
    if (!parsed.success) return 'unreadable';
    const state = parsed.data;
    const before = this.#known.get(agent);
    if (before && isOld(state, before)) return 'old';
    const now = steadyNow(this.#clock);
    const heard = now - ageMs;
    const wasThere = before !== undefined && isThere(before, now);
    const isNew = before?.state.session !== state.session;
    this.#known.set(agent, {
      state,
      heard: isNew ? heard : Math.max(heard, before.heard),
      since: this.#sinceOf(state, heard, before),
      past:
        isNew && before
          ? [before.state.session, ...before.past].slice(0, pastSessions)
          : (before?.past ?? []),
    });
    const isHere = isThere({ state, heard }, now);
    if (isHere && (isNew || !wasThere)) this.arrived.emit(agent);
    if (isHere !== wasThere || !isSameState(before?.state, state)) this.changed.emit(null);
    return 'taken';
  }

  /** Forgets agents that agents.json does not list any more. */
  prune(): void {
    for (const agent of this.#known.keys()) if (!this.#isAgent(agent)) this.#known.delete(agent);
    this.changed.emit(null);
  }

  presenceOf(agent: string): Presence {
    const known = this.#known.get(agent);
    if (!known) return absent;
    const now = steadyNow(this.#clock);
    if (isThere(known, now)) {
      const { state, reason } = known.state;
      return { state, forMs: now - known.since, reason };
    }
    const since = known.state.state === 'offline' ? known.since : known.heard;
    return { state: 'offline', forMs: now - since, reason: null };
  }

  /**
   * Stands for what an agent's desktop said last: another text once it is another session or state.
   * Null for an agent who was not heard of.
   */
  standingOf(agent: string): string | null {
    const known = this.#known.get(agent);
    if (!known) return null;
    const { session, state, since, reason } = known.state;
    return JSON.stringify([session, state, since, reason]);
  }

  /** What an agent's desktop said last, and in which session; null for one who was not heard of. */
  saidBy(agent: string): Pick<AgentState, 'session' | 'state'> | null {
    return this.#known.get(agent)?.state ?? null;
  }

  /** Desktops that are there. */
  desktops(): number {
    const now = steadyNow(this.#clock);
    return [...this.#known.values()].filter((known) => isThere(known, now)).length;
  }

  /**
   * The moment since which an agent is in a state. The desktop says it by a clock of its own, so it
   * counts only between the moment the state before was heard last and the moment this one was.
   */
  #sinceOf(state: AgentState, heard: number, before: Known | undefined): number {
    if (before && isSameState(before.state, state)) return Math.min(before.since, heard);
    // The broker wrote this one, for a desktop that could not.
    if (state.seq === null) return heard;
    const claimed = steadyNow(this.#clock) - (this.#clock.now() - state.since);
    const earliest = before?.state.session === state.session ? before.heard : -Infinity;
    return Math.min(Math.max(claimed, earliest), heard);
  }
}

function isThere({ state, heard }: Pick<Known, 'state' | 'heard'>, now: number): boolean {
  return state.state !== 'offline' && now - heard <= absentAfterMs;
}

/** A desktop's will, or anything else of a session that another has replaced, or out of order. */
function isOld({ session, seq }: AgentState, { state, past }: Known): boolean {
  if (session !== state.session) return seq === null || past.includes(session);
  // After its will a session can still speak: the broker had only lost it for a while.
  if (seq === null || state.seq === null) return false;
  return seq < state.seq;
}

function isSameState(
  before: AgentState | undefined,
  { state, since, reason }: AgentState,
): boolean {
  return before?.state === state && before.since === since && before.reason === reason;
}
