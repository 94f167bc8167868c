import { once } from 'node:events';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { init, type NewFloor } from '../../src/relay/cli/init.ts';
import type { Queue } from '../../src/relay/config.ts';
import { mosquittoConf } from '../../src/relay/setup/broker-files.ts';
import type { RelayFolder } from '../../src/relay/setup/folder.ts';

/** A relay's folder for one computer, on ports that were free. */
export interface LoopbackFloor {
  folder: RelayFolder;
  publicUrl: string;
  /** Where desktops reach the broker. */
  desktopUrl: string;
}

/** Sets a relay up as `init` does, with everything on loopback, for a broker that we start. */
export async function initLoopback(
  path: string,
  name: string,
  queues: Pick<Queue, 'id' | 'name'>[] = [],
): Promise<LoopbackFloor> {
  const [http, metrics, mqtt, websocket] = await freePorts(4);
  const floor: NewFloor = {
    floor: 'practice',
    name,
    publicUrl: `http://127.0.0.1:${http}`,
    brokerUrl: `mqtt://127.0.0.1:${mqtt}`,
    desktopUrl: `ws://127.0.0.1:${websocket}`,
  };
  const { folder, config } = init(path, floor);
  const host = '127.0.0.1';
  const ports = { listen: { host, port: http }, metrics: { host, port: metrics } };
  const floors = { ...config, ...ports, queues, wrapUpSeconds: 8 };
  writeFileSync(folder.config, JSON.stringify(floors, null, 2));
  const data = join(path, 'mosquitto-data');
  mkdirSync(data);
  writeFileSync(
    folder.broker.config,
    mosquittoConf({
      acl: folder.broker.acl,
      passwords: folder.broker.passwords,
      data,
      mqtt: { host, port: mqtt ?? 0 },
      websocket: { host, port: websocket ?? 0 },
    }),
  );
  // Its standard output comes in blocks where it is no terminal.
  appendFileSync(folder.broker.config, 'log_dest stderr\nlog_type information\n');
  // As root it would become another user, who may not read what is ours.
  if (process.getuid?.() === 0) appendFileSync(folder.broker.config, 'user root\n');
  return { folder, publicUrl: floor.publicUrl, desktopUrl: floor.desktopUrl ?? '' };
}

/** All of them at once, so that no two are the same. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  });
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
