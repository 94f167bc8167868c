import { randomBytes, randomUUID } from 'node:crypto';
import { connect, type MqttClient } from 'mqtt';
import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import { desktopSessionSeconds, stateLifeSeconds } from '../../src/floor/delivery.ts';
import {
  type AgentKeys,
  agentKeys,
  agentSecret,
  callbackPath,
  pathSecret,
  type SecretPath,
} from '../../src/floor/keys.ts';
import { type AgentState, type MessageIn, messageInSchema } from '../../src/floor/messages.ts';
import { type SealKey, seal, unseal } from '../../src/floor/sealed.ts';
import { topicsOf } from '../../src/floor/topics.ts';
import { Emitter } from '../../src/main/base/emitter.ts';
import { type Relay, startRelay } from '../../src/relay/compose.ts';
import { type Agent, relayConfigSchema } from '../../src/relay/config.ts';
import type { FlowAddresses } from './exotel-flow.ts';
import type { TestFloor } from './floor-desktop.ts';
import { startMosquitto, type TestBroker } from './mosquitto.ts';

const floor = 'f1';
export const topics = topicsOf(floor);

export interface RunningRelay extends Relay {
  /** Its address, without a path. */
  url: string;
  log: string[];
}

/** What an agent's desktop does with the broker, as far as relays notice. */
export interface TestDesktop {
  client: MqttClient;
  /** Messages it could read, doubles included. */
  heard: MessageIn[];
  say(state: Partial<AgentState>): Promise<void>;
  /** Sends a sealed message to the relays. */
  send(content: object): Promise<void>;
}

interface RelayOptions {
  id?: string;
  port?: number;
  metricsPort?: number;
  /** As in relay.json. */
  queues?: object[];
}

/** A floor's relays, and where to reach them. */
export interface RelayRig {
  agents: Agent[];
  /** To be emitted after `agents` was changed. */
  agentsChanged: Emitter<null>;
  relay(options?: RelayOptions): Promise<RunningRelay>;
  /** Where Exotel sends an agent's status callbacks at a relay. */
  callbackUrl(relay: RunningRelay, agent: string): string;
  wallUrl(relay: RunningRelay): string;
  /** What an administrator pastes into Exotel's flow: these relays, the first one first. */
  flow(queue: string, ...relays: RunningRelay[]): FlowAddresses;
}

export interface FloorRig extends RelayRig, TestFloor {
  desktop(agent: string): Promise<TestDesktop>;
  /** With which an agent's messages are sealed. */
  keyOf(agent: string): SealKey;
}

type BrokerAddress = z.input<typeof relayConfigSchema>['broker'];

const nobodyThere: BrokerAddress = { url: 'mqtt://127.0.0.1:9', publicUrl: 'ws://127.0.0.1:9' };
/** The phone of the agent with this place in the list. */
export const phoneOf = (index: number): string => `+9198000000${String(index).padStart(2, '0')}`;
const agentsOf = (ids: readonly string[]): Agent[] =>
  ids.map((id, index) => ({ id, name: `Agent ${id}`, generation: 1, uri: phoneOf(index) }));

/** Relays whose broker cannot be reached. */
export function brokerlessRig(): RelayRig {
  return relayRig({ master: randomBytes(32), agents: agentsOf(['asha', 'ravi']) }, nobodyThere);
}

/** A floor with a real broker; everything ends with the test. */
export async function floorRig(ids: readonly string[] = ['asha', 'ravi']): Promise<FloorRig> {
  const master = randomBytes(32);
  const agents = agentsOf(ids);
  const broker = await startMosquitto({ master, floor, relays: ['relay-1', 'relay-2'], agents });
  const { url, ca, socketUrl } = broker;
  return {
    ...relayRig({ master, agents }, { url, ca: ca.path, publicUrl: socketUrl }),
    floor,
    master,
    broker,
    keyOf: (agent) => ({ key: keysOf(master, agent).sealKey, generation: 1 }),
    desktop: (agent) => startDesktop({ broker, agent, ...keysOf(master, agent) }),
  };
}

function keysOf(master: Buffer, id: string): AgentKeys {
  return agentKeys(agentSecret(master, floor, { id, generation: 1 }));
}

function relayRig(
  { master, agents }: { master: Buffer; agents: Agent[] },
  broker: BrokerAddress,
): RelayRig {
  const agentsChanged = new Emitter<null>();
  return {
    agents,
    agentsChanged,
    callbackUrl: ({ url }, agent) =>
      url + callbackPath(agent, keysOf(master, agent).callbackSecret),
    wallUrl: ({ url }) => `${url}/wall/${pathSecret(master, floor, 'wall')}`,
    flow(queue, ...relays) {
      const at = (url: string, path: SecretPath) =>
        `${url}/${path}/${pathSecret(master, floor, path)}`;
      const [first] = relays;
      const [dial, passthru] = first ? [at(first.url, 'dial'), at(first.url, 'passthru')] : [];
      return {
        connect: relays.map(({ url }) => `${at(url, 'connect')}/${queue}`),
        dial: dial ?? null,
        passthru: passthru ?? null,
      };
    },
    async relay({ id = 'relay-1', port = 0, metricsPort = 0, queues = [] } = {}) {
      const log: string[] = [];
      const note = (message: string) => void log.push(message);
      const config = relayConfigSchema.parse({
        floor,
        name: 'The floor',
        relay: id,
        listen: { port },
        metrics: { port: metricsPort },
        publicUrl: 'https://relay.example',
        broker,
        queues,
      });
      const relay = await startRelay({
        config,
        master,
        agents: () => agents,
        agentsChanged,
        log: { info: note, warn: note, error: note },
      });
      let stopped: Promise<void> | null = null;
      const stop = (): Promise<void> => {
        stopped ??= relay.stop();
        return stopped;
      };
      onTestFinished(stop);
      return { ...relay, stop, url: `http://127.0.0.1:${relay.ports.http}`, log };
    },
  };
}

async function startDesktop(of: {
  broker: TestBroker;
  agent: string;
  brokerPassword: string;
  sealKey: Buffer;
}): Promise<TestDesktop> {
  const own = topics.agent(of.agent);
  const key = { key: of.sealKey, generation: 1 };
  const client = connect(of.broker.socketUrl, {
    protocolVersion: 5,
    clientId: of.agent,
    username: of.agent,
    password: of.brokerPassword,
    clean: false,
    properties: { sessionExpiryInterval: desktopSessionSeconds },
    ca: of.broker.ca.pem,
    reconnectPeriod: 0,
    timerVariant: 'native',
  });
  client.on('error', () => {});
  onTestFinished(() => client.endAsync(true));
  const heard: MessageIn[] = [];
  client.on('message', (topic, payload) => {
    if (topic === own.in) heard.push(messageInSchema.parse(unseal(payload, topic, key)));
  });
  await new Promise((resolve) => client.once('connect', resolve));
  await client.subscribeAsync([own.in, topics.info], { qos: 1 });
  const desktop = randomUUID();
  let session = randomUUID();
  let seq = 0;
  return {
    client,
    heard,
    async say(state) {
      seq += 1;
      if (state.session) session = state.session as typeof session;
      const content: AgentState = {
        v: 1,
        session,
        desktop,
        seq,
        state: 'available',
        since: Date.now(),
        until: null,
        reason: null,
        ...state,
      };
      await client.publishAsync(own.state, JSON.stringify(content), {
        qos: 1,
        retain: true,
        properties: { messageExpiryInterval: stateLifeSeconds },
      });
    },
    async send(content) {
      const message = { v: 1, id: randomUUID(), at: Date.now(), ...content };
      await client.publishAsync(own.out, seal(message, own.out, key), { qos: 1 });
    },
  };
}

/** Sends a status callback as Exotel does. Returns the status of the answer. */
export async function callBack(url: string, sid: string, event = 'terminal'): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      event_details: { event_type: event },
      call_details: { sid, custom_field: `field-${sid}` },
    }),
  });
  await response.arrayBuffer();
  return response.status;
}

export async function metricsOf({ ports }: Relay): Promise<string> {
  return (await fetch(`http://127.0.0.1:${ports.metrics}/metrics`)).text();
}
