import mqtt from 'mqtt';
import { readOrders, say } from '../torture/child.ts';
import { moment } from './moment.ts';

/** What a process is told that holds bare MQTT clients: the floor under the product's desktops. */
export interface BareOrders {
  url: string;
  /** Certificate authority in PEM. */
  ca: string;
  clients: { agent: string; login: string; password: string; topic: string }[];
}

/** What is published to them. */
export interface BareMessage {
  sid: string;
}

const { url, ca, clients } = readOrders<BareOrders>();
for (const { agent, login, password, topic } of clients) {
  const client = mqtt.connect(url, {
    ca,
    protocolVersion: 5,
    clientId: agent,
    username: login,
    password,
    clean: false,
    properties: { sessionExpiryInterval: 3_600 },
    reconnectPeriod: 1_000,
    timerVariant: 'native',
  });
  client.on('connect', () => {
    client.subscribe(topic, { qos: 1 }, () =>
      say({ agent, connection: 'connected', at: moment() }),
    );
  });
  client.on('close', () => say({ agent, connection: 'unreachable', at: moment() }));
  client.on('error', () => {});
  client.on('message', (_, payload) => {
    const { sid } = JSON.parse(payload.toString()) as BareMessage;
    say({ agent, hint: sid, at: moment() });
  });
}
