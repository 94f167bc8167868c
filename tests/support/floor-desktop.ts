import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import mqtt, { type MqttClient } from 'mqtt';
import { Agent as Connections, WebSocket } from 'undici';
import { onTestFinished } from 'vitest';
import { writeJoinText } from '../../src/floor/join-text.ts';
import { agentKeys, agentSecret, relayPassword, stickyKey } from '../../src/floor/keys.ts';
import { type AgentState, agentStateSchema, type MessageIn } from '../../src/floor/messages.ts';
import { seal, unseal } from '../../src/floor/sealed.ts';
import { topicsOf } from '../../src/floor/topics.ts';
import { type Clock, systemClock } from '../../src/main/base/clock.ts';
import { AccountRequests } from '../../src/main/exotel/account-requests.ts';
import { FloorService } from '../../src/main/floor/floor-service.ts';
import type { CallHint } from '../../src/main/hints/call-hint.ts';
import { listRecentCustomers } from '../../src/main/storage/tables/recent-customers.ts';
import type { Agent } from '../../src/relay/config.ts';
import { silentLog } from './database-place.ts';
import { createMemorySecrets } from './memory-secrets.ts';
import { startMosquitto, type TestBroker } from './mosquitto.ts';
import { openTestDatabase } from './test-database.ts';

/** A floor with its real broker. */
export interface TestFloor {
  floor: string;
  master: Buffer;
  broker: TestBroker;
}

/** Starts a broker for these agents, with TLS. */
export async function startFloor(agents: Agent[]): Promise<TestFloor> {
  const floor = { floor: 'f1', master: randomBytes(32) };
  const broker = await startMosquitto({ ...floor, relays: ['relay-1', 'relay-2'], agents });
  return { ...floor, broker };
}

/** The text with which an agent joins the floor of this broker. */
export function joinTextOf(
  { floor, master, broker }: TestFloor,
  agent: Agent,
  relay = 'https://relay.example',
): string {
  return writeJoinText({
    relay,
    broker: broker.socketUrl,
    floor,
    agent: agent.id,
    name: agent.name,
    generation: agent.generation,
    secret: agentSecret(master, floor, agent).toString('base64url'),
    sticky: stickyKey(master, floor).toString('base64url'),
  });
}

export interface Desktop {
  db: Database;
  service: FloorService;
  secrets: ReturnType<typeof createMemorySecrets>;
  requests: AccountRequests;
  hints: CallHint[];
  /** Another run of Handset on the same computer. */
  create(): FloorService;
  sockets: WebSocket[];
}

/** A desktop's floor as the app composes it, which trusts the broker of a test. */
export function startDesktop({ broker }: TestFloor, clock: Clock = systemClock): Desktop {
  const { db } = openTestDatabase();
  const dispatcher = new Connections({ allowH2: false, connect: { ca: broker.ca.pem } });
  const secrets = createMemorySecrets();
  const requests = new AccountRequests();
  const sockets: WebSocket[] = [];
  const create = () =>
    new FloorService({
      db,
      secrets: secrets.store,
      requests,
      openSocket: (url, protocols) => {
        const socket = new WebSocket(url, { protocols, dispatcher });
        sockets.push(socket);
        return socket;
      },
      clock,
      random: () => 0,
      log: silentLog,
      recentCustomers: () => listRecentCustomers(db, 500),
    });
  const service = create();
  const hints: CallHint[] = [];
  service.hinted.on((hint) => hints.push(hint));
  onTestFinished(async () => {
    service.stop();
    await dispatcher.destroy();
  });
  return { db, service, secrets, requests, hints, create, sockets };
}

/** What a relay hears and says, by hand. */
export async function listenAsRelay({ floor, master, broker }: TestFloor, relay = 'relay-1') {
  const topics = topicsOf(floor);
  const client: MqttClient = await mqtt.connectAsync(broker.url, {
    ca: broker.ca.pem,
    protocolVersion: 5,
    clientId: relay,
    username: relay,
    password: relayPassword(master, floor, relay),
    reconnectPeriod: 100,
  });
  onTestFinished(() => client.endAsync(true));
  const states = new Map<string, AgentState>();
  const out: { agent: string; message: unknown }[] = [];
  const recent = new Map<string, unknown>();
  const keyOf = (agent: Agent) => ({
    key: agentKeys(agentSecret(master, floor, agent)).sealKey,
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
    if (read?.leaf === 'recent') {
      const agent = { id: read.agent, name: read.agent, generation: 1 };
      recent.set(read.agent, unseal(payload, topic, keyOf(agent)));
    }
  });
  const { state, out: said, recent: spoken } = topics.everyAgent;
  await client.subscribeAsync([state, said, spoken], { qos: 1 });
  return {
    client,
    states,
    out,
    recent,
    topics,
    /** Seals and publishes a message to an agent; resolves once the broker has it. */
    async send(agent: Agent, message: MessageIn): Promise<void> {
      const topic = topics.agent(agent.id).in;
      await client.publishAsync(topic, seal(message, topic, keyOf(agent)), { qos: 1 });
    },
  };
}
