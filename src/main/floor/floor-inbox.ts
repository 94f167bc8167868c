import { clockToleranceMs, lifeSecondsOf } from '../../floor/delivery.ts';
import { type MessageIn, messageInSchema } from '../../floor/messages.ts';
import { type SealKey, unseal } from '../../floor/sealed.ts';

/** More than a floor's whole day of messages to one agent. */
const mostRemembered = 2_000;

/** What came of a message: the message, or why it is dropped. */
export type Received =
  | { kind: 'message'; message: MessageIn }
  | { kind: 'dropped'; why: 'not_sealed' | 'unknown' | 'double' | 'wrong_time' };

/**
 * Opens what comes for this agent. Every message is taken once: relays send again what may have been
 * lost, and somebody may replay what was recorded.
 */
export class FloorInbox {
  readonly #key: SealKey;
  readonly #now: () => number;
  readonly #seen = new Set<string>();

  /** @param now epoch milliseconds UTC by this computer's clock */
  constructor(key: SealKey, now: () => number) {
    this.#key = key;
    this.#now = now;
  }

  receive(topic: string, payload: Buffer): Received {
    const content = unseal(payload, topic, this.#key);
    if (content === null) return { kind: 'dropped', why: 'not_sealed' };
    const parsed = messageInSchema.safeParse(content);
    // A newer relay may say more than this version understands.
    if (!parsed.success) return { kind: 'dropped', why: 'unknown' };
    const message = parsed.data;
    if (this.#seen.has(message.id)) return { kind: 'dropped', why: 'double' };
    if (!this.#isTimely(message)) return { kind: 'dropped', why: 'wrong_time' };
    this.#remember(message.id);
    return { kind: 'message', message };
  }

  #isTimely(message: MessageIn): boolean {
    const ageMs = this.#now() - message.at;
    return ageMs <= lifeSecondsOf(message) * 1000 + clockToleranceMs && ageMs >= -clockToleranceMs;
  }

  #remember(id: string): void {
    this.#seen.add(id);
    const [oldest] = this.#seen;
    if (this.#seen.size > mostRemembered && oldest !== undefined) this.#seen.delete(oldest);
  }
}
