import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureMosquitto } from '../../scripts/mosquitto.ts';
import { say, stop } from '../../scripts/terminal.mjs';
import { pathSecret, type SecretPath } from '../../src/floor/keys.ts';
import { createExotelClient } from '../../src/main/exotel/client.ts';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import { AgentList, type Joined } from '../../src/relay/cli/agents.ts';
import { startRelay } from '../../src/relay/compose.ts';
import { openRelayLog } from '../../src/relay/relay-log.ts';
import { readSetup } from '../../src/relay/setup/read-setup.ts';
import { initLoopback } from './broker-folder.ts';
import { CustomerCalls } from './customer-calls.ts';
import { Desktop } from './desktop.ts';
import { Mosquitto } from './mosquitto.ts';
import { servePage } from './page-server.ts';
import { PracticeExotel } from './practice-exotel.ts';
import { PracticeFloor } from './practice-floor.ts';
import { onBreak, queueName, queues, type SimulatedAgent, staff, you } from './staff.ts';

export interface Practice {
  /** Where the page is. */
  url: string;
  floor: PracticeFloor;
  /** The temporary folder with all that is written. */
  home: string;
  /** Ends everything, and removes what was written. */
  stop(): Promise<void>;
}

/**
 * `npm run relay -- --practice`: a floor on this computer, until Ctrl+C.
 *
 * @returns the exit status
 */
export async function practise(): Promise<number> {
  const program = await ensureMosquitto();
  if (!program) {
    stop(
      'A floor needs the MQTT broker mosquitto, which could not be installed. Install it ("apt install mosquitto", "brew install mosquitto", or from mosquitto.org), then run the same command again.',
    );
  }
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => resolve());
  });
  const practice = await startPractice(program);
  say('A practice floor runs on this computer: a broker, a relay and ten agents. Open');
  console.log(practice.url);
  say('Ctrl+C ends it, and leaves nothing behind.');
  await ended;
  await practice.stop();
  return 0;
}

/** @param program mosquitto's path */
export async function startPractice(program: string): Promise<Practice> {
  const home = mkdtempSync(join(tmpdir(), 'handset-floor-'));
  const ends: (() => unknown)[] = [() => rmSync(home, { recursive: true, force: true })];
  const stopAll = async () => {
    for (const end of ends.reverse()) await end();
  };
  try {
    const { url, floor } = await compose(program, home, (end) => ends.push(end));
    return { url, floor, home, stop: stopAll };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

/** Starts the parts one after the other; `later` takes what ends each. */
async function compose(program: string, home: string, later: (end: () => unknown) => void) {
  const path = join(home, 'relay');
  const { folder, publicUrl } = await initLoopback(path, 'Practice floor', queues);
  const everybody = [...staff, you];
  const { added } = new AgentList(path).add(everybody);

  const broker = new Mosquitto(program, folder.broker.config);
  await broker.start();
  later(() => broker.kill());

  const exotel = new PracticeExotel();
  await exotel.start();
  later(() => exotel.stop());

  let hear = (_line: string): void => {};
  const setup = readSetup(path, { log: openRelayLog((line) => hear(line)) });
  later(() => setup.close());
  const relay = await startRelay(setup);
  later(() => relay.stop());

  const agents = added
    .filter(({ agent }) => agent.id !== you.id)
    .map((joined) => simulate(joined, { home, exotel }));
  for (const { desktop } of agents) later(() => desktop.stop());
  const at = (path: SecretPath) =>
    `${publicUrl}/${path}/${pathSecret(setup.master, setup.config.floor, path)}`;
  const nameOf = (uri: string) => everybody.find((one) => one.uri === uri)?.name ?? uri;
  const calls = new CustomerCalls({
    addresses: (queue) => ({
      connect: [`${at('connect')}/${queue}`],
      dial: at('dial'),
      passthru: at('passthru'),
    }),
    queueName,
    ringSeconds: setup.config.queues[0]?.ringSeconds ?? 20,
    isBusy: (uri) => agents.some(({ desktop }) => desktop.phone === uri && desktop.call !== null),
    nameOf,
  });
  later(() => calls.stop());
  const floor = new PracticeFloor({
    agents,
    exotel,
    calls,
    broker,
    nameOf,
    links: {
      wall: at('wall'),
      metrics: `http://127.0.0.1:${relay.ports.metrics}/metrics`,
      joinText: added.find(({ agent }) => agent.id === you.id)?.joinText ?? '',
      account: exotel.address,
    },
  });
  later(() => floor.stop());
  hear = (line) => tellLogLine(floor, line);
  await Promise.all(agents.map(({ desktop, id }, index) => arrive(desktop, id, added[index])));
  const page = await servePage(floor);
  later(() => page.close());
  return { url: page.url, floor };
}

function simulate(
  { agent }: Joined,
  { home, exotel }: { home: string; exotel: PracticeExotel },
): SimulatedAgent {
  const client = createExotelClient(exotel, { fetch, placeFetch: fetch, now: Date.now });
  const desktop = new Desktop({
    db: openConnection(join(home, agent.id, 'handset.db')),
    client,
    phone: agent.uri ?? '',
  });
  return { id: agent.id, name: agent.name, desktop };
}

function arrive(desktop: Desktop, id: string, joined: Joined | undefined): Promise<void> {
  const reason = onBreak[id];
  const wish = reason ? { state: 'break' as const, reason } : { state: 'available' as const };
  return desktop.join(joined?.joinText ?? '', wish);
}

/** What the relay logs is told on the page. */
function tellLogLine(floor: PracticeFloor, line: string): void {
  const { level, message } = JSON.parse(line);
  floor.tell(`Relay: ${message}`, level === 'info' ? 'floor' : 'trouble');
}
