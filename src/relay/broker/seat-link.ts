import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { Emitter } from '../../main/base/emitter.ts';
import type { BrokerLogin } from './connection.ts';
import { type BrokerMessage, messageOf, type PublishOptions, publishOptionsOf } from './message.ts';
import { type Acknowledged, Publishing } from './puback.ts';

export interface SeatAccess extends BrokerLogin {
  /** What the broker publishes, retained, when the connection ends without a goodbye. */
  will: { topic: string; payload: string };
}

/** The broker notices after one and a half of it that a relay is without power or network. */
const keepAliveSeconds = 5;
/** What desktops and relays send while nobody routes waits as long for the next who does. */
const sessionSeconds = 60;
const connectTimeoutMs = 3_000;

/**
 * One connection as the floor's router. There is one such client at the broker at any time, since
 * they share a client id: a newer one ends this, and inherits what waits for it. It is never made
 * again by itself: two relays would put each other out in turns.
 */
export class SeatLink {
  readonly messages = new Emitter<BrokerMessage>();
  /** It ended, for whatever reason; once. */
  readonly closed = new Emitter<null>();
  readonly #client: MqttClient;
  #publishing: Publishing | null = null;

  /** Begins to connect. What happens comes in later turns, so that nobody misses it. */
  constructor(access: SeatAccess) {
    this.#client = connect(access.url, optionsOf(access));
    this.#client.on('connect', () => {
      this.#publishing = new Publishing(this.#client);
    });
    this.#client.on('message', (topic, payload, packet) =>
      this.messages.emit(messageOf(topic, payload, packet)),
    );
    // Every error ends in `close`.
    this.#client.on('error', () => {});
    this.#client.once('close', () => {
      this.#publishing = null;
      this.#client.end(true);
      this.closed.emit(null);
    });
  }

  /** Resolves once connected and subscribed. Rejects with the reason why not. */
  async ready(topics: readonly string[]): Promise<void> {
    if (!this.#client.connected) {
      await new Promise<void>((resolve, reject) => {
        this.#client.once('connect', () => resolve());
        this.#client.once('error', reject);
        this.#client.once('close', () => reject(new Error('the connection was closed')));
      });
    }
    await this.#client.subscribeAsync([...topics], { qos: 1 });
  }

  /** Publishes with QoS 1. Resolves to null if the connection ended before a PUBACK on it. */
  publish(topic: string, payload: string, options: PublishOptions): Promise<Acknowledged> {
    if (!this.#publishing) return Promise.resolve(null);
    return this.#publishing.publish(topic, payload, publishOptionsOf(options));
  }

  /** Ends it without a goodbye: the broker publishes the will. */
  drop(): void {
    this.#client.end(true);
  }

  /** Says goodbye: no will is published. */
  async leave(): Promise<void> {
    await this.#client.endAsync();
  }
}

function optionsOf({ id, password, ca, will }: SeatAccess): IClientOptions {
  return {
    protocolVersion: 5,
    clientId: id,
    username: id,
    password,
    clean: false,
    properties: { sessionExpiryInterval: sessionSeconds },
    will: { ...will, payload: Buffer.from(will.payload), qos: 1, retain: true },
    keepalive: keepAliveSeconds,
    connectTimeout: connectTimeoutMs,
    reconnectPeriod: 0,
    timerVariant: 'native',
    ...(ca !== null && { ca }),
  };
}
