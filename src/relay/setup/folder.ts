import { join } from 'node:path';

/** The files of a relay's folder: everything that an administrator sets, and all there is to back up. */
export interface RelayFolder {
  path: string;
  config: string;
  agents: string;
  /** The last generation of each agent that was removed: what they had must not work again. */
  retired: string;
  master: string;
  /** What mosquitto reads: written by `init` and `agents`. */
  broker: { folder: string; config: string; acl: string; passwords: string };
}

export function relayFolder(path: string): RelayFolder {
  const folder = join(path, 'mosquitto');
  return {
    path,
    config: join(path, 'relay.json'),
    agents: join(path, 'agents.json'),
    retired: join(path, 'retired.json'),
    master: join(path, 'master.key'),
    broker: {
      folder,
      config: join(folder, 'mosquitto.conf'),
      acl: join(folder, 'acl'),
      passwords: join(folder, 'passwords'),
    },
  };
}
