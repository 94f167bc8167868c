import type { Readiness } from '../../shared/domain/account.ts';
import type { CallProblem } from '../../shared/domain/call.ts';
import type { Clock } from '../base/clock.ts';
import { Timers } from '../base/timers.ts';
import type { ExotelClient } from '../exotel/client.ts';
import type { RequestBudget } from '../exotel/request-budget.ts';

/** What requests can tell about an account. */
export type Verdict = Exclude<Readiness, 'no_account' | 'no_secret' | 'wrong_phone'>;

/** The kinds of request made to Exotel. */
export type Question = 'probe' | 'place' | 'details' | 'legs';

/**
 * Returns what the outcome of a request says about its account; null if nothing. Even a call that
 * was refused for its own sake was refused by Exotel, so key, token and sid were accepted.
 */
export function verdictOf(question: Question, problem: CallProblem | null): Verdict | null {
  switch (problem?.kind) {
    case undefined:
      return 'ready';
    case 'auth_failed':
      // Accounts without the legs API respond like this even if the key is good.
      return question === 'legs' ? null : 'wrong_credentials';
    case 'wrong_account':
      return 'wrong_account';
    case 'unreachable':
    case 'proxy_refused':
    case 'name_not_resolved':
    case 'tls_failed':
    case 'timed_out':
    case 'connection_lost':
      return 'unreachable';
    case 'server_error':
    case 'unreadable_answer':
      // One call's trouble is not the account's; a probe, though, got no response.
      return question === 'probe' ? 'unreachable' : null;
    case 'rate_limited':
      return null;
    default:
      if (question === 'probe') return 'untested';
      return problem?.code == null ? null : 'ready';
  }
}

export interface ReadinessWatchOptions {
  clock: Clock;
  client: Pick<ExotelClient, 'probe'>;
  budget?: RequestBudget | undefined;
  /** Whether this account is the one in use: the other one is not asked about. */
  inUse: () => boolean;
  changed: () => void;
}

/** First wait before asking again while not ready; it doubles each time. */
const firstWaitMs = 30_000;
const longestWaitMs = 600_000;

/**
 * Knows whether a dial through an account could succeed, from a probe that rings nobody and from
 * the outcome of every other request. It blocks nothing; a dial never waits for it.
 */
export class ReadinessWatch {
  readonly #options: ReadinessWatchOptions;
  readonly #timers: Timers;
  #verdict: Verdict = 'untested';
  #asking: Promise<void> | null = null;
  #waitMs = firstWaitMs;
  #planned = false;
  #disposed = false;

  constructor(options: ReadinessWatchOptions) {
    this.#options = options;
    this.#timers = new Timers(options.clock);
  }

  get verdict(): Verdict {
    return this.#verdict;
  }

  /** Checks now, and reports "checking" unless all is well. */
  async check(): Promise<void> {
    this.#waitMs = firstWaitMs;
    if (this.#verdict !== 'ready') this.#become('checking');
    // A probe already under way was sent before the news and may reflect the state before it.
    await this.#asking;
    await this.#ask();
  }

  /** Takes note of how a request of this account went. */
  hear(question: Question, problem: CallProblem | null): void {
    if (this.#disposed) return;
    const verdict = verdictOf(question, problem);
    if (verdict !== null) this.#become(verdict);
    // The probe was told to come back later.
    else if (question === 'probe' && this.#verdict === 'checking') this.#become('untested');
    if (this.#verdict === 'ready') this.#waitMs = firstWaitMs;
    else this.#askLater();
  }

  /** Stops for good: responses still on their way are ignored. */
  dispose(): void {
    this.#disposed = true;
    this.#timers.dispose();
  }

  #ask(): Promise<void> {
    this.#asking ??= this.#probe().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #probe(): Promise<void> {
    const { budget, clock, client } = this.#options;
    await budget?.turn(clock.now, (ms) => new Promise((resolve) => this.#timers.run(ms, resolve)));
    if (this.#disposed) return;
    const result = await client.probe();
    this.hear('probe', result.ok ? null : result.problem);
  }

  #askLater(): void {
    if (this.#planned) return;
    this.#planned = true;
    this.#timers.run(this.#waitMs, () => {
      this.#planned = false;
      if (this.#verdict === 'ready' || !this.#options.inUse()) return;
      void this.#ask();
    });
    this.#waitMs = Math.min(this.#waitMs * 2, longestWaitMs);
  }

  #become(verdict: Verdict): void {
    if (verdict === this.#verdict) return;
    this.#verdict = verdict;
    this.#options.changed();
  }
}
