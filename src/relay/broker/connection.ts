import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import type { Clock } from '../../main/base/clock.ts';
import { Emitter } from '../../main/base/emitter.ts';
import { Timers } from '../../main/base/timers.ts';
import type { RelayLog } from '../relay-log.ts';
import { type BrokerMessage, messageOf, type PublishOptions, publishOptionsOf } from './message.ts';
import { type Acknowledged, Publishing } from './puback.ts';

/** How to log in to the broker. */
export interface BrokerLogin {
  /** mqtt or mqtts. */
  url: string;
  /** Certificate authority in PEM, where it is none of the usual. */
  ca: string | null;
  /** Login and client id. */
  id: string;
  password: string;
}

export interface BrokerAccess extends BrokerLogin {
  /** Subscribed to with QoS 1. */
  topics: readonly string[];
}

const keepAliveSeconds = 10;
const connectTimeoutMs = 10_000;
const firstPauseMs = 500;
const longestPauseMs = 5_000;

/**
 * The relay's connection to the broker, made again whenever it ends. Each is a client of its own, so
 * that nothing of an earlier one is sent again behind our back: what is sent again is decided
 * elsewhere.
 */
export class BrokerConnection {
  /** Connected and subscribed. */
  readonly up = new Emitter<null>();
  readonly down = new Emitter<null>();
  readonly messages = new Emitter<BrokerMessage>();
  readonly #access: BrokerAccess;
  readonly #log: RelayLog;
  readonly #timers: Timers;
  #client: MqttClient | null = null;
  #publishing: Publishing | null = null;
  #pauseMs = firstPauseMs;
  /** Why there is no connection, as it was logged last: a broker that stays away is logged once. */
  #trouble: string | null = null;
  #ended = false;

  constructor(access: BrokerAccess, { clock, log }: { clock: Clock; log: RelayLog }) {
    this.#access = access;
    this.#log = log;
    this.#timers = new Timers(clock);
  }

  get isUp(): boolean {
    return this.#publishing !== null;
  }

  start(): void {
    const client = connect(this.#access.url, optionsOf(this.#access));
    this.#client = client;
    client.on('connect', () => void this.#subscribe(client));
    client.on('message', (topic, payload, packet) =>
      this.messages.emit(messageOf(topic, payload, packet)),
    );
    // Every error ends in `close`.
    client.on('error', (error) => this.#note(error.message || String(error)));
    client.once('close', () => this.#lose(client));
  }

  /** Publishes with QoS 1. Resolves to null if there is no connection, or it ended before a PUBACK. */
  publish(topic: string, payload: string, options: PublishOptions): Promise<Acknowledged> {
    if (!this.#publishing) return Promise.resolve(null);
    return this.#publishing.publish(topic, payload, publishOptionsOf(options));
  }

  /** Disconnects, and stays away. */
  async end(): Promise<void> {
    this.#ended = true;
    this.#timers.dispose();
    const wasUp = this.isUp;
    // With a DISCONNECT where somebody is there to hear it.
    await this.#client?.endAsync(!wasUp);
  }

  async #subscribe(client: MqttClient): Promise<void> {
    try {
      await client.subscribeAsync([...this.#access.topics], { qos: 1 });
    } catch (error) {
      this.#note((error as Error).message);
      client.end(true);
      return;
    }
    if (this.#ended || client !== this.#client || !client.connected) return;
    this.#publishing = new Publishing(client);
    this.#pauseMs = firstPauseMs;
    this.#trouble = null;
    this.#log.info('Connected to the broker.');
    this.up.emit(null);
  }

  #lose(client: MqttClient): void {
    const wasUp = this.isUp;
    this.#publishing = null;
    client.end(true);
    if (wasUp) this.down.emit(null);
    if (this.#ended) return;
    if (wasUp) this.#log.warn('The connection to the broker ended.');
    // Spread out: several relays lose it in the same moment.
    this.#timers.run(this.#pauseMs * (0.5 + Math.random() / 2), () => this.start());
    this.#pauseMs = Math.min(2 * this.#pauseMs, longestPauseMs);
  }

  #note(trouble: string): void {
    if (trouble === this.#trouble || this.#ended) return;
    this.#trouble = trouble;
    this.#log.warn('The broker cannot be reached; the relay tries again.', { why: trouble });
  }
}

function optionsOf({ id, password, ca }: BrokerAccess): IClientOptions {
  return {
    protocolVersion: 5,
    clientId: id,
    username: id,
    password,
    clean: true,
    keepalive: keepAliveSeconds,
    connectTimeout: connectTimeoutMs,
    reconnectPeriod: 0,
    timerVariant: 'native',
    ...(ca !== null && { ca }),
  };
}
