import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** Of mqtt.js's own bundle for browsers, which brings no WebSocket of its own. */
const goalShare = 1.25;

/** What the app loads only once a floor is joined, beside what mqtt.js ships itself. */
export async function benchChunk(): Promise<BenchRow> {
  await build();
  const main = join(root, 'out', 'main');
  const eager = loadedWith([join(main, 'index.js')]);
  const text = readFileSync(join(main, 'index.js'), 'utf8');
  const [, together = ''] = /browserStreamBuilder.*?Promise\.all\(\[(.*?)\]\)/s.exec(text) ?? [];
  const first = [...together.matchAll(/import\([`"'](.+?)[`"']\)/g)];
  const lazy = loadedWith(first.map(([, name = '']) => join(main, name)));
  const ours = [...lazy]
    .filter((path) => !eager.has(path))
    .reduce((sum, path) => sum + kilobytes(path), 0);
  const rival = kilobytes(join(root, 'node_modules', 'mqtt', 'dist', 'mqtt.esm.js'));
  return {
    what: 'loaded once a floor is joined',
    unit: 'kB',
    ours: { p50: ours, p95: ours },
    rival: { name: 'mqtt.js’s own bundle', p50: rival, p95: rival },
    goal: `≤ ${goalShare} × that`,
    ratio: ours / rival,
    met: ours > 0 && ours <= goalShare * rival,
  };
}

/** Bundles, and all that they import at once. */
function loadedWith(paths: readonly string[], found = new Set<string>()): Set<string> {
  for (const path of paths) {
    if (found.has(path)) continue;
    found.add(path);
    const imports = readFileSync(path, 'utf8').matchAll(
      /(?:from|import)\s*["'`](\.\.?\/[^"'`]+)["'`]/g,
    );
    loadedWith(
      [...imports].map(([, name = '']) => join(dirname(path), name)),
      found,
    );
  }
  return found;
}

function kilobytes(path: string): number {
  return statSync(path).size / 1_000;
}
