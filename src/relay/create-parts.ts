import { readFileSync } from 'node:fs';
import { floorInfoLifeSeconds } from '../floor/delivery.ts';
import { relayPassword } from '../floor/keys.ts';
import { type FloorTopics, topicsOf } from '../floor/topics.ts';
import { type Clock, steadyNow } from '../main/base/clock.ts';
import { AgentKeyring } from './agent-keyring.ts';
import { BrokerConnection } from './broker/connection.ts';
import { Delivery } from './broker/keep-and-resend.ts';
import { FloorBudget } from './budget/floor-budget.ts';
import { FloorInfoPublisher } from './budget/floor-info.ts';
import { Metrics } from './metrics.ts';
import { Roster } from './roster.ts';
import type { RelaySetup } from './setup/relay-setup.ts';

/** What a relay is made of, not yet connected to each other. */
export interface RelayParts {
  setup: RelaySetup;
  clock: Clock;
  topics: FloorTopics;
  keyring: AgentKeyring;
  connection: BrokerConnection;
  delivery: Delivery;
  roster: Roster;
  budget: FloorBudget;
  info: FloorInfoPublisher;
  metrics: Metrics;
}

/** Throws if the file of the broker's certificate authority cannot be read. */
export function createParts(setup: RelaySetup, clock: Clock): RelayParts {
  const { config, master, log } = setup;
  const topics = topicsOf(config.floor);
  const keyring = new AgentKeyring(master, config.floor, setup.agents());
  const connection = new BrokerConnection(
    {
      url: config.broker.url,
      ca: config.broker.ca === undefined ? null : readFileSync(config.broker.ca, 'utf8'),
      id: config.relay,
      password: relayPassword(master, config.floor, config.relay),
      topics: [topics.everyAgent.state, topics.everyAgent.out],
    },
    { clock, log },
  );
  const delivery = new Delivery({
    clock,
    publish: (topic, payload, options) => connection.publish(topic, payload, options),
  });
  const roster = new Roster(clock, (id) => keyring.has(id));
  const budget = new FloorBudget();
  const info = new FloorInfoPublisher({
    config,
    clock,
    lastMinute: () => budget.lastMinute(steadyNow(clock)),
    desktops: () => roster.desktops(),
    publish: (each) =>
      void connection.publish(topics.info, JSON.stringify(each), {
        retain: true,
        lifeSeconds: floorInfoLifeSeconds,
      }),
  });
  const metrics = new Metrics({
    statesOfAgents: () => keyring.agents.map(({ id }) => roster.presenceOf(id).state),
    kept: () => delivery.kept,
    pollShare: () => info.current().pollShare,
    brokerUp: () => connection.isUp,
  });
  return { setup, clock, topics, keyring, connection, delivery, roster, budget, info, metrics };
}
