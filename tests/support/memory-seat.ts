import { randomUUID } from 'node:crypto';
import type { Held, MessageOut } from '../../src/floor/messages.ts';
import { topicsOf } from '../../src/floor/topics.ts';
import { Emitter } from '../../src/main/base/emitter.ts';
import type { BrokerMessage } from '../../src/relay/broker/message.ts';

/** What relays of a floor share on a broker. */
export class MemoryBroker {
  readonly held = new Map<string, Held>();
  readonly messages = new Emitter<BrokerMessage>();

  sayRouter(relay: string): void {
    const state = { v: 1, relay, epoch: randomUUID(), since: 0 };
    const payload = Buffer.from(JSON.stringify(state));
    const topic = topicsOf('f1').router;
    const plain = { retained: false, secondsLeft: null, answerTo: null, correlation: null };
    this.messages.emit({ topic, payload, ...plain });
  }
}

/** The router's seat without a broker: it is given and taken by hand, and writes when told. */
export class MemorySeat {
  readonly taken = new Emitter<Held[]>();
  readonly lost = new Emitter<null>();
  readonly out = new Emitter<{ agent: string; message: MessageOut }>();
  answerer: ((request: unknown) => Promise<unknown>) | null = null;
  holds = false;
  /** What a hold waits for; resolves to whether it was acknowledged. */
  acknowledge: () => Promise<boolean> = async () => true;
  /** Another relay's seat, which answers while this one does not hold it. */
  other: MemorySeat | null = null;
  readonly #broker: MemoryBroker;
  readonly #relay: string;

  constructor(broker: MemoryBroker, relay: string) {
    this.#broker = broker;
    this.#relay = relay;
  }

  /** Holds that stand on the broker. */
  get written(): Map<string, Held> {
    return this.#broker.held;
  }

  take(): void {
    this.#broker.sayRouter(this.#relay);
    this.holds = true;
    this.taken.emit([...this.written.values()]);
  }

  lose(): void {
    this.holds = false;
    this.lost.emit(null);
  }

  async hold(held: Held): Promise<boolean> {
    if (!this.holds) return false;
    const acknowledged = await this.acknowledge();
    if (acknowledged) this.written.set(held.agent, held);
    return acknowledged && this.holds;
  }

  release(agent: string): void {
    if (this.holds) this.written.delete(agent);
  }

  async route(request: unknown): Promise<unknown> {
    const seat = this.holds ? this : this.other;
    // As it comes over the broker.
    const passed = JSON.parse(JSON.stringify(request));
    const answer = await (seat?.holds ? seat.answerer?.(passed) : null);
    return answer ?? null;
  }
}
