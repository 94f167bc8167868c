import type { IClientPublishOptions, MqttClient, Packet } from 'mqtt';

/** The broker took the message, for a subscription that exists. */
export const taken = 0;
/** The broker took it, and nobody is subscribed: it is gone. */
export const nobodySubscribed = 16;

/** The reason code of a PUBACK (MQTT 5, 3.4.2.1); null if the connection ended before there was one. */
export type Acknowledged = number | null;

interface Waiting {
  topic: string;
  payload: string;
  options: IClientPublishOptions;
  settle: (acknowledged: Acknowledged) => void;
}

/**
 * Publishes over one connection with QoS 1, and learns what the broker says of each message. Keeps
 * to the number of messages that the broker takes before it has acknowledged others.
 */
export class Publishing {
  readonly #client: MqttClient;
  readonly #mostInFlight: number;
  readonly #inFlight = new Map<number, Waiting>();
  /** In the order they came. */
  #waiting: Waiting[] = [];
  #ended = false;

  /** @param client connected. */
  constructor(client: MqttClient) {
    this.#client = client;
    this.#mostInFlight = client.serverProperties?.receiveMaximum ?? 65_535;
    // mqtt.js gives the reason to no callback.
    client.on('packetreceive', (packet) => this.#hear(packet));
    client.once('close', () => this.#end());
  }

  publish(topic: string, payload: string, options: IClientPublishOptions): Promise<Acknowledged> {
    return new Promise((settle) => {
      if (this.#ended) return settle(null);
      this.#waiting.push({ topic, payload, options, settle });
      this.#sendNext();
    });
  }

  #sendNext(): void {
    while (this.#inFlight.size < this.#mostInFlight) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#client.publish(next.topic, next.payload, { ...next.options, qos: 1 });
      this.#inFlight.set(this.#client.getLastMessageId(), next);
    }
  }

  #hear(packet: Packet): void {
    if (packet.cmd !== 'puback' || packet.messageId === undefined) return;
    const sent = this.#inFlight.get(packet.messageId);
    if (!sent) return;
    this.#inFlight.delete(packet.messageId);
    sent.settle(packet.reasonCode ?? taken);
    this.#sendNext();
  }

  #end(): void {
    this.#ended = true;
    const open = [...this.#inFlight.values(), ...this.#waiting];
    this.#inFlight.clear();
    this.#waiting = [];
    for (const { settle } of open) settle(null);
  }
}
