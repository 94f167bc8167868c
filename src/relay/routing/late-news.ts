import { type Clock, steadyNow } from '../../main/base/clock.ts';
import { minuteMs } from '../../main/base/durations.ts';
import { Timers } from '../../main/base/timers.ts';
import type { RoutedNews } from './routed-request.ts';

export interface LateNewsOptions {
  clock: Clock;
  /** Brings it to the relay that routes; resolves to null if there is none. */
  route(news: RoutedNews): Promise<unknown>;
}

const everyMs = 1_000;
/** As long as the last router knows what it knew: afterwards holds are read from the broker again. */
const keptMs = 2 * minuteMs;
const mostKept = 1_000;
/** A broker that dies has saved what it was told so long ago. */
const savedAfterMs = 10_000;

/**
 * What Exotel said of calls while nobody routed, for the one who does next: an agent whom a call let
 * go would otherwise be held until the longest conversation is over.
 */
export class LateNews {
  readonly #options: LateNewsOptions;
  readonly #timers: Timers;
  /** In the order they came. */
  #kept: { news: RoutedNews; until: number }[] = [];
  /** What this relay has heard as the one that routes. */
  #recent: { news: RoutedNews; at: number }[] = [];
  #isSending = false;

  constructor(options: LateNewsOptions) {
    this.#options = options;
    this.#timers = new Timers(options.clock);
  }

  keep(news: RoutedNews): void {
    const until = steadyNow(this.#options.clock) + keptMs;
    this.#kept = [...this.#kept, { news, until }].slice(-mostKept);
    if (!this.#isSending) this.#sendLater();
  }

  /** This relay routes, and has heard it. */
  heard(news: RoutedNews): void {
    const at = steadyNow(this.#options.clock);
    this.#recent = [...this.#recent.filter((each) => this.#isUnsaved(each)), { news, at }];
  }

  /** This relay does not route any more: the broker may have died, and forget what came of it. */
  lost(): void {
    for (const each of this.#recent) if (this.#isUnsaved(each)) this.keep(each.news);
    this.#recent = [];
  }

  #isUnsaved({ at }: { at: number }): boolean {
    return steadyNow(this.#options.clock) - at < savedAfterMs;
  }

  stop(): void {
    this.#timers.dispose();
  }

  #sendLater(): void {
    this.#isSending = true;
    this.#timers.run(everyMs, () => void this.#send());
  }

  /** In order: what is told of a phone means something else in another. */
  async #send(): Promise<void> {
    const [first] = this.#kept;
    if (first && (await this.#options.route(first.news)) !== null) {
      this.#kept = this.#kept.filter((each) => each !== first);
      if (this.#kept.length > 0) return this.#send();
    }
    const now = steadyNow(this.#options.clock);
    this.#kept = this.#kept.filter(({ until }) => now < until);
    this.#isSending = false;
    if (this.#kept.length > 0) this.#sendLater();
  }
}
