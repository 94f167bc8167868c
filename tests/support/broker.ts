import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { findMosquitto } from '../../scripts/mosquitto.ts';
import type { Agent } from '../../src/relay/config.ts';
import { brokerAcl, brokerPasswords, mosquittoConf } from '../../src/relay/setup/broker-files.ts';
import { tempFolder } from './temp-folder.ts';

const program = findMosquitto();
/** Whether the real broker can be had here. */
export const brokerHere = program !== null;
if (!brokerHere) console.warn('tests with a real broker skipped: mosquitto is not installed');

export interface BrokerOptions {
  floor?: string;
  relays?: string[];
  agents: Agent[];
  master?: Buffer;
  /** Further lines of its configuration. */
  more?: string[];
}

export interface Broker {
  floor: string;
  master: Buffer;
  /** Where relays connect. */
  mqttUrl: string;
  /** Where desktops connect. */
  websocketUrl: string;
  /** Folder of what it keeps. */
  data: string;
  /** SIGKILL: resolves once it has gone. */
  kill(): Promise<void>;
  /** Lets it save what it holds, which it otherwise does every five seconds. */
  save(): void;
  start(): Promise<void>;
  /** Changes who may log in. */
  admit(agents: Agent[]): void;
}

/** Starts mosquitto on loopback, with the product's own configuration, passwords and rights. */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { floor = 'f1', relays = ['relay-1', 'relay-2'], master = randomBytes(32) } = options;
  const folder = tempFolder();
  const place = {
    acl: join(folder, 'acl'),
    passwords: join(folder, 'passwords'),
    data: join(folder, 'data'),
    mqtt: { host: '127.0.0.1', port: await freePort() },
    websocket: { host: '127.0.0.1', port: await freePort() },
  };
  const config = join(folder, 'mosquitto.conf');
  // As root it would become another user, who may not read what is ours.
  // Its standard output comes in blocks when it is no terminal.
  const own = [
    'log_dest stderr',
    'log_type information',
    ...(process.getuid?.() === 0 ? ['user root'] : []),
  ];
  mkdirSync(place.data);
  writeFileSync(config, mosquittoConf(place) + [...own, ...(options.more ?? []), ''].join('\n'));
  writeFileSync(place.acl, brokerAcl(floor, relays), { mode: 0o600 });
  const admit = (agents: Agent[]): void =>
    writeFileSync(place.passwords, brokerPasswords({ master, floor, relays, agents }), {
      mode: 0o600,
    });
  admit(options.agents);

  let child: ChildProcess | null = null;
  async function start(): Promise<void> {
    child = await running(config);
  }
  async function kill(): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
  await start();
  onTestFinished(kill);
  return {
    floor,
    master,
    mqttUrl: `mqtt://127.0.0.1:${place.mqtt.port}`,
    websocketUrl: `ws://127.0.0.1:${place.websocket.port}`,
    data: place.data,
    kill,
    start,
    save: () => void child?.kill('SIGUSR1'),
    admit: (agents) => {
      admit(agents);
      child?.kill('SIGHUP');
    },
  };
}

/** Resolves once it says that it runs. */
async function running(config: string): Promise<ChildProcess> {
  const child = spawn(program ?? 'mosquitto', ['-c', config], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const ready = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line);
      if (/mosquitto version \S+ running/.test(line)) ready.resolve();
    });
  child.on('exit', () => ready.reject(new Error(`mosquitto ended:\n${said.join('\n')}`)));
  ready.promise.catch(() => {});
  await ready.promise;
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
