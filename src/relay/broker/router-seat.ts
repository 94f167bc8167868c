import { randomUUID } from 'node:crypto';
import {
  type Held,
  type MessageOut,
  type RouterState,
  routerSchema,
} from '../../floor/messages.ts';
import { readJson } from '../../floor/read-json.ts';
import type { SealKey } from '../../floor/sealed.ts';
import { type FloorTopics, protocolVersion } from '../../floor/topics.ts';
import type { Clock } from '../../main/base/clock.ts';
import { Emitter } from '../../main/base/emitter.ts';
import { endAll } from '../../main/base/end-all.ts';
import { Timers } from '../../main/base/timers.ts';
import { within } from '../../main/base/within.ts';
import type { RelayLog } from '../relay-log.ts';
import type { BrokerConnection, BrokerLogin } from './connection.ts';
import type { BrokerMessage } from './message.ts';
import { type Acknowledged, nobodySubscribed, taken } from './puback.ts';
import { Questions } from './questions.ts';
import { readMessageOut } from './read-message.ts';
import { SeatLink } from './seat-link.ts';
import { SeatWatch } from './seat-watch.ts';
import { Term } from './term.ts';

export interface RouterSeatOptions {
  /** This relay. */
  relay: string;
  topics: FloorTopics;
  /** `floorKey`. */
  key: Buffer;
  /** The login that all relays share for the seat: a client id at the same time. */
  login: BrokerLogin;
  /** The relay's own connection, subscribed to `router` and to its answer topic. */
  connection: Pick<BrokerConnection, 'up' | 'down' | 'messages' | 'publish' | 'isUp'>;
  /** Holds as they are heard on the own connection. */
  held: { list(): Held[] };
  keyOf(agent: string): SealKey | null;
  clock: Clock;
  log: RelayLog;
}

const heartbeatMs = 3_000;
const longestTryMs = 4_000;
const holdPatienceMs = 400;
const askPatienceMs = 1_000;
/** Exotel waits 5 s. */
const routePatienceMs = 3_000;
const farewellMs = 1_000;

/**
 * The seat of the relay that routes calls. All relays log in to it with one client id, of which a
 * broker allows one connection at a time: whoever connects last has it, and the one before is put
 * out, and is acknowledged nothing any more. So an answer to Exotel that waits for a PUBACK of this
 * connection is never given by two.
 */
export class RouterSeat {
  /** It got the seat; what earlier holders wrote is heard. */
  readonly taken = new Emitter<Held[]>();
  readonly lost = new Emitter<null>();
  /** Messages from desktops, heard on the seat's connection while it holds, and those that waited. */
  readonly out = new Emitter<{ agent: string; message: MessageOut }>();
  /** Who answers requests while this relay holds the seat. */
  answerer: ((request: unknown) => Promise<unknown>) | null = null;
  readonly #options: RouterSeatOptions;
  readonly #questions: Questions;
  readonly #watch: SeatWatch;
  readonly #timers: Timers;
  #unfollow = (): void => {};
  /** The one that was begun last, if it has not ended. */
  #term: Term | null = null;
  #stopped = false;

  constructor(options: RouterSeatOptions) {
    this.#options = options;
    const { clock, relay, topics, key, connection } = options;
    this.#timers = new Timers(clock);
    this.#questions = new Questions({
      topics,
      relay,
      key,
      publish: (...message) => connection.publish(...message),
    });
    this.#watch = new SeatWatch({
      clock,
      relay,
      random: Math.random,
      onFree: () => this.#begin(),
    });
  }

  /** This relay routes now. */
  get holds(): boolean {
    return this.#term?.isHeld ?? false;
  }

  start(): void {
    const { connection } = this.#options;
    this.#unfollow = endAll([
      connection.up.on(() => this.#watch.connected()),
      connection.down.on(() => this.#watch.disconnected()),
      connection.messages.on((message) => this.#hearOwn(message)),
    ]);
  }

  /** Frees the seat, if this relay has it, and takes it no more. */
  async stop(): Promise<void> {
    const { clock } = this.#options;
    this.#stopped = true;
    this.#unfollow();
    this.#watch.stop();
    const term = this.#term;
    this.#end(term);
    this.#timers.dispose();
    if (!term) return;
    const freed = this.#publishState(term, { ...term.state, relay: null });
    await within(farewellMs, freed, clock);
    await within(farewellMs, term.link.leave(), clock);
    term.link.drop();
  }

  /** Writes a hold. True only with its PUBACK in the seat, within 400 ms: no answer to Exotel without. */
  async hold(held: Held): Promise<boolean> {
    const term = this.#term;
    if (!term?.isHeld) return false;
    const { topics, clock } = this.#options;
    const lifeSeconds = Math.max(1, Math.ceil((held.until - clock.now()) / 1_000));
    const published = term.link.publish(topics.agent(held.agent).held, JSON.stringify(held), {
      retain: true,
      lifeSeconds,
    });
    let code: Acknowledged = null;
    const acknowledged = published.then((found) => {
      code = found;
    });
    await within(holdPatienceMs, acknowledged, clock);
    return term.isHeld && (code === taken || code === nobodySubscribed);
  }

  /** Removes an agent's hold. */
  release(agent: string): void {
    if (!this.#term?.isHeld) return;
    const { topics } = this.#options;
    void this.#term.link.publish(topics.agent(agent).held, '', { retain: true });
  }

  /** Publishes the floor's information, if this relay routes. */
  publishInfo(text: string, lifeSeconds: number): void {
    if (!this.#term?.isHeld) return;
    const { topics } = this.#options;
    void this.#term.link.publish(topics.info, text, { retain: true, lifeSeconds });
  }

  /**
   * Answers a request through whoever routes: here if this relay does, else by asking; takes the
   * seat if nobody answers within 1 s. Resolves to null if nobody did within 3 s.
   */
  route(request: unknown): Promise<unknown> {
    if (this.#term?.isHeld) return this.#answer(request);
    const { clock, connection } = this.#options;
    return new Promise((resolve) => {
      let withdraw = (): void => {};
      const ask = (): void => {
        withdraw();
        withdraw = this.#ask(request, end);
      };
      const ends = [
        clock.setTimeout(() => end(null), routePatienceMs),
        this.taken.on(() => void this.#answer(request).then(end)),
        // Silence means nothing as long as the question could not be put.
        connection.up.on(ask),
      ];
      const end = (answer: unknown): void => {
        withdraw();
        endAll(ends)();
        resolve(answer);
      };
      if (connection.isUp) ask();
    });
  }

  /** Returns a function that withdraws the question. */
  #ask(request: unknown, end: (answer: unknown) => void): () => void {
    const unanswered = (): void => this.#watch.unanswered();
    return endAll([
      this.#options.clock.setTimeout(unanswered, askPatienceMs),
      this.#questions.ask(request, {
        onAnswer: (answer) => {
          this.#watch.answered();
          end(answer);
        },
        onLost: unanswered,
      }),
    ]);
  }

  /** What the answerer says, as long as this relay has the seat; null otherwise. */
  #answer(request: unknown): Promise<unknown> {
    const term = this.#term;
    const { answerer } = this;
    if (!term?.isHeld || !answerer) return Promise.resolve(null);
    return new Promise((resolve) => {
      const unfollow = this.lost.on(() => resolve(null));
      answerer(request)
        .then(resolve, (error: unknown) => {
          this.#options.log.error('A request could not be answered.', { why: String(error) });
          resolve(null);
        })
        .finally(unfollow);
    });
  }

  #begin(): void {
    const { relay, clock, login, topics, log } = this.#options;
    if (this.#stopped || this.#term) return;
    this.#watch.trying();
    const state: RouterState = {
      v: protocolVersion,
      relay,
      epoch: randomUUID(),
      since: clock.now(),
    };
    const will = { topic: topics.router, payload: JSON.stringify({ ...state, relay: null }) };
    const link = new SeatLink({ ...login, will });
    const term = new Term(link, state);
    this.#term = term;
    link.messages.on((message) => this.#hearInSeat(term, message));
    link.closed.on(() => this.#close(term));
    this.#timers.run(longestTryMs, () => {
      if (!term.isHeld) link.drop();
    });
    const subscriptions = [topics.everyAgent.out, topics.ask, topics.router];
    link
      .ready(subscriptions)
      .then(() => (term === this.#term ? this.#publishState(term, state) : null))
      .catch((error: unknown) => {
        log.warn('The seat of the router could not be taken.', { why: String(error) });
        link.drop();
      });
  }

  #publishState(term: Term, state: RouterState): Promise<Acknowledged> {
    const { topics } = this.#options;
    return term.link.publish(topics.router, JSON.stringify(state), { retain: true });
  }

  #close(term: Term): void {
    if (this.#term !== term) return;
    this.#end(term);
    this.#watch.lost();
  }

  #end(term: Term | null): void {
    this.#term = null;
    if (!term?.end()) return;
    this.#options.log.warn('This relay does not route any more.');
    this.lost.emit(null);
  }

  /** What is heard on the relay's own connection. */
  #hearOwn(message: BrokerMessage): void {
    const { topics, relay } = this.#options;
    if (message.topic === topics.answer(relay)) this.#questions.hearAnswer(message);
    if (message.topic !== topics.router) return;
    const state = readState(message);
    if (!state) return;
    if (this.#term && state.epoch === this.#term.state.epoch) this.#echo(this.#term, 'own', state);
    else this.#watch.heard(state, message);
  }

  #hearInSeat(term: Term, message: BrokerMessage): void {
    if (term !== this.#term) return;
    const { topics } = this.#options;
    if (message.topic === topics.router) {
      const state = readState(message);
      if (state?.epoch === term.state.epoch) this.#echo(term, 'seat', state);
    } else if (term.isHeld) {
      this.#serve(term, message);
    } else {
      term.waiting.push(message);
    }
  }

  /** A barrier: with it, all that was acknowledged to earlier holders is heard. */
  #echo(term: Term, where: 'own' | 'seat', { relay }: RouterState): void {
    if (relay === null || !term.hear(where)) return;
    this.#options.log.info('This relay routes calls now.');
    this.#beat(term);
    this.taken.emit(this.#options.held.list());
    for (const message of term.waiting.splice(0)) this.#serve(term, message);
  }

  #beat(term: Term): void {
    this.#timers.run(heartbeatMs, () => {
      if (!term.isHeld) return;
      void this.#publishState(term, term.state);
      this.#beat(term);
    });
  }

  #serve(term: Term, message: BrokerMessage): void {
    const { topics, keyOf } = this.#options;
    if (message.topic === topics.ask) {
      void this.#reply(term, message);
      return;
    }
    const place = topics.read(message.topic);
    const key = place?.leaf === 'out' ? keyOf(place.agent) : null;
    if (!place || !key) return;
    // What cannot be read is counted where the relay hears it on its own connection.
    const read = readMessageOut(message.payload, message.topic, key);
    if (read.kind === 'read') this.out.emit({ agent: place.agent, message: read.message });
  }

  async #reply(term: Term, message: BrokerMessage): Promise<void> {
    const question = this.#questions.readQuestion(message);
    if (!question) return;
    const answer = await this.#answer(question.request);
    if (!term.isHeld) return;
    const { topic, payload, options } = question.answer(answer);
    void term.link.publish(topic, payload, options);
  }
}

function readState({ payload }: BrokerMessage): RouterState | null {
  return routerSchema.safeParse(readJson(payload)).data ?? null;
}
