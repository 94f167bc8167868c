import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../scripts/build-app.ts';
import { root } from '../../scripts/run.ts';
import { Crowd } from '../floor/crowd.ts';
import { LabExotel } from '../floor/lab-exotel.ts';
import type { LabFloor } from '../floor/lab-floor.ts';
import type { MemoryOrders } from '../floor/memory-child.ts';
import { type BenchRow, summarize } from './statistics.ts';

const rounds = 5;
const callbacks = 20;
const goalMegabytes = 8;

export interface MemoryBench {
  floor: LabFloor;
  script: string;
  /** The orders of a process with the first desktop alone, and with a bare client in its place. */
  desktop: object;
  bare: object;
}

/** What joining a floor adds to a process, in turn with a bare client. */
export async function benchMemory(bench: MemoryBench): Promise<BenchRow> {
  const ours: number[] = [];
  const rival: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await weigh('desktop', bench));
    rival.push(await weigh('bare', bench));
  }
  const summary = summarize(ours);
  return {
    what: 'memory in use once a floor is joined',
    unit: 'MB',
    ours: summary,
    rival: { name: 'floor: a bare MQTT client', ...summarize(rival) },
    goal: `p50 ≤ ${goalMegabytes} MB`,
    ratio: summary.p50 / summarize(rival).p50,
    met: summary.p50 <= goalMegabytes,
  };
}

async function weigh(kind: MemoryOrders['kind'], bench: MemoryBench): Promise<number> {
  const { floor, script } = bench;
  const [agent] = floor.agents;
  if (!agent) throw new Error('no agents');
  const orders: MemoryOrders = { kind, warmUp: floor.broker.socketUrl, ca: floor.broker.ca.pem };
  const crowd = new Crowd(script, [{ ...bench[kind], ...orders }], [agent.id], floor.folder);
  try {
    await crowd.allConnected(0);
    const exotel = new LabExotel(floor);
    // Both are sent the same, though only one can read it.
    for (let index = 0; index < callbacks; index += 1)
      await exotel.post(0, { event: 'terminal', during: 'calm' }, floor.relays);
    if (kind === 'desktop')
      await crowd.until('heard nothing', () => crowd.notHeard([...exotel.sent.keys()]));
    crowd.children[0]?.process.kill('SIGUSR2');
    await crowd.until('said nothing', () => (crowd.megabytes === null ? 1 : 0));
    return crowd.megabytes ?? 0;
  } finally {
    await crowd.end();
  }
}

const goalKilobytes = 400;

/** The chunk of the app that is loaded once a floor is joined, beside what mqtt.js ships itself. */
export async function benchChunk(): Promise<BenchRow> {
  await build();
  const folder = join(root, 'out', 'main', 'chunks');
  const sizes = readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .filter((name) => readFileSync(join(folder, name), 'utf8').includes('sessionExpiryInterval'))
    .map((name) => kilobytes(join(folder, name)));
  const ours = sizes.reduce((sum, each) => sum + each, 0);
  const rival = kilobytes(join(root, 'node_modules', 'mqtt', 'dist', 'mqtt.esm.js'));
  return {
    what: 'loaded once a floor is joined',
    unit: 'kB',
    ours: { p50: ours, p95: ours },
    rival: { name: 'mqtt.js’s own bundle', p50: rival, p95: rival },
    goal: `≤ ${goalKilobytes} kB`,
    ratio: ours / rival,
    met: ours > 0 && ours <= goalKilobytes,
  };
}

function kilobytes(path: string): number {
  return statSync(path).size / 1_000;
}
