import { lifeSecondsOf } from '../../floor/delivery.ts';
import type { MessageIn } from '../../floor/messages.ts';
import { type SealKey, seal } from '../../floor/sealed.ts';
import { type Clock, steadyNow } from '../../main/base/clock.ts';
import { Emitter } from '../../main/base/emitter.ts';
import { Timers } from '../../main/base/timers.ts';
import { type Kept, type KeptBounds, KeptMessages } from './kept-messages.ts';
import { type Acknowledged, nobodySubscribed, taken } from './puback.ts';

/** Where a message goes. */
export interface Recipient {
  agent: string;
  topic: string;
  key: SealKey;
}

export interface DeliveryOptions {
  clock: Clock;
  publish(topic: string, payload: string, options: { lifeSeconds: number }): Promise<Acknowledged>;
  bounds?: KeptBounds;
}

export type Lost = 'too old' | 'too many';

const usualBounds: KeptBounds = { messages: 20_000, bytes: 32 * 1024 * 1024 };
const expireEveryMs = 5_000;

/**
 * Delivers messages to desktops, and sends them again for as long as one may have been lost: a
 * broker that dies forgets whatever it had not saved, and one that has forgotten a session says that
 * nobody is subscribed. Doubles are the desktop's to drop. Everything is in memory only.
 */
export class Delivery {
  /** How long the broker took to acknowledge a message that it took, in milliseconds. */
  readonly acknowledged = new Emitter<number>();
  /** A message was sent again. */
  readonly resent = new Emitter<null>();
  /** A message is given up that no broker took for a subscription. */
  readonly lost = new Emitter<{ kind: MessageIn['kind']; why: Lost }>();
  readonly #clock: Clock;
  readonly #publish: DeliveryOptions['publish'];
  readonly #kept: KeptMessages;
  readonly #timers: Timers;
  /** Waits for the broker to say anything at all about a message. */
  readonly #unheard = new Map<Kept, PromiseWithResolvers<void>>();

  constructor({ clock, publish, bounds = usualBounds }: DeliveryOptions) {
    this.#clock = clock;
    this.#publish = publish;
    this.#kept = new KeptMessages(bounds);
    this.#timers = new Timers(clock);
    this.#expireAgain();
  }

  get kept(): number {
    return this.#kept.size;
  }

  /** Seals and sends a message. Resolves once a broker has acknowledged it, or it was given up. */
  send(message: MessageIn, { agent, topic, key }: Recipient): Promise<void> {
    const kept: Kept = {
      agent,
      topic,
      payload: seal(message, topic, key),
      kind: message.kind,
      ends: steadyNow(this.#clock) + lifeSecondsOf(message) * 1_000,
      takenAt: null,
      sent: 0,
    };
    const heard = Promise.withResolvers<void>();
    this.#unheard.set(kept, heard);
    this.#giveUp(this.#kept.add(kept), 'too many');
    void this.#send(kept);
    return heard.promise;
  }

  /** An agent's desktop may have missed messages: sends the agent's again. */
  resendTo(agent: string): void {
    this.#resend(this.#kept.list(agent));
  }

  /** The broker is away, and may not have saved what it took: that is kept until it was sent again. */
  doubt(): void {
    for (const message of this.#kept.list()) message.takenAt = null;
  }

  /** The broker is back: sends all again. */
  resendAll(): void {
    this.#resend(this.#kept.list());
  }

  /** Resolves once no message is left of which the broker has said nothing. */
  async settled(): Promise<void> {
    await Promise.all([...this.#unheard.values()].map(({ promise }) => promise));
  }

  stop(): void {
    this.#timers.dispose();
  }

  #resend(messages: Kept[]): void {
    this.#expire();
    for (const message of messages) {
      if (!this.#kept.has(message)) continue;
      this.resent.emit(null);
      void this.#send(message);
    }
  }

  async #send(message: Kept): Promise<void> {
    message.sent += 1;
    const { sent, topic, payload } = message;
    const began = steadyNow(this.#clock);
    const lifeSeconds = Math.max(1, Math.ceil((message.ends - began) / 1_000));
    const code = await this.#publish(topic, payload, { lifeSeconds });
    if (code === null) return;
    const now = steadyNow(this.#clock);
    if (sent === message.sent) message.takenAt = code === taken ? now : null;
    // Any other code is a refusal, and no reason to tell Exotel that the message is on its way.
    if (code !== taken && code !== nobodySubscribed) return;
    this.acknowledged.emit(now - began);
    this.#settle(message);
  }

  #expireAgain(): void {
    this.#timers.run(expireEveryMs, () => {
      this.#expire();
      this.#expireAgain();
    });
  }

  #expire(): void {
    this.#giveUp(this.#kept.expire(steadyNow(this.#clock)), 'too old');
  }

  #giveUp(messages: Kept[], why: Lost): void {
    for (const message of messages) {
      this.lost.emit({ kind: message.kind, why });
      this.#settle(message);
    }
  }

  #settle(message: Kept): void {
    this.#unheard.get(message)?.resolve();
    this.#unheard.delete(message);
  }
}
