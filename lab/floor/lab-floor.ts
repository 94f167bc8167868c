import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJoinText, writeJoinText } from '../../src/floor/join-text.ts';
import { agentKeys, agentSecret, callbackPath, pathSecret } from '../../src/floor/keys.ts';
import { AgentList } from '../../src/relay/cli/agents.ts';
import { init } from '../../src/relay/cli/init.ts';
import type { Agent } from '../../src/relay/config.ts';
import { relayFolder } from '../../src/relay/setup/folder.ts';
import { relayLogins } from '../../src/relay/setup/logins.ts';
import { readMaster } from '../../src/relay/setup/read-files.ts';
import {
  freePorts,
  startBrokerProcess,
  type TestBroker,
} from '../../tests/support/broker-process.ts';
import { Cable } from './cable.ts';
import { RelayProcess } from './relay-process.ts';

/** A floor on this computer: the real broker, relays as processes, and agents who may join. */
export interface LabFloor {
  folder: string;
  floor: string;
  master: Buffer;
  broker: TestBroker;
  relays: RelayProcess[];
  agents: readonly Agent[];
  /** What an agent pastes to join, through the near end of their own cable. */
  joinText(agent: Agent, cablePort: number): string;
  /** Where Exotel's flows ask and tell, below a relay's address. */
  flowPaths: { connect: string; dial: string; passthru: string };
  /** Where Exotel sends an agent's status callbacks, below a relay's address. */
  callbackPath(agent: Agent): string;
  close(): Promise<void>;
}

export interface LabFloorOptions {
  folder: string;
  agents: number;
  relays: number;
  /** `relay.mjs`, or the script of `npm run relay`. */
  relayScript: string;
}

/** The queue of the lab's customers. */
const queue = { id: 'lab', name: 'Customers' };

/** Returns the phone of the agent with this place in the list. */
export function phoneOf(index: number): string {
  return `+91800000${String(index).padStart(4, '0')}`;
}

/** Sets everything up as an administrator does, with the relay's own commands, and starts it. */
export async function openLabFloor(options: LabFloorOptions): Promise<LabFloor> {
  const { folder } = options;
  const first = join(folder, 'relay-1');
  const { config } = init(first, {
    floor: 'lab',
    name: 'The lab',
    publicUrl: 'https://relay.example',
    brokerUrl: 'mqtts://127.0.0.1:1',
    desktopUrl: 'wss://127.0.0.1:1',
  });
  const list = new AgentList(first);
  const { added } = list.add(
    Array.from({ length: options.agents }, (_, index) => ({
      id: `agent-${index}`,
      name: `agent-${index}`,
      uri: phoneOf(index),
    })),
  );
  const agents = added.map(({ agent }) => agent);
  const master = readMaster(relayFolder(first), undefined);
  const { floor } = config;
  mkdirSync(join(folder, 'broker'));
  const broker = await startBrokerProcess({
    master,
    floor,
    relays: relayLogins(config),
    agents,
    folder: join(folder, 'broker'),
    tls: true,
  });

  const relays: RelayProcess[] = [];
  for (let number = 1; number <= options.relays; number += 1) {
    const id = `relay-${number}`;
    if (number > 1) cpSync(first, join(folder, id), { recursive: true });
    const cable = new Cable(Number(new URL(broker.url).port));
    const [http = 0, metrics = 0] = await freePorts(2);
    writeFileSync(
      relayFolder(join(folder, id)).config,
      JSON.stringify({
        ...config,
        relay: id,
        queues: [queue],
        wrapUpSeconds: 0,
        listen: { port: http },
        metrics: { port: metrics },
        broker: {
          ...config.broker,
          url: `mqtts://127.0.0.1:${await cable.open()}`,
          ca: broker.ca.path,
        },
      }),
    );
    const wallPath = `/wall/${pathSecret(master, floor, 'wall')}`;
    relays.push(
      new RelayProcess({
        script: options.relayScript,
        folder: join(folder, id),
        cable,
        http,
        metrics,
        wallPath,
      }),
    );
  }
  await Promise.all(relays.map((relay) => relay.start()));
  const joinTexts = new Map(added.map(({ agent, joinText }) => [agent.id, joinText]));
  return {
    folder,
    floor,
    master,
    broker,
    relays,
    agents,
    joinText(agent, cablePort) {
      const read = readJoinText(joinTexts.get(agent.id) ?? '');
      if (read.kind !== 'ok') throw new Error(`${agent.id} cannot join`);
      return writeJoinText({ ...read.joining, broker: `wss://127.0.0.1:${cablePort}` });
    },
    flowPaths: {
      connect: `/connect/${pathSecret(master, floor, 'connect')}/${queue.id}`,
      dial: `/dial/${pathSecret(master, floor, 'dial')}`,
      passthru: `/passthru/${pathSecret(master, floor, 'passthru')}`,
    },
    callbackPath: (agent) =>
      callbackPath(agent.id, agentKeys(agentSecret(master, floor, agent)).callbackSecret),
    async close() {
      await Promise.all(relays.map((relay) => relay.close()));
      await broker.kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
