import { FloorBudget, pollShare } from '../../src/relay/budget/floor-budget.ts';
import { VerifyMode } from '../../src/relay/budget/verify-mode.ts';
import type { SimClock } from './sim-clock.ts';

/** As often as a relay says it, and a desktop reports what it spent. */
const infoEveryMs = 20_000;
const spentEveryMs = 10_000;

export interface SimFloorOptions {
  clock: SimClock;
  desktops: number;
  limitPerMinute: number;
  /** `each`: no reported end is taken. */
  verify: 'auto' | 'each';
}

/** What desktops on one account hear of their floor, by the relay's own rules. */
export class SimFloor {
  pollShare: number;
  reportsCount = false;
  readonly #options: SimFloorOptions;
  readonly #budget = new FloorBudget();
  readonly #verify: VerifyMode;
  #waiting = { place: 0, query: 0 };
  #messages = 0;

  constructor(options: SimFloorOptions) {
    const { limitPerMinute, desktops, verify } = options;
    this.#options = options;
    this.#verify = new VerifyMode(limitPerMinute, verify);
    this.pollShare = pollShare({ limitPerMinute, placed: 0, desktops });
    this.#every(spentEveryMs, () => this.#hear());
    this.#every(infoEveryMs, () => this.#inform());
  }

  sent(kind: 'place' | 'query'): void {
    this.#waiting[kind] += 1;
  }

  refused(): void {
    // A refusal is counted by Exotel; the floor learns nothing from it that it does not know.
  }

  contradicted(): void {
    this.#verify.contradicted(this.#options.clock.now());
  }

  #hear(): void {
    this.#messages += 1;
    const spent = { id: String(this.#messages), ...this.#waiting, refused: 0 };
    this.#waiting = { place: 0, query: 0 };
    this.#budget.hear(spent, this.#options.clock.now());
  }

  #inform(): void {
    const { clock, limitPerMinute, desktops } = this.#options;
    const { placed } = this.#budget.lastMinute(clock.now());
    this.pollShare = pollShare({ limitPerMinute, placed, desktops });
    this.reportsCount = this.#verify.mode(placed, clock.now()) !== 'each';
  }

  #every(ms: number, task: () => void): void {
    this.#options.clock.setTimeout(() => {
      task();
      this.#every(ms, task);
    }, ms);
  }
}
