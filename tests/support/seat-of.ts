import {
  agentKeys,
  agentSecret,
  floorKey,
  relayPassword,
  routerLogin,
} from '../../src/floor/keys.ts';
import type { Held } from '../../src/floor/messages.ts';
import { readJson } from '../../src/floor/read-json.ts';
import { topicsOf } from '../../src/floor/topics.ts';
import { systemClock } from '../../src/main/base/clock.ts';
import { BrokerConnection } from '../../src/relay/broker/connection.ts';
import { RouterSeat } from '../../src/relay/broker/router-seat.ts';
import { HeldBook } from '../../src/relay/held-book.ts';

export const floor = 'f1';
export const topics = topicsOf(floor);

export interface SeatPlace {
  relay: string;
  master: Buffer;
  url: string;
  /** In PEM. */
  ca: string;
}

/** A relay without its HTTP server: its own connection and the seat. */
export function seatOf({ relay, master, url, ca }: SeatPlace) {
  const note = () => {};
  const log = { info: note, warn: note, error: note };
  const connection = new BrokerConnection(
    {
      ...{ url, ca },
      id: relay,
      password: relayPassword(master, floor, relay),
      topics: [topics.everyAgent.held, topics.router, topics.answer(relay)],
    },
    { clock: systemClock, log },
  );
  const held = new HeldBook(systemClock);
  connection.up.on(() => held.beginAnew());
  connection.messages.on(({ topic, payload, secondsLeft }) => {
    const place = topics.read(topic);
    if (place?.leaf !== 'held') return;
    held.hear({ agent: place.agent, content: readJson(payload), secondsLeft });
  });
  const id = routerLogin(floor);
  const seat = new RouterSeat({
    relay,
    topics,
    key: floorKey(master, floor),
    login: { url, ca, id, password: relayPassword(master, floor, id) },
    connection,
    held,
    keyOf: (agent) => ({ key: sealKeyOf(master, agent), generation: 1 }),
    clock: systemClock,
    log,
  });
  return {
    relay,
    seat,
    held,
    start() {
      seat.start();
      connection.start();
    },
    async stop() {
      await seat.stop();
      await connection.end();
    },
  };
}

export function sealKeyOf(master: Buffer, id: string): Buffer {
  return agentKeys(agentSecret(master, floor, { id, generation: 1 })).sealKey;
}

/** A hold of some call; `agent` is held for a minute. */
export function aHold(agent: string): Held {
  return {
    v: 1,
    call: '0123456789abcdef',
    agent,
    offer: '4f1f6d0e-6c36-4b8f-9d4c-2f6f0c8d3c11',
    queue: 'sales',
    attempt: 1,
    tried: [],
    phase: 'ringing',
    at: Date.now(),
    until: Date.now() + 60_000,
  };
}
