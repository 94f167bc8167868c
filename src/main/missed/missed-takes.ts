import type { Clock } from '../base/clock.ts';

/** What is said may be lost on its way, or meet no relay; a relay takes it twice as well as once. */
const repeatEveryMs = 15_000;
/** Five minutes: a relay that is away for longer missed the call back as well. */
const mostTimes = 20;

interface Take {
  /** Returns whether it was sent. */
  say: () => boolean;
  said: boolean;
  times: number;
  cancel: () => void;
}

/** Says of missed calls that this agent calls back, until the floor has confirmed that it heard. */
export class MissedTakes {
  readonly #clock: Clock;
  readonly #takes = new Map<string, Take>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Says it now, and again later; if it is under way, only unless it could be said before. */
  begin(sid: string, say: () => boolean): void {
    const before = this.#takes.get(sid);
    if (before) {
      before.said ||= before.say();
      return;
    }
    const take: Take = { say, said: false, times: 0, cancel: () => {} };
    this.#takes.set(sid, take);
    this.#say(sid, take);
  }

  /** The floor has said who calls the customer back. */
  confirmed(sid: string): void {
    this.#takes.get(sid)?.cancel();
    this.#takes.delete(sid);
  }

  stop(): void {
    for (const { cancel } of this.#takes.values()) cancel();
    this.#takes.clear();
  }

  #say(sid: string, take: Take): void {
    if (take.say()) take.said = true;
    take.times += 1;
    if (take.times === mostTimes) this.#takes.delete(sid);
    else take.cancel = this.#clock.setTimeout(() => this.#say(sid, take), repeatEveryMs);
  }
}
