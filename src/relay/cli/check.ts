import { readFileSync } from 'node:fs';
import { relayPassword } from '../../floor/keys.ts';
import { topicsOf } from '../../floor/topics.ts';
import { type BrokerTrial, tryBroker } from '../broker/try-broker.ts';
import type { RelayConfig } from '../config.ts';
import { relayFolder } from '../setup/folder.ts';
import { checkLogin } from '../setup/logins.ts';
import { readAgents, readConfig, readMaster } from '../setup/read-files.ts';
import { SetupProblem } from '../setup/setup-problem.ts';

/** One thing that was looked at: what it is if it is well, what to do if it is not. */
export interface Finding {
  well: boolean;
  sentence: string;
}

const timeoutMs = 10_000;

/** Looks at everything that a floor depends on. Throws a SetupProblem if the files cannot be read. */
export async function check(path: string, credentials: string | undefined): Promise<Finding[]> {
  const folder = relayFolder(path);
  const config = readConfig(folder);
  const master = readMaster(folder, credentials);
  const agents = readAgents(folder);
  const files = `The files in ${path} are fine; agents: ${agents.length}.`;
  return [
    { well: true, sentence: files },
    await relayAtBroker(config, master, folder.broker.folder),
    await desktopsAtBroker(config.broker.publicUrl),
    await relayFromOutside(config.publicUrl),
  ];
}

async function relayAtBroker(
  { floor, relay, broker }: RelayConfig,
  master: Buffer,
  files: string,
): Promise<Finding> {
  const id = checkLogin(relay);
  const trial = await tryBroker({
    url: broker.url,
    ca: broker.ca === undefined ? null : readCa(broker.ca),
    id,
    password: relayPassword(master, floor, id),
    // Of no agent: agents' ids are longer than nothing.
    topic: topicsOf(floor).agent('').in,
  });
  return { well: trial === 'fine', sentence: sentenceOf(trial, { relay, url: broker.url, files }) };
}

function sentenceOf(
  trial: BrokerTrial,
  { relay, url, files }: { relay: string; url: string; files: string },
): string {
  const reload = `Let it use the files in ${files}, and read them again (systemctl reload mosquitto).`;
  if (trial === 'fine') return `The broker at ${url} takes ${relay}, with all its rights.`;
  if (trial === 'refused') return `The broker at ${url} refuses the login ${relay}. ${reload}`;
  if (trial === 'no rights')
    return `The broker at ${url} does not let ${relay} write to the floor’s topics. ${reload}`;
  return `No broker answers at ${url} (${trial.unreachable}). Start mosquitto, or mend broker.url in relay.json.`;
}

/** The file with a broker's certificate authority. Throws a SetupProblem. */
export function readCa(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SetupProblem(`${path}, broker.ca of relay.json, cannot be read (${code}).`);
  }
}

/** A WebSocket that opens is enough: a login would put an agent's own desktop out. */
async function desktopsAtBroker(url: string): Promise<Finding> {
  const socket = new WebSocket(url, 'mqtt');
  const opened = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), timeoutMs);
    const settle = (well: boolean) => {
      clearTimeout(timer);
      resolve(well);
    };
    socket.addEventListener('open', () => settle(true), { once: true });
    // Once: in Node 22, closing a socket that has failed reports another error.
    socket.addEventListener('error', () => settle(false), { once: true });
  });
  socket.close();
  return {
    well: opened,
    sentence: opened
      ? `Desktops can reach the broker at ${url}.`
      : `Desktops cannot reach the broker at ${url}: the proxy has to pass WebSockets on to its listener (deploy/nginx.conf), and its certificate has to be good.`,
  };
}

async function relayFromOutside(publicUrl: string): Promise<Finding> {
  const url = `${publicUrl.replace(/\/$/, '')}/livez`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    await response.body?.cancel();
    if (response.ok) return { well: true, sentence: `The relay answers at ${url}.` };
    return {
      well: false,
      sentence: `${url} answers ${response.status}: the proxy does not reach the relay, or it is not running.`,
    };
  } catch (error) {
    const { cause, message } = error as Error;
    const why = (cause as NodeJS.ErrnoException | undefined)?.code ?? message;
    return {
      well: false,
      sentence: `Nothing answers at ${url} (${why}): start the relay, and the proxy in front of it.`,
    };
  }
}
