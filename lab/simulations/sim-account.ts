import type { ExotelClient } from '../../src/main/exotel/client.ts';
import { problemOf } from '../../src/main/exotel/errors.ts';
import type { PlaceRequest } from '../../src/main/exotel/place-request.ts';
import type { ProviderCall, QueryResult } from '../../src/main/exotel/provider-call.ts';
import { accountLimitPerMinute } from '../../src/main/exotel/request-budget.ts';
import type { CallProblem } from '../../src/shared/domain/call.ts';
import { callLeg, providerCall } from '../../tests/support/call-facts.ts';
import type { Chance } from './chance.ts';
import type { SimClock } from './sim-clock.ts';

/**
 * How the provider counts a minute; it does not say. `sliding`: the last 60 seconds at any moment.
 * `fixed`: since the last full minute.
 */
export type WindowKind = 'sliding' | 'fixed';

/** Times of one call, epoch milliseconds. */
export interface SimCall {
  sid: string;
  agentAnswersAt: number;
  customerAnswersAt: number;
  endsAt: number;
  recordingAt: number;
}

export interface Traffic {
  posts: number;
  postsRefused: number;
  looks: number;
  looksRefused: number;
}

const minuteMs = 60_000;

/** What every 429 says, according to Exotel's documentation. */
const tooMany: CallProblem = problemOf('query', {
  httpStatus: 429,
  code: 10724,
  description: null,
  retryAfterSeconds: 30,
});

/**
 * An account of the provider that allows so many requests a minute and not one more. It stands in
 * for the client, by a simulated clock: no byte of the API is written, so it shares none of it.
 */
export class SimAccount {
  readonly traffic: Traffic = { posts: 0, postsRefused: 0, looks: 0, looksRefused: 0 };
  readonly #clock: SimClock;
  readonly #chance: Chance;
  readonly #window: WindowKind;
  #accepted: number[] = [];
  #oldest = 0;
  #calls = 0;

  constructor(clock: SimClock, chance: Chance, window: WindowKind) {
    this.#clock = clock;
    this.#chance = chance;
    this.#window = window;
  }

  /** Takes one request; returns false for a 429. */
  admit(kind: 'post' | 'query'): boolean {
    const admitted = this.#hasRoom();
    if (admitted) this.#accepted.push(this.#clock.now());
    if (kind === 'post') {
      this.traffic.posts += 1;
      if (!admitted) this.traffic.postsRefused += 1;
    } else {
      this.traffic.looks += 1;
      if (!admitted) this.traffic.looksRefused += 1;
    }
    return admitted;
  }

  /** Creates a random call: the agent's phone rings, then the customer's, then both talk. */
  newCall(): SimCall {
    const chance = this.#chance;
    this.#calls += 1;
    const now = this.#clock.now();
    const agentAnswersAt = now + chance.between(3_000, 12_000);
    const rings = chance.between(5_000, 30_000);
    const answered = chance.happens(0.7);
    const customerAnswersAt = answered ? agentAnswersAt + rings : Number.POSITIVE_INFINITY;
    const endsAt = answered
      ? customerAnswersAt + chance.logNormal(3 * minuteMs, 0.6)
      : agentAnswersAt + 30_000;
    return {
      sid: `sid-${this.#calls}`,
      agentAnswersAt,
      customerAnswersAt,
      endsAt,
      recordingAt: answered ? endsAt + chance.logNormal(2 * minuteMs, 0.5) : Infinity,
    };
  }

  /** Returns the account as one agent's Handset reaches it. */
  client(calls: Map<string, SimCall>, heard: (sid: string) => void): ExotelClient {
    const look = async <T>(sid: string, read: (call: SimCall) => T): Promise<QueryResult<T>> => {
      const admitted = this.admit('query');
      if (admitted) heard(sid);
      await this.#clock.sleep(this.#chance.between(40, 200));
      const call = calls.get(sid);
      if (!admitted || !call) return { ok: false, problem: tooMany };
      return { ok: true, value: read(call) };
    };
    return {
      placeCall: async (_request: PlaceRequest) => {
        const admitted = this.admit('post');
        await this.#clock.sleep(this.#chance.between(80, 400));
        if (!admitted) return { kind: 'rejected', problem: tooMany };
        const call = this.newCall();
        calls.set(call.sid, call);
        return { kind: 'accepted', call: this.detailsOf(call) };
      },
      getCall: (sid) => look(sid, (call) => this.detailsOf(call)),
      getLegs: (sid) => look(sid, (call) => this.#legs(call)),
      probe: async () => ({ ok: true, value: null }),
    };
  }

  /** What Exotel says of a call now: in an answer, and in a callback. */
  detailsOf({ sid, endsAt, customerAnswersAt, recordingAt }: SimCall): ProviderCall {
    const now = this.#clock.now();
    if (now < endsAt) return providerCall({ sid });
    const answered = customerAnswersAt < endsAt;
    return providerCall({
      sid,
      over: true,
      stateRaw: 'terminal',
      statusRaw: answered ? 'completed' : 'to_leg_unanswered',
      outcome: answered ? 'completed' : 'customer_unanswered',
      endedAt: endsAt,
      talkSeconds: answered ? Math.round((endsAt - customerAnswersAt) / 1000) : 0,
      recordingUrls: now >= recordingAt ? ['https://recordings.exotel.com/a.mp3'] : [],
    });
  }

  #legs({ agentAnswersAt, endsAt }: SimCall) {
    const now = this.#clock.now();
    const status = now < endsAt ? 'in-progress' : 'completed';
    const agent = callLeg('agent', status);
    return now < agentAnswersAt ? [agent] : [agent, callLeg('customer', status)];
  }

  #hasRoom(): boolean {
    const now = this.#clock.now();
    const since = this.#window === 'sliding' ? now - minuteMs : now - (now % minuteMs) - 1;
    while ((this.#accepted[this.#oldest] ?? Infinity) <= since) this.#oldest += 1;
    if (this.#oldest > 10_000) {
      this.#accepted = this.#accepted.slice(this.#oldest);
      this.#oldest = 0;
    }
    return this.#accepted.length - this.#oldest < accountLimitPerMinute;
  }
}
