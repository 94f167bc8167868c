import { randomUUID } from 'node:crypto';
import type { IClientOptions, MqttClient } from 'mqtt';
import {
  desktopSessionSeconds,
  desktopWillDelaySeconds,
  recentLifeSeconds,
  stateLifeSeconds,
} from '../../floor/delivery.ts';
import type { AgentState } from '../../floor/messages.ts';
import { type AgentTopics, type FloorTopics, protocolVersion } from '../../floor/topics.ts';
import type { Availability } from '../../shared/domain/availability.ts';
import type { Log } from '../base/log.ts';

/**
 * Opens a WebSocket as the WHATWG class does. Electron's goes through Chromium's network: with the
 * system's proxies and certificates.
 */
export type OpenSocket = (url: string, protocols: string[]) => unknown;

export interface BrokerSessionOptions {
  /** The broker's WebSocket address. */
  url: string;
  agent: string;
  /** Stands in every state, as the session does. */
  desktop: string;
  password: string;
  topics: FloorTopics;
  openSocket: OpenSocket;
  /** Epoch milliseconds UTC. */
  now: () => number;
  log: Log;
  on: {
    /** The broker accepted this desktop, and the subscriptions were sent. */
    connected(): void;
    message(topic: string, payload: Buffer, retained: boolean): void;
    /**
     * The session is over, once and for good. `refused`: the broker does not accept the password;
     * `taken`: it said that another client has this agent's name now.
     */
    closed(why: { refused: boolean; taken: boolean }): void;
  };
}

/** MQTT 5 reason codes (OASIS MQTT 5.0, 3.2.2.2 and 3.14.2.1). */
const badUserOrPassword = 0x86;
const notAuthorized = 0x87;
const sessionTakenOver = 0x8e;
const disconnectWithWill = 0x04;

const connectWithinMs = 15_000;
const keepaliveSeconds = 30;

/** One connection to the broker. It never connects again: its owner starts another. */
export class BrokerSession {
  readonly #id = randomUUID();
  readonly #options: BrokerSessionOptions;
  readonly #own: AgentTopics;
  #client: MqttClient | null = null;
  #seq = 0;
  #over = false;
  #why = { refused: false, taken: false };

  constructor(options: BrokerSessionOptions) {
    this.#options = options;
    this.#own = options.topics.agent(options.agent);
  }

  /** Never rejects: what goes wrong comes as `closed`. */
  async open(): Promise<void> {
    const { on, log } = this.#options;
    try {
      // 370 kB that only those need who have joined a floor.
      const [{ MqttClient }, { browserStreamBuilder }, { writeToStream }] = await Promise.all([
        import('mqtt'),
        // `connect` would decide once per process whether every connection is a WHATWG socket.
        import('mqtt/lib/connect/ws'),
        import('mqtt-packet'),
      ]);
      // Else it keeps 65,536 buffers of two bytes, 8 MB of memory, to write numbers a little sooner.
      writeToStream.cacheNumbers = false;
      if (this.#over) return;
      const options = this.#clientOptions();
      this.#client = new MqttClient((client) => browserStreamBuilder(client, options), options);
    } catch (error) {
      log.error('the connection to the floor could not be made', error);
      return this.#close();
    }
    this.#client
      .on('connect', () => this.#subscribe())
      .on('message', (topic, payload, { retain }) => {
        if (!this.#over) on.message(topic, payload, retain);
      })
      .on('disconnect', ({ reasonCode }) => {
        this.#why.taken = reasonCode === sessionTakenOver;
      })
      .on('error', (error) => {
        const code = 'code' in error ? error.code : null;
        this.#why.refused = code === badUserOrPassword || code === notAuthorized;
      })
      .on('close', () => this.#close());
  }

  /** Publishes what this agent is doing. Nothing happens unless connected. */
  publishState(availability: Availability): void {
    this.#seq += 1;
    this.#client?.publish(this.#own.state, this.#stateText(availability, this.#seq), {
      qos: 1,
      retain: true,
      properties: { messageExpiryInterval: stateLifeSeconds },
    });
  }

  /** Publishes a sealed message to the relays. */
  publishOut(sealed: string, lifeSeconds: number): void {
    this.#client?.publish(this.#own.out, sealed, {
      qos: 1,
      properties: { messageExpiryInterval: lifeSeconds },
    });
  }

  /** Publishes whom the agent spoke with, sealed; it outlives this session. */
  publishRecent(sealed: string): void {
    this.#client?.publish(this.#own.recent, sealed, {
      qos: 1,
      retain: true,
      properties: { messageExpiryInterval: recentLifeSeconds },
    });
  }

  /** Ends the session without its will: what was published last stays. Nothing is told after it. */
  end(): void {
    this.#over = true;
    this.#client?.end();
  }

  /**
   * Ends the session, and leaves its will: *offline*, unless a desktop of this agent connects within
   * the will's delay. Nothing is told after it.
   */
  endWithWill(): void {
    this.#over = true;
    this.#client?.end({ reasonCode: disconnectWithWill });
  }

  #clientOptions(): IClientOptions {
    const { url, agent, password, openSocket } = this.#options;
    const { protocol, hostname, port, pathname } = new URL(url);
    const will: Availability = {
      state: 'offline',
      since: this.#options.now(),
      until: null,
      reason: null,
      wish: { state: 'break', reason: null },
    };
    return {
      protocol: protocol === 'wss:' ? 'wss' : 'ws',
      hostname,
      ...(port !== '' && { port: Number(port) }),
      path: pathname,
      protocolVersion: 5,
      clientId: agent,
      username: agent,
      password,
      clean: false,
      properties: { sessionExpiryInterval: desktopSessionSeconds },
      keepalive: keepaliveSeconds,
      connectTimeout: connectWithinMs,
      reconnectPeriod: 0,
      will: {
        topic: this.#own.state,
        payload: Buffer.from(this.#stateText(will, null)),
        qos: 1,
        retain: true,
        properties: {
          willDelayInterval: desktopWillDelaySeconds,
          messageExpiryInterval: stateLifeSeconds,
        },
      },
      createWebsocket: openSocket,
      timerVariant: 'native',
    };
  }

  #subscribe(): void {
    const { topics, on } = this.#options;
    if (this.#over) return;
    // What a subscription was granted says nothing: brokers grant, and then deliver nothing.
    this.#client?.subscribe([this.#own.state, this.#own.in, topics.info], { qos: 1 }, () => {});
    on.connected();
  }

  #stateText({ state, since, until, reason }: Availability, seq: number | null): string {
    const content: AgentState = {
      v: protocolVersion,
      session: this.#id,
      desktop: this.#options.desktop,
      seq,
      state,
      since,
      until,
      reason,
    };
    return JSON.stringify(content);
  }

  #close(): void {
    if (this.#over) return;
    this.#over = true;
    this.#client?.end(true);
    this.#options.on.closed(this.#why);
  }
}
