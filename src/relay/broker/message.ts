import type { IClientPublishOptions, IPublishPacket } from 'mqtt';

export interface BrokerMessage {
  topic: string;
  payload: Buffer;
  /** Kept by the broker from before, rather than published now. */
  retained: boolean;
  /** How long the broker would still keep it; null if it does not say. */
  secondsLeft: number | null;
  /** Where the sender wants an answer (MQTT 5, 4.10); null if nowhere. */
  answerTo: string | null;
  /** What tells which question is answered; null if nothing is. */
  correlation: string | null;
}

export interface PublishOptions {
  retain?: boolean;
  /** The broker drops the message afterwards; it keeps one without a life as long as it can. */
  lifeSeconds?: number;
  answerTo?: string;
  correlation?: string;
}

export function messageOf(topic: string, payload: Buffer, packet: IPublishPacket): BrokerMessage {
  const { messageExpiryInterval, responseTopic, correlationData } = packet.properties ?? {};
  return {
    topic,
    payload,
    retained: packet.retain,
    secondsLeft: messageExpiryInterval ?? null,
    answerTo: responseTopic ?? null,
    correlation: correlationData?.toString() ?? null,
  };
}

/** As mqtt.js takes them. */
export function publishOptionsOf(options: PublishOptions): IClientPublishOptions {
  const { retain = false, lifeSeconds, answerTo, correlation } = options;
  return {
    retain,
    properties: {
      ...(lifeSeconds !== undefined && { messageExpiryInterval: lifeSeconds }),
      ...(answerTo !== undefined && { responseTopic: answerTo }),
      ...(correlation !== undefined && { correlationData: Buffer.from(correlation) }),
    },
  };
}
