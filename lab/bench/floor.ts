import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mqtt from 'mqtt';
import { ensureMosquitto } from '../../scripts/mosquitto.ts';
import { agentKeys, agentSecret, relayPassword } from '../../src/floor/keys.ts';
import { seal } from '../../src/floor/sealed.ts';
import { topicsOf } from '../../src/floor/topics.ts';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import type { Agent } from '../../src/relay/config.ts';
import { checkLogin } from '../../src/relay/setup/logins.ts';
import { bundleChildren, bundleLabRelay } from '../bundles.ts';
import type { BareMessage, BareOrders } from '../floor/bare-child.ts';
import { backAfterKill, Crowd } from '../floor/crowd.ts';
import type { DesktopOrders } from '../floor/desktop-child.ts';
import { LabExotel } from '../floor/lab-exotel.ts';
import { type LabFloor, openLabFloor } from '../floor/lab-floor.ts';
import { moment } from '../floor/moment.ts';
import { benchChunk, benchMemory } from './floor-size.ts';
import { type BenchRow, percentile, summarize } from './statistics.ts';

type Scripts = Awaited<ReturnType<typeof bundleChildren>>;

const desktops = 1_000;
const perProcess = 250;
/** About four times what a floor of 1,000 agents has. */
const perSecond = 20;
const messages = 400;

/**
 * Measures a floor of 1,000 desktops on this computer, beside bare MQTT clients on the same broker.
 * No rows where mosquitto cannot be had.
 */
export async function benchFloor(): Promise<BenchRow[]> {
  if (!(await ensureMosquitto())) {
    console.log('The floor is not measured: it needs mosquitto, which cannot be had here.');
    return [];
  }
  const scripts = await bundleChildren();
  const folder = mkdtempSync(join(tmpdir(), 'handset-floor-'));
  const floor = await openLabFloor({
    folder,
    agents: desktops,
    relays: 1,
    relayScript: await bundleLabRelay(),
  });
  try {
    const one = floor.agents.slice(0, 1);
    const memory = await benchMemory({
      floor,
      script: scripts.memory,
      desktop: desktopOrders(floor)(one),
      bare: bareOrders(floor)(one),
    });
    const ours = await measureDesktops(floor, scripts);
    const bare = await measureBare(floor, scripts);
    return [
      latencyRow(ours.latency),
      crowdRow(`${desktops.toLocaleString('en')} desktops connect`, ours.connect, bare.connect),
      crowdRow(
        `${desktops.toLocaleString('en')} desktops are back after the broker was killed`,
        ours.back,
        bare.back,
      ),
      memory,
      await benchChunk(),
    ];
  } finally {
    await floor.close();
  }
}

async function measureDesktops(floor: LabFloor, scripts: Scripts) {
  const from = moment();
  const crowd = new Crowd(
    scripts.desktops,
    inProcesses(floor.agents).map(desktopOrders(floor)),
    idsOf(floor),
    floor.folder,
  );
  try {
    const connect = await crowd.allConnected(from);
    await sleep(2_000);
    const latency = await measureLatency(floor, scripts, crowd);
    return { connect, latency, back: await backAfterKill(crowd, floor.broker) };
  } finally {
    await crowd.end();
  }
}

async function measureBare(floor: LabFloor, scripts: Scripts) {
  const from = moment();
  const crowd = new Crowd(
    scripts.bare,
    inProcesses(floor.agents).map(bareOrders(floor)),
    idsOf(floor),
    floor.folder,
  );
  try {
    const connect = await crowd.allConnected(from);
    await sleep(2_000);
    return { connect, back: await backAfterKill(crowd, floor.broker) };
  } finally {
    await crowd.end();
  }
}

interface Latency {
  ours: number[];
  bare: number[];
}

/** Callbacks to random desktops, and between them bare messages of the same size to one client. */
async function measureLatency(floor: LabFloor, scripts: Scripts, crowd: Crowd): Promise<Latency> {
  const topic = topicsOf(floor.floor).agent('bare').in;
  const { url, ca } = floor.broker;
  // Each login may have one connection; there is no second relay here.
  const loginOf = (login: string) => ({
    login,
    password: relayPassword(floor.master, floor.floor, login),
  });
  const listening: BareOrders = {
    url,
    ca: ca.pem,
    clients: [{ agent: 'bare', topic, ...loginOf(checkLogin('relay-1')) }],
  };
  const listener = new Crowd(scripts.bare, [listening], ['bare'], floor.folder);
  const { login: username, password } = loginOf('relay-2');
  const publisher = await mqtt.connectAsync(url, {
    ca: ca.pem,
    protocolVersion: 5,
    username,
    password,
  });
  const exotel = new LabExotel(floor);
  const published = new Map<string, number>();
  try {
    await listener.allConnected(0);
    const posted: Promise<void>[] = [];
    for (let message = 0; message < messages; message += 1) {
      const index = (message * 617) % floor.agents.length;
      posted.push(exotel.post(index, { event: 'terminal', during: 'calm' }, floor.relays));
      await sleep(500 / perSecond);
      const sid = randomUUID();
      published.set(sid, moment());
      publisher.publish(topic, bareText({ sid }), { qos: 1 });
      await sleep(500 / perSecond);
    }
    await Promise.all(posted);
    await crowd.until('heard nothing', () => crowd.notHeard([...exotel.sent.keys()]));
    await listener.until('heard nothing', () => listener.notHeard([...published.keys()]));
    return {
      ours: [...exotel.sent.values()].map(
        ({ sid, sentAt }) => (crowd.heard.get(sid) ?? 0) - sentAt,
      ),
      bare: [...published].map(([sid, sentAt]) => (listener.heard.get(sid) ?? 0) - sentAt),
    };
  } finally {
    await publisher.endAsync(true);
    await listener.end();
  }
}

/** As long as a sealed callback. */
function bareText(message: BareMessage): string {
  const like = seal({ ...message, id: randomUUID(), kind: 'callback', at: 0 }, 'topic', {
    key: Buffer.alloc(32),
    generation: 1,
  });
  return JSON.stringify({ ...message, like });
}

function inProcesses(agents: readonly Agent[]): Agent[][] {
  return Array.from({ length: Math.ceil(agents.length / perProcess) }, (_, index) =>
    agents.slice(index * perProcess, (index + 1) * perProcess),
  );
}

function idsOf({ agents }: LabFloor): string[] {
  return agents.map(({ id }) => id);
}

/** Desktops that reach the broker directly. */
function desktopOrders(floor: LabFloor): (agents: readonly Agent[]) => DesktopOrders {
  const template = join(floor.folder, 'template', 'handset.db');
  openConnection(template).close();
  const port = Number(new URL(floor.broker.socketUrl).port);
  return (agents) => ({
    agents: agents.map((agent) => ({
      id: agent.id,
      joinText: floor.joinText(agent, port),
      skewMs: 0,
    })),
    ca: floor.broker.ca.pem,
    folder: join(floor.folder, 'desktops'),
    template,
  });
}

/** Bare clients in their place, with their logins. */
function bareOrders({ floor, master, broker }: LabFloor): (agents: readonly Agent[]) => BareOrders {
  return (agents) => ({
    url: broker.socketUrl,
    ca: broker.ca.pem,
    clients: agents.map((agent) => ({
      agent: agent.id,
      login: agent.id,
      password: agentKeys(agentSecret(master, floor, agent)).brokerPassword,
      topic: topicsOf(floor).agent(agent.id).in,
    })),
  });
}

const latencyGoalMs = { p95: 250, p99: 500 };

function latencyRow({ ours, bare }: Latency): BenchRow {
  const p99 = percentile(ours, 0.99);
  const summary = summarize(ours);
  const rival = summarize(bare);
  return {
    what: `callback at the relay → its desktop’s hint, ${desktops.toLocaleString('en')} desktops; p99 ${p99.toFixed(0)} ms`,
    ours: summary,
    rival: { name: 'floor: bare MQTT, publish → receive', ...rival },
    goal: `p95 ≤ ${latencyGoalMs.p95} ms, p99 ≤ ${latencyGoalMs.p99} ms`,
    ratio: summary.p95 / rival.p95,
    met: summary.p95 <= latencyGoalMs.p95 && p99 <= latencyGoalMs.p99,
  };
}

const allThereGoalMs = 30_000;

function crowdRow(what: string, took: number[], bareTook: number[]): BenchRow {
  const last = Math.max(...took);
  const ours = summarize(took);
  const rival = summarize(bareTook);
  return {
    what: `${what}; the last after ${(last / 1_000).toFixed(1)} s`,
    ours,
    rival: {
      name: `floor: as many bare MQTT clients; the last after ${(Math.max(...bareTook) / 1_000).toFixed(1)} s`,
      ...rival,
    },
    goal: `all ≤ ${allThereGoalMs / 1_000} s`,
    ratio: last / Math.max(...bareTook),
    met: last <= allThereGoalMs,
  };
}
