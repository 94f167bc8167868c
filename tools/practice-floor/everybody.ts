import type { Behaviour } from './behaviour.ts';
import { type CustomerCall, type CustomerCalls, customers } from './customer-calls.ts';
import { queues, type SimulatedAgent } from './staff.ts';

export interface EverybodyOptions {
  agents: readonly SimulatedAgent[];
  calls: CustomerCalls;
  dial(agent: SimulatedAgent, behaviour: Behaviour): void;
}

const callEveryMs = 2_500;
const moods: readonly Behaviour[] = ['answers', 'answers', 'hangs_up', 'busy', 'no_answer'];
/** So many of the calls are customers'. */
const incomingShare = 0.4;
/** So many of the phones that ring are picked up. */
const answeredShare = 0.8;

/** Lets agents and customers call, and phones be answered, without anybody at the page. */
export class Everybody {
  readonly #options: EverybodyOptions;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #off: () => void;
  #calling: NodeJS.Timeout | null = null;

  constructor(options: EverybodyOptions) {
    this.#options = options;
    this.#off = options.calls.changed.on((call) => this.#follow(call));
  }

  get works(): boolean {
    return this.#calling !== null;
  }

  work(works: boolean): void {
    if (this.#calling) clearInterval(this.#calling);
    this.#calling = works ? setInterval(() => this.#someoneCalls(), callEveryMs) : null;
  }

  stop(): void {
    this.work(false);
    this.#off();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #someoneCalls(): void {
    const { agents, calls, dial } = this.#options;
    const idle = customers.filter(({ id }) => calls.of(id).call === null);
    const customer = oneOf(idle);
    const queue = oneOf(queues);
    if (customer && queue && Math.random() < incomingShare) {
      calls.callIn(customer.id, queue.id);
      return;
    }
    const free = agents.filter(
      ({ desktop }) => desktop.floor.view().availability.state === 'available' && !desktop.isCut,
    );
    const agent = oneOf(free);
    const mood = oneOf(moods);
    if (agent && mood) dial(agent, mood);
  }

  /** What happens next on the phone of a simulated agent. */
  #follow(call: CustomerCall): void {
    const { uri, phase } = call;
    const isOurs = this.#options.agents.some(({ desktop }) => desktop.phone === uri);
    if (!this.works || !isOurs) return;
    if (phase === 'rings') {
      const does = Math.random() < answeredShare ? 'answers' : 'rings_out';
      this.#later(1_500, 4_000, call, () => call.decide?.(does));
    }
    if (phase === 'talks') this.#later(5_000, 15_000, call, () => call.hangUp?.());
  }

  /** Unless somebody at the page was quicker. */
  #later(fromMs: number, toMs: number, call: CustomerCall, act: () => void): void {
    const { phase, uri, since } = call;
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        if (call.phase === phase && call.uri === uri && call.since === since) act();
      },
      fromMs + Math.random() * (toMs - fromMs),
    );
    this.#timers.add(timer);
  }
}

function oneOf<T>(choice: readonly T[]): T | undefined {
  return choice[Math.floor(Math.random() * choice.length)];
}
