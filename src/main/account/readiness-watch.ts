import type { Readiness } from '../../shared/domain/account.ts';
import type { CallProblem } from '../../shared/domain/call.ts';
import type { Clock } from '../base/clock.ts';
import { Timers } from '../base/timers.ts';
import type { ExotelClient } from '../exotel/client.ts';
import type { RequestBudget } from '../exotel/request-budget.ts';

/** What requests can tell of an account. */
export type Verdict = Exclude<Readiness, 'no_account' | 'no_secret' | 'wrong_phone'>;

/** What was asked of Exotel. */
export type Question = 'probe' | 'place' | 'details' | 'legs';

/**
 * What the outcome of a request says of the account it was made with; null: nothing. A call that
 * is refused for its own sake was refused by Exotel all the same: key, token and sid were taken.
 */
export function verdictOf(question: Question, problem: CallProblem | null): Verdict | null {
  switch (problem?.kind) {
    case undefined:
      return 'ready';
    case 'auth_failed':
      // Accounts without the legs API answer so although the key is good.
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
      // One call's trouble is not the account's; whoever asks for nothing else got no answer.
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
  /** Whether this account is the one in use: the other one is left in peace. */
  inUse: () => boolean;
  changed: () => void;
}

/** Not ready: asked again after this, doubling. */
const firstWaitMs = 30_000;
const longestWaitMs = 600_000;

/**
 * Knows whether a dial through an account could succeed: by a question that rings nobody, and by
 * what every other request brings. It holds nothing back; a dial never waits for it.
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

  /** Asks now, and says so unless all is well. */
  async check(): Promise<void> {
    this.#waitMs = firstWaitMs;
    if (this.#verdict !== 'ready') this.#become('checking');
    // A question that is under way left before the news, and may be answered by the state before.
    await this.#asking;
    await this.#ask();
  }

  /** A request of this account was answered, or was not. */
  hear(question: Question, problem: CallProblem | null): void {
    if (this.#disposed) return;
    const verdict = verdictOf(question, problem);
    if (verdict !== null) this.#become(verdict);
    // The question was answered with "later".
    else if (question === 'probe' && this.#verdict === 'checking') this.#become('untested');
    if (this.#verdict === 'ready') this.#waitMs = firstWaitMs;
    else this.#askLater();
  }

  /** For good: what is still on its way says nothing any more. */
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
