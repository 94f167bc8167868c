import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { isOnThisComputer } from '../../shared/domain/api-address.ts';
import { type RelayConfig, relayConfigSchema } from '../config.ts';
import { brokerAcl, mosquittoConf } from '../setup/broker-files.ts';
import { type RelayFolder, relayFolder } from '../setup/folder.ts';
import { relayLogins } from '../setup/logins.ts';
import { encodeMaster } from '../setup/read-files.ts';
import { SetupProblem } from '../setup/setup-problem.ts';
import {
  agentsText,
  privateMode,
  unwritable,
  writeNew,
  writePasswords,
} from '../setup/write-files.ts';

/** Where the broker listens for desktops, behind the proxy, unless the administrator changes it. */
export const desktopPort = 47_902;
/** Where Debian's mosquitto keeps its database. */
const usualData = '/var/lib/mosquitto';
const usualMqttPort = 1883;

export interface NewFloor {
  floor: string;
  name: string;
  publicUrl: string;
  /** Where the relay reaches the broker. */
  brokerUrl: string;
  /** Where desktops reach it; by default at the public address, under /mqtt. */
  desktopUrl: string | undefined;
}

/**
 * Sets a relay up in a folder: its configuration, an empty list of agents, a new master key, and
 * what mosquitto reads. Throws a SetupProblem, and writes nothing, where there is one already.
 */
export function init(path: string, wanted: NewFloor): { folder: RelayFolder; config: RelayConfig } {
  const folder = relayFolder(path);
  const there = [folder.config, folder.agents, folder.master].find((file) => existsSync(file));
  if (there !== undefined) {
    throw new SetupProblem(
      `There is a relay in ${path} already (${there}). Name another folder with --folder, or edit what is there.`,
    );
  }
  const config = configOf(wanted);
  const master = randomBytes(32);
  const { broker } = folder;
  try {
    writeNew(folder.master, encodeMaster(master), privateMode);
    writeNew(folder.agents, agentsText([]));
    writeNew(broker.config, brokerConf(folder, config));
    writeNew(broker.acl, brokerAcl(config.floor, relayLogins(config)), 0o640);
    writePasswords(folder, { config, master, agents: [] });
    // Last: a folder with it is complete.
    writeNew(folder.config, `${JSON.stringify(config, null, 2)}\n`);
  } catch (error) {
    throw unwritable(path, error);
  }
  return { folder, config };
}

function configOf({ floor, name, publicUrl, brokerUrl, desktopUrl }: NewFloor): RelayConfig {
  const parsed = relayConfigSchema.safeParse({
    floor,
    name,
    publicUrl,
    broker: { url: brokerUrl, publicUrl: desktopUrl ?? desktopUrlAt(publicUrl) },
  });
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new SetupProblem(`No relay was set up:\n  ${wrong.join('\n  ')}`);
}

/** One name, one certificate: desktops come in by the same proxy as Exotel. */
function desktopUrlAt(publicUrl: string): string {
  if (!URL.canParse(publicUrl)) return '';
  const { host, protocol } = new URL(publicUrl);
  return protocol === 'http:' && isOnThisComputer(publicUrl)
    ? `ws://127.0.0.1:${desktopPort}`
    : `wss://${host}/mqtt`;
}

function brokerConf({ broker: files }: RelayFolder, { broker }: RelayConfig): string {
  const { port } = new URL(broker.url);
  return mosquittoConf({
    acl: files.acl,
    passwords: files.passwords,
    data: usualData,
    mqtt: { host: '127.0.0.1', port: Number(port) || usualMqttPort },
    websocket: { host: '127.0.0.1', port: desktopPort },
  });
}
