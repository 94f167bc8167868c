import { routerSchema } from '../../floor/messages.ts';
import { readJson } from '../../floor/read-json.ts';
import { type Clock, steadyNow } from '../../main/base/clock.ts';
import { minuteMs } from '../../main/base/durations.ts';
import type { BrokerMessage } from '../broker/message.ts';

export interface LastRouterOptions {
  clock: Clock;
  /** This relay, and where the one that routes says so. */
  relay: string;
  topic: string;
}

/** How long what this relay knew as the router stays true without the seat. */
const knowsForMs = minuteMs;

/**
 * Whether this relay was the last to route, and not long ago: then what it knows of calls is still
 * true once it has the seat again. Without the seat it is no reason to route: another relay may have.
 */
export class LastRouter {
  readonly #options: LastRouterOptions;
  #ownEpoch: string | null = null;
  /** No other has routed since this relay had the seat. */
  #isLast = false;
  #lostAt: number | null = null;

  constructor(options: LastRouterOptions) {
    this.#options = options;
  }

  /** Takes everything that the relay hears from the broker. */
  hear({ topic, payload }: BrokerMessage): void {
    if (topic !== this.#options.topic) return;
    const state = routerSchema.safeParse(readJson(payload)).data;
    if (!state) return;
    if (state.relay === this.#options.relay) this.#ownEpoch = state.epoch;
    else if (state.epoch !== this.#ownEpoch) this.#isLast = false;
  }

  taken(): void {
    this.#isLast = true;
  }

  lost(): void {
    this.#lostAt = steadyNow(this.#options.clock);
  }

  get knows(): boolean {
    if (!this.#isLast || this.#lostAt === null) return false;
    return steadyNow(this.#options.clock) - this.#lostAt <= knowsForMs;
  }
}
