/** Version of the protocol; another version has other topics, so the two never meet. */
export const protocolVersion = 1;

/** Topics of one agent. They hold ids only: a broker's log shows topics. */
export interface AgentTopics {
  /** AgentState, retained: written by the desktop and by its will. */
  state: string;
  /** Sealed messages to the desktop. */
  in: string;
  /** Sealed messages from the desktop. */
  out: string;
  /** Recent, sealed and retained: written by the desktop. */
  recent: string;
  /** Held, retained: written by the relay that routes. */
  held: string;
}

export interface FloorTopics {
  agent(id: string): AgentTopics;
  /** Those of every agent that relays read, as subscriptions. */
  everyAgent: Omit<AgentTopics, 'in'>;
  /** FloorInfo, retained: written by relays for every desktop. */
  info: string;
  /** RouterState, retained: which relay routes. */
  router: string;
  /** Requests of Connect from relays to the one that routes. */
  ask: string;
  /** Where that one answers a relay. */
  answer(relay: string): string;
  /** All of them, as one subscription. */
  everything: string;
  /** Returns which agent and which of the topics this is; null for any other topic. */
  read(topic: string): { agent: string; leaf: keyof AgentTopics } | null;
}

/** The topics of a floor. `floor` and the agents' ids fit `idSchema`. */
export function topicsOf(floor: string): FloorTopics {
  const root = `handset/${protocolVersion}/${floor}`;
  const under = (id: string): AgentTopics => ({
    state: `${root}/agent/${id}/state`,
    in: `${root}/agent/${id}/in`,
    out: `${root}/agent/${id}/out`,
    recent: `${root}/agent/${id}/recent`,
    held: `${root}/agent/${id}/held`,
  });
  return {
    agent: under,
    everyAgent: under('+'),
    info: `${root}/floor`,
    router: `${root}/router`,
    ask: `${root}/ask`,
    answer: (relay) => `${root}/relay/${relay}/answer`,
    everything: `${root}/#`,
    read(topic) {
      const [, agent, leaf] = topic.startsWith(`${root}/`)
        ? (/^agent\/([a-z0-9_-]+)\/(state|in|out|recent|held)$/.exec(
            topic.slice(root.length + 1),
          ) ?? [])
        : [];
      return agent ? { agent, leaf: leaf as keyof AgentTopics } : null;
    },
  };
}
