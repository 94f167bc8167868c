import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect, type MqttClient } from 'mqtt';
import { onTestFinished } from 'vitest';
import { agentKeys, agentSecret, relayPassword } from '../../src/floor/keys.ts';
import { type RouterState, routerSchema } from '../../src/floor/messages.ts';
import { seal } from '../../src/floor/sealed.ts';
import type { Agent } from '../../src/relay/config.ts';
import { startMosquitto, type TestBroker } from './mosquitto.ts';
import type { RouteOrder, SeatNews } from './seat-child.ts';
import { floor, sealKeyOf, seatOf, topics } from './seat-of.ts';

const agents: Agent[] = ['asha', 'ravi'].map((id) => ({ id, name: id, generation: 1 }));
const relays = ['relay-1', 'relay-2'];

export type SeatRig = Awaited<ReturnType<typeof seatRig>>;

/** A floor with a real broker and relays that may route; everything ends with the test. */
export async function seatRig() {
  const master = randomBytes(32);
  const broker = await startMosquitto({ master, floor, relays, agents });
  const place = { master, url: broker.url, ca: broker.ca.pem };
  return {
    broker,
    /** A relay within the test. */
    relay(id: string) {
      const made = seatOf({ ...place, relay: id });
      onTestFinished(() => made.stop());
      made.start();
      return made;
    },
    /** A relay in a process of its own. */
    process: (id: string) => startProcess([id, master.toString('hex'), place.url, place.ca]),
    /** Somebody else who hears who routes. */
    async witness() {
      const password = relayPassword(master, floor, 'relay-2-check');
      const client = await login(broker, broker.url, 'relay-2-check', { password });
      const states: RouterState[] = [];
      client.on('message', (_, payload) =>
        states.push(routerSchema.parse(JSON.parse(payload.toString()))),
      );
      await client.subscribeAsync(topics.router, { qos: 1 });
      return states;
    },
    /** The broker's client of the one that routes, as if another relay took it. */
    rival: () =>
      login(broker, broker.url, 'router-f1', {
        password: relayPassword(master, floor, 'router-f1'),
      }),
    agent(id: string, at: { url?: string; clientId?: string } = {}) {
      const { brokerPassword } = agentKeys(agentSecret(master, floor, { id, generation: 1 }));
      const { url = broker.socketUrl, ...rest } = at;
      return login(broker, url, id, { password: brokerPassword, ...rest });
    },
    /** What a desktop publishes when it shows an offer. */
    popped(agent: string): string {
      const message = {
        v: 1,
        id: randomUUID(),
        at: Date.now(),
        kind: 'popped',
        offer: randomUUID(),
        ms: 5,
      };
      const key = { key: sealKeyOf(master, agent), generation: 1 };
      return seal(message, topics.agent(agent).out, key);
    },
  };
}

async function login(
  broker: TestBroker,
  url: string,
  username: string,
  options: { password: string; clientId?: string },
): Promise<MqttClient> {
  const client = connect(url, {
    ...{ protocolVersion: 5, clientId: username, username, ...options },
    ca: broker.ca.pem,
    reconnectPeriod: 0,
    timerVariant: 'native',
  });
  client.on('error', () => {});
  onTestFinished(() => client.endAsync(true));
  await new Promise((resolve) => client.once('connect', resolve));
  return client;
}

function startProcess(args: string[]) {
  const child = fork(join(import.meta.dirname, 'seat-child.ts'), args, {
    env: { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const news: SeatNews[] = [];
  const answers = new Map<number, (answer: unknown) => void>();
  child.on('message', (each: SeatNews) => {
    news.push(each);
    if (each.kind === 'answer') answers.get(each.id)?.(each.answer);
  });
  return {
    news,
    kinds: () => news.map(({ kind }) => kind),
    /** Asks it for an answer. */
    route(): Promise<unknown> {
      const id = answers.size;
      return new Promise((resolve) => {
        answers.set(id, resolve);
        child.send({ id } satisfies RouteOrder);
      });
    },
    async kill() {
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
  };
}
