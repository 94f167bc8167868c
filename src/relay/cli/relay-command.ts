import { existsSync, readFileSync } from 'node:fs';
import { pathSecret, type SecretPath } from '../../floor/keys.ts';
import { relayFolder } from '../setup/folder.ts';
import { readConfig, readMaster } from '../setup/read-files.ts';
import { SetupProblem } from '../setup/setup-problem.ts';
import { privateMode, writeNew } from '../setup/write-files.ts';
import { AgentList, type Joined } from './agents.ts';
import { readAgentsCsv, writeJoinTextsCsv } from './agents-csv.ts';
import { check } from './check.ts';
import { init } from './init.ts';

/** The arguments of a command, already known to be among those that are declared. */
export interface RelayArguments {
  words: readonly string[];
  has(option: string): boolean;
  text(option: string): string | undefined;
}

/** What a command is run by. */
export interface RelayHost {
  /** Prints a line of what was asked for. */
  result(line: string): void;
  /** Prints anything else. */
  say(text: string): void;
  /** Returns a path as an absolute one, from the folder in which the command was typed. */
  resolve(path: string): string;
  /** The folder in which systemd delivers credentials. */
  credentials: string | undefined;
}

/** What the words of the command line select. */
export type RelayTask = (host: RelayHost, line: RelayArguments) => Promise<boolean> | boolean;

/**
 * Finds what is to be done besides running the relay; null if the words mean nothing. A task
 * returns whether everything was well, and throws SetupProblems.
 */
export function relayTask(words: readonly string[]): RelayTask | null {
  const [command = '', verb = '', subject] = words;
  if (command === 'init' && words.length === 1) return setUp;
  if (command === 'wall' && words.length === 1) return showWall;
  if (command === 'flow' && words.length === 1) return showFlow;
  if (command !== 'agents') return null;
  if (verb === 'list' && subject === undefined) return listAgents;
  if (subject === undefined) return null;
  return agentTasks[verb]?.(subject) ?? null;
}

/** `--check`. */
export const checkTask: RelayTask = async (host, line) => {
  const findings = await check(folderOf(host, line), host.credentials);
  for (const { well, sentence } of findings) host.result(`${well ? '✓' : '✗'} ${sentence}`);
  return findings.every(({ well }) => well);
};

const agentTasks: Record<string, (subject: string) => RelayTask> = {
  add: (id) => (host, line) => {
    const wanted = { id, name: line.text('name') ?? id, uri: line.text('uri') };
    const { added, known } = agentsOf(host, line).add([wanted]);
    if (known.length > 0) {
      throw new SetupProblem(`"${id}" is an agent already. "agents renew ${id}" makes a new text.`);
    }
    return showJoinTexts(host, added);
  },
  renew: (id) => (host, line) => {
    const joined = agentsOf(host, line).renew(id);
    host.say(`Every desktop that joined as ${joined.agent.name} before is out.`);
    return showJoinTexts(host, [joined]);
  },
  remove: (id) => (host, line) => {
    const { name } = agentsOf(host, line).remove(id);
    host.say(`${name} is no agent of this floor any more.`);
    return tellBroker(host);
  },
  import: (file) => (host, line) => {
    const path = host.resolve(file);
    const out = `${path.replace(/\.csv$/i, '')}.join-texts.csv`;
    if (existsSync(out)) {
      throw new SetupProblem(`${out} is there from an earlier import. Move it away first.`);
    }
    const { added, known } = agentsOf(host, line).add(readAgentsCsv(readCsv(path)));
    writeNew(out, writeJoinTextsCsv(added), privateMode);
    if (known.length > 0) host.say(`Left as they were: ${known.map(({ id }) => id).join(', ')}.`);
    host.result(out);
    host.say(`${added.length} agents were added. Their texts to join by, each a password: ${out}`);
    return tellBroker(host);
  },
};

const setUp: RelayTask = (host, line) => {
  const publicUrl = line.text('public-url');
  if (publicUrl === undefined) {
    throw new SetupProblem(
      'init needs --public-url: the address at which Exotel and desktops reach the relay, for example https://relay.example.com.',
    );
  }
  const { folder } = init(folderOf(host, line), {
    floor: line.text('floor') ?? '',
    name: line.text('name') ?? 'Floor',
    publicUrl,
    brokerUrl: line.text('broker-url') ?? '',
    desktopUrl: line.text('desktop-url'),
  });
  host.result(folder.path);
  host.say(`A relay is set up in ${folder.path}. Keep a copy of that folder where only you can read it.
Next: let mosquitto use ${folder.broker.config}, add agents, start the relay, then --check.`);
  return true;
};

/** The address is a secret: no log has it. */
const showWall: RelayTask = (host, line) => {
  host.result(addressesOf(host, line).at('wall'));
  return true;
};

/** What is pasted into Exotel's flows: secrets too. */
const showFlow: RelayTask = (host, line) => {
  const { queues, at } = addressesOf(host, line);
  if (queues.length === 0) {
    throw new SetupProblem('relay.json names no queue. Add one under "queues", then ask again.');
  }
  for (const { id, name } of queues) host.result(`Connect, ${name}: ${at('connect')}/${id}`);
  host.result(`Agent pass-through: ${at('dial')}`);
  host.result(`Passthru after the conversation: ${at('passthru')}/talked`);
  host.result(`Passthru if nobody answers: ${at('passthru')}/unanswered`);
  host.result(`Passthru if nobody was dialled: ${at('passthru')}/not_dialled`);
  host.say('Each address is a password: whoever has it can show your agents calls that are none.');
  return true;
};

function addressesOf(host: RelayHost, line: RelayArguments) {
  const folder = relayFolder(folderOf(host, line));
  const { floor, publicUrl, queues } = readConfig(folder);
  const master = readMaster(folder, host.credentials);
  const at = (path: SecretPath): string =>
    `${publicUrl.replace(/\/+$/, '')}/${path}/${pathSecret(master, floor, path)}`;
  return { queues, at };
}

const listAgents: RelayTask = (host, line) => {
  const agents = agentsOf(host, line).all();
  const width = Math.max(0, ...agents.map(({ id }) => id.length));
  for (const { id, name, generation } of agents)
    host.result(`${id.padEnd(width)}  ${name}${generation > 1 ? `  (text ${generation})` : ''}`);
  host.say(agents.length === 1 ? '1 agent' : `${agents.length} agents`);
  return true;
};

/** The relay's folder, as an absolute path. */
export function folderOf(host: RelayHost, line: RelayArguments): string {
  return host.resolve(line.text('folder') ?? '');
}

function agentsOf(host: RelayHost, line: RelayArguments): AgentList {
  return new AgentList(folderOf(host, line), host.credentials);
}

function showJoinTexts(host: RelayHost, joined: readonly Joined[]): boolean {
  for (const { joinText } of joined) host.result(joinText);
  host.say('The text is a password: give it to that agent only. Settings › Floor takes it.');
  return tellBroker(host);
}

function tellBroker({ say }: RelayHost): boolean {
  say('mosquitto learns of it when it reads its files again: sudo systemctl reload mosquitto');
  return true;
}

function readCsv(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SetupProblem(`${file} cannot be read (${code}).`);
  }
}
