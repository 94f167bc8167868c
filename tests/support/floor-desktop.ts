import type { Database } from 'better-sqlite3';
import mqtt, { type MqttClient } from 'mqtt';
import { onTestFinished } from 'vitest';
import { writeJoinText } from '../../src/floor/join-text.ts';
import { agentKeys, agentSecret, relayPassword } from '../../src/floor/keys.ts';
import { type AgentState, agentStateSchema, type MessageIn } from '../../src/floor/messages.ts';
import { seal, unseal } from '../../src/floor/sealed.ts';
import { topicsOf } from '../../src/floor/topics.ts';
import { type Clock, systemClock } from '../../src/main/base/clock.ts';
import { AccountRequests } from '../../src/main/exotel/account-requests.ts';
import { FloorService } from '../../src/main/floor/floor-service.ts';
import type { CallHint } from '../../src/main/hints/call-hint.ts';
import type { Agent } from '../../src/relay/config.ts';
import type { Broker } from './broker.ts';
import { silentLog } from './database-place.ts';
import { createMemorySecrets } from './memory-secrets.ts';
import { openTestDatabase } from './test-database.ts';

/** The text with which an agent joins the floor of this broker. */
export function joinTextOf(broker: Broker, agent: Agent, relay = 'http://127.0.0.1:47900'): string {
  return writeJoinText({
    relay,
    broker: broker.websocketUrl,
    floor: broker.floor,
    agent: agent.id,
    name: agent.name,
    generation: agent.generation,
    secret: agentSecret(broker.master, broker.floor, agent).toString('base64url'),
  });
}

/** A desktop's floor as the app composes it, on Node's WebSocket. */
export function startDesktop(clock: Clock = systemClock) {
  const { db }: { db: Database } = openTestDatabase();
  const secrets = createMemorySecrets();
  const requests = new AccountRequests();
  const sockets: WebSocket[] = [];
  const create = () =>
    new FloorService({
      db,
      secrets: secrets.store,
      requests,
      openSocket: (url, protocols) => {
        const socket = new WebSocket(url, protocols);
        sockets.push(socket);
        return socket;
      },
      clock,
      random: () => 0,
      log: silentLog,
    });
  const service = create();
  const hints: CallHint[] = [];
  service.hinted.on((hint) => hints.push(hint));
  onTestFinished(() => service.stop());
  return { db, service, secrets, requests, hints, create, sockets };
}

export type Desktop = ReturnType<typeof startDesktop>;

/** What a relay hears and says, by hand. */
export async function listenAsRelay(broker: Broker, relay = 'relay-1') {
  const topics = topicsOf(broker.floor);
  const client: MqttClient = await mqtt.connectAsync(broker.mqttUrl, {
    protocolVersion: 5,
    clientId: relay,
    username: relay,
    password: relayPassword(broker.master, broker.floor, relay),
    reconnectPeriod: 100,
  });
  onTestFinished(() => client.endAsync(true));
  const states = new Map<string, AgentState>();
  const out: { agent: string; message: unknown }[] = [];
  const keyOf = (agent: Agent) => ({
    key: agentKeys(agentSecret(broker.master, broker.floor, agent)).sealKey,
    generation: agent.generation,
  });
  client.on('message', (topic, payload) => {
    const read = topics.read(topic);
    if (read?.leaf === 'state') {
      const state = agentStateSchema.safeParse(JSON.parse(payload.toString())).data;
      if (state) states.set(read.agent, state);
    }
    if (read?.leaf === 'out') {
      const agent = { id: read.agent, name: read.agent, generation: 1 };
      out.push({ agent: read.agent, message: unseal(payload, topic, keyOf(agent)) });
    }
  });
  await client.subscribeAsync([topics.everyAgent.state, topics.everyAgent.out], { qos: 1 });
  return {
    client,
    states,
    out,
    topics,
    /** Seals and publishes a message to an agent; resolves once the broker has it. */
    async send(agent: Agent, message: MessageIn): Promise<void> {
      const topic = topics.agent(agent.id).in;
      await client.publishAsync(topic, seal(message, topic, keyOf(agent)), { qos: 1 });
    },
  };
}
