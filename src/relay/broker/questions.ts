import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { idSchema } from '../../floor/ids.ts';
import { type SealKey, seal, unseal } from '../../floor/sealed.ts';
import type { FloorTopics } from '../../floor/topics.ts';
import type { BrokerMessage, PublishOptions } from './message.ts';
import { type Acknowledged, nobodySubscribed } from './puback.ts';

/** Connect is answered within 5 s or not at all. */
const lifeSeconds = 3;

const questionSchema = z.object({ id: z.uuid(), asker: idSchema, request: z.unknown() });
const answerSchema = z.object({ id: z.uuid(), answer: z.unknown() });

export interface QuestionsOptions {
  topics: FloorTopics;
  /** This relay. */
  relay: string;
  /** `floorKey`. */
  key: Buffer;
  /** Publishes on the relay's own connection. */
  publish(topic: string, payload: string, options: PublishOptions): Promise<Acknowledged>;
}

/** What a question comes to; nothing of it is called after it was withdrawn. */
export interface Asked {
  onAnswer: (answer: unknown) => void;
  /** The broker has it, and nobody will hear it. */
  onLost: () => void;
}

/** A question of another relay. */
export interface Question {
  request: unknown;
  /** What to publish, through the router's own connection. */
  answer(answer: unknown): { topic: string; payload: string; options: PublishOptions };
}

/** What relays ask the one that routes, and what it answers: sealed, in memory only. */
export class Questions {
  readonly #options: QuestionsOptions;
  readonly #key: SealKey;
  readonly #asked = new Map<string, Asked>();

  constructor(options: QuestionsOptions) {
    this.#options = options;
    this.#key = { key: options.key, generation: 1 };
  }

  /** Asks whoever routes. Returns a function that withdraws the question. */
  ask(request: unknown, asked: Asked): () => void {
    const { topics, relay, publish } = this.#options;
    const id = randomUUID();
    this.#asked.set(id, asked);
    const payload = seal({ id, asker: relay, request }, topics.ask, this.#key);
    const options = { lifeSeconds, answerTo: topics.answer(relay), correlation: id };
    void publish(topics.ask, payload, options).then((code) => {
      // No relay has the seat, nor had it lately.
      if (code === nobodySubscribed && this.#asked.delete(id)) asked.onLost();
    });
    return () => void this.#asked.delete(id);
  }

  /** Takes a message on this relay's own answer topic. */
  hearAnswer({ topic, payload, correlation }: BrokerMessage): void {
    const parsed = answerSchema.safeParse(unseal(payload, topic, this.#key));
    // Sealed together with the id: the broker cannot exchange answers.
    if (!parsed.success || parsed.data.id !== correlation) return;
    const asked = this.#asked.get(parsed.data.id);
    if (!asked) return;
    this.#asked.delete(parsed.data.id);
    asked.onAnswer(parsed.data.answer);
  }

  /** Reads a message on `ask`. Null for one of this relay itself, which has got the seat meanwhile, or an odd one. */
  readQuestion({ topic, payload, correlation, answerTo }: BrokerMessage): Question | null {
    const { topics, relay } = this.#options;
    const parsed = questionSchema.safeParse(unseal(payload, topic, this.#key));
    if (!parsed.success) return null;
    const { id, asker, request } = parsed.data;
    if (asker === relay || id !== correlation || answerTo !== topics.answer(asker)) return null;
    return {
      request,
      answer: (answer) => ({
        topic: answerTo,
        payload: seal({ id, answer }, answerTo, this.#key),
        options: { lifeSeconds, correlation: id },
      }),
    };
  }
}
