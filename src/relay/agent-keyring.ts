import { type AgentKeys, agentKeys, agentSecret, callbackPath } from '../floor/keys.ts';
import type { SealKey } from '../floor/sealed.ts';
import type { Agent } from './config.ts';

interface KeyedAgent {
  agent: Agent;
  keys: AgentKeys;
}

/** The agents of agents.json, with the keys that derive from the master. */
export class AgentKeyring {
  readonly #master: Buffer;
  readonly #floor: string;
  #agents = new Map<string, KeyedAgent>();

  constructor(master: Buffer, floor: string, agents: readonly Agent[]) {
    this.#master = master;
    this.#floor = floor;
    this.replace(agents);
  }

  /** Takes agents.json as it stands now. Keys are derived for agents that are new to it. */
  replace(agents: readonly Agent[]): void {
    const known = this.#agents;
    this.#agents = new Map(
      agents.map((agent) => {
        const before = known.get(agent.id);
        const keys =
          before?.agent.generation === agent.generation
            ? before.keys
            : agentKeys(agentSecret(this.#master, this.#floor, agent));
        return [agent.id, { agent, keys }];
      }),
    );
  }

  get agents(): readonly Agent[] {
    return [...this.#agents.values()].map(({ agent }) => agent);
  }

  has(id: string): boolean {
    return this.#agents.has(id);
  }

  /** Null for an agent that agents.json does not list. */
  sealKey(id: string): SealKey | null {
    const found = this.#agents.get(id);
    return found ? { key: found.keys.sealKey, generation: found.agent.generation } : null;
  }

  /** Where Exotel sends the agent's status callbacks; null for one that agents.json does not list. */
  callbackPath(id: string): string | null {
    const found = this.#agents.get(id);
    return found ? callbackPath(id, found.keys.callbackSecret) : null;
  }
}
