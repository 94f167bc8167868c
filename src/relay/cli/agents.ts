import { writeJoinText } from '../../floor/join-text.ts';
import { agentSecret, stickyKey } from '../../floor/keys.ts';
import { type Agent, agentSchema, type RelayConfig, readUri, sharedPhone } from '../config.ts';
import { type RelayFolder, relayFolder } from '../setup/folder.ts';
import { isReserved } from '../setup/logins.ts';
import { readAgents, readConfig, readMaster, readRetired } from '../setup/read-files.ts';
import { SetupProblem } from '../setup/setup-problem.ts';
import { changeAgents, retire, writePasswords } from '../setup/write-files.ts';

/** An agent, and the text by which their desktop joins. */
export interface Joined {
  agent: Agent;
  joinText: string;
}

export interface WantedAgent {
  id: string;
  name: string;
  /** The phone that rings for incoming calls; none without. */
  uri?: string | undefined;
}

/** What the administrator does with the agents of a folder. Everything throws SetupProblems. */
export class AgentList {
  readonly #folder: RelayFolder;
  readonly #config: RelayConfig;
  readonly #master: Buffer;

  constructor(path: string, credentials?: string) {
    this.#folder = relayFolder(path);
    this.#config = readConfig(this.#folder);
    this.#master = readMaster(this.#folder, credentials);
  }

  all(): readonly Agent[] {
    return readAgents(this.#folder);
  }

  /** Adds agents, all or none; those who are there already are left as they are. */
  add(wanted: readonly WantedAgent[]): { added: Joined[]; known: Agent[] } {
    const retired = readRetired(this.#folder);
    const fresh = wanted.map((one) => this.#newAgent(one, retired));
    const twice = fresh.find(({ id }, index) => fresh.findIndex((one) => one.id === id) < index);
    if (twice) throw new SetupProblem(`"${twice.id}" is there twice. Give each agent an own id.`);
    return this.#change((agents) => {
      const known = agents.filter(({ id }) => fresh.some((one) => one.id === id));
      const added = fresh.filter(({ id }) => !known.some((one) => one.id === id));
      const all = [...agents, ...added];
      const shared = sharedPhone(all);
      if (shared) throw new SetupProblem(`${shared}. Give each agent an own phone.`);
      return { agents: all, result: { added: added.map(this.#joined), known } };
    });
  }

  /** A new secret for an agent: every desktop that joined with the old one is out. */
  renew(id: string): Joined {
    return this.#change((agents) => {
      const old = find(agents, id);
      const agent = { ...old, generation: old.generation + 1 };
      return {
        agents: agents.map((one) => (one === old ? agent : one)),
        result: this.#joined(agent),
      };
    });
  }

  /** Takes an agent off the floor. */
  remove(id: string): Agent {
    return this.#change((agents) => {
      const gone = find(agents, id);
      retire(this.#folder, gone);
      return { agents: agents.filter((one) => one !== gone), result: gone };
    });
  }

  #change<T>(change: (agents: Agent[]) => { agents: Agent[]; result: T }): T {
    const { agents, result } = changeAgents(this.#folder, change);
    writePasswords(this.#folder, { config: this.#config, master: this.#master, agents });
    return result;
  }

  #newAgent({ id, name, uri }: WantedAgent, retired: Readonly<Record<string, number>>): Agent {
    const generation = (retired[id] ?? 0) + 1;
    const phone = uri === undefined ? uri : (readUri(uri, this.#config.defaultCountry) ?? uri);
    const parsed = agentSchema.safeParse({ id, name, generation, uri: phone });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new SetupProblem(`"${id}": ${issue?.path.join('.')}: ${issue?.message}.`);
    }
    if (isReserved(id, this.#config)) {
      throw new SetupProblem(`"${id}" is the name of a relay. Give the agent another id.`);
    }
    return parsed.data;
  }

  readonly #joined = (agent: Agent): Joined => {
    const { floor, publicUrl, broker } = this.#config;
    const joinText = writeJoinText({
      relay: publicUrl,
      broker: broker.publicUrl,
      floor,
      agent: agent.id,
      name: agent.name,
      generation: agent.generation,
      secret: agentSecret(this.#master, floor, agent).toString('base64url'),
      sticky: stickyKey(this.#master, floor).toString('base64url'),
    });
    return { agent, joinText };
  };
}

function find(agents: readonly Agent[], id: string): Agent {
  const agent = agents.find((one) => one.id === id);
  if (agent) return agent;
  throw new SetupProblem(`There is no agent "${id}". "agents list" shows who there is.`);
}
