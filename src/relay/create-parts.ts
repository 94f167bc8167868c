import { readFileSync } from 'node:fs';
import { floorInfoLifeSeconds } from '../floor/delivery.ts';
import { floorKey, relayPassword, routerLogin } from '../floor/keys.ts';
import { type FloorTopics, topicsOf } from '../floor/topics.ts';
import { type Clock, steadyNow } from '../main/base/clock.ts';
import { AgentKeyring } from './agent-keyring.ts';
import { BrokerConnection } from './broker/connection.ts';
import { Delivery } from './broker/keep-and-resend.ts';
import { RouterSeat } from './broker/router-seat.ts';
import { FloorBudget } from './budget/floor-budget.ts';
import { FloorInfoPublisher } from './budget/floor-info.ts';
import { HeldBook } from './held-book.ts';
import { Metrics } from './metrics.ts';
import { RecentBook } from './recent-book.ts';
import { Roster } from './roster.ts';
import { createRouting, type Routing } from './routing/create-routing.ts';
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
  held: HeldBook;
  recent: RecentBook;
  seat: RouterSeat;
  budget: FloorBudget;
  info: FloorInfoPublisher;
  metrics: Metrics;
  routing: Routing;
}

/** Throws if the file of the broker's certificate authority cannot be read. */
export function createParts(setup: RelaySetup, clock: Clock): RelayParts {
  const { config, master } = setup;
  const topics = topicsOf(config.floor);
  const keyring = new AgentKeyring(master, config.floor, setup.agents());
  const held = new HeldBook(clock);
  const { connection, seat } = createBrokerEnds({ setup, clock, topics, keyring, held });
  const delivery = new Delivery({
    clock,
    publish: (topic, payload, options) => connection.publish(topic, payload, options),
  });
  const roster = new Roster(clock, (id) => keyring.has(id));
  const recent = new RecentBook();
  const budget = new FloorBudget();
  const info = new FloorInfoPublisher({
    config,
    clock,
    lastMinute: () => budget.lastMinute(steadyNow(clock)),
    desktops: () => roster.desktops(),
    publish: (each) => seat.publishInfo(JSON.stringify(each), floorInfoLifeSeconds),
  });
  const metrics: Metrics = new Metrics({
    statesOfAgents: () => keyring.agents.map(({ id }) => roster.presenceOf(id).state),
    kept: () => delivery.kept,
    pollShare: () => info.current().pollShare,
    brokerUp: () => connection.isUp,
    routes: () => seat.holds,
    held: () => routing.held(),
  });
  const floor = { setup, clock, topics, keyring, connection, delivery, roster, recent, seat };
  const routing = createRouting({ ...floor, metrics });
  return { ...floor, held, budget, info, metrics, routing };
}

/** The relay's own connection to the broker, and the seat that it may take there. */
function createBrokerEnds({
  setup,
  clock,
  topics,
  keyring,
  held,
}: Pick<RelayParts, 'setup' | 'clock' | 'topics' | 'keyring' | 'held'>) {
  const { config, master, log } = setup;
  const broker = {
    url: config.broker.url,
    ca: config.broker.ca === undefined ? null : readFileSync(config.broker.ca, 'utf8'),
  };
  const connection = new BrokerConnection(
    {
      ...broker,
      id: config.relay,
      password: relayPassword(master, config.floor, config.relay),
      topics: [...Object.values(topics.everyAgent), topics.router, topics.answer(config.relay)],
    },
    { clock, log },
  );
  const router = routerLogin(config.floor);
  const seat = new RouterSeat({
    relay: config.relay,
    topics,
    key: floorKey(master, config.floor),
    login: { ...broker, id: router, password: relayPassword(master, config.floor, router) },
    connection,
    held,
    keyOf: (agent) => keyring.sealKey(agent),
    clock,
    log,
  });
  return { connection, seat };
}
