import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { bundleChildren, bundleLabRelay } from '../lab/bundles.ts';
import { callsTorture } from '../lab/torture/calls.ts';
import { clocks } from '../lab/torture/clocks.ts';
import { corruptions } from '../lab/torture/corruptions.ts';
import { crashing } from '../lab/torture/crashing.ts';
import { dialling } from '../lab/torture/dialling.ts';
import { floorTorture } from '../lab/torture/floor.ts';
import { oddRows } from '../lab/torture/odd-rows.ts';
import { recordingCuts } from '../lab/torture/recording-cuts.ts';
import { strangers } from '../lab/torture/strangers.ts';
import { walCuts } from '../lab/torture/wal-cuts.ts';
import { readCommandLine } from './command-line.mjs';
import type { tortureParts } from './commands.mjs';
import { ensureMosquitto } from './mosquitto.ts';
import { root } from './run.ts';
import { during, say } from './terminal.mjs';

/** `npm run torture`: each part throws on a broken promise; its figures are kept. */
const line = readCommandLine('torture', process.argv.slice(2));
const count = (option: string): number => Number(line.text(option));
const seed = Number(line.text('seed') ?? Math.floor(Math.random() * 1e9));

/** Durations are goals; everything else is a promise, and throws. */
interface Part {
  run: () => Promise<object>;
  goal?: (figures: Record<string, unknown>) => boolean;
}

const parts: Record<(typeof tortureParts)[number], Part> = {
  dialling: {
    run: async () =>
      dialling({ dials: count('dials'), seed, script: (await bundleChildren()).dial }),
  },
  crashing: {
    run: async () =>
      crashing({ crashes: count('crashes'), seed, script: (await bundleChildren()).crash }),
    goal: ({ readyGoalMet }) => readyGoalMet === true,
  },
  journal: { run: () => walCuts({ seed, offsets: count('offsets') }) },
  damage: {
    run: () => corruptions({ seed, count: count('damages') }),
    goal: ({ slowestMs }) => Number(slowestMs) <= 5_000,
  },
  strangers: { run: () => strangers({ seed, count: count('mixtures') }) },
  recordings: {
    run: () => recordingCuts({ seed, offsets: count('cuts') }),
    goal: ({ wrong }) => wrong === 0,
  },
  rows: { run: () => oddRows({ seed, databases: count('databases') }) },
  clocks: { run: () => clocks({ seed, lives: count('lives') }) },
  floor: {
    run: async () =>
      floorTorture({ ...(await floorOptions()), kills: count('kills'), recoveries: 3 }),
    goal: ({ goalsMet }) => goalsMet === true,
  },
  calls: {
    run: async () => callsTorture({ ...(await floorOptions()), calls: count('calls') }),
    goal: ({ goalsMet }) => goalsMet === true,
  },
};

const needBroker = ['floor', 'calls'];
const only = line.text('only');
const chosen = Object.entries(parts).filter(([name]) => (only ?? name) === name);
console.log(`seed ${seed}; repeat with: npm run torture -- --seed ${seed}`);
for (const [name, { run, goal = () => true }] of chosen) {
  if (needBroker.includes(name) && !(await ensureMosquitto())) {
    say(`${name} is left out: it needs mosquitto, which cannot be had here.`);
    continue;
  }
  const startedAt = Date.now();
  console.log(`\n— ${name}`);
  const figures = await during(name, run, 2_000);
  const met = goal({ ...figures });
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.dir(figures, { depth: 3 });
  if (!met) console.log(`✗ ${name} missed its goal`);
  if (!met) process.exitCode = 1;
  keep(name, { date: new Date(startedAt).toISOString(), seed, seconds, goalMet: met, ...figures });
}

/** The relay and the desktops as they are shipped: bundled. */
async function floorOptions() {
  const { desktops } = await bundleChildren();
  return {
    agents: count('agents'),
    seed,
    relayScript: await bundleLabRelay(),
    desktopScript: desktops,
  };
}

/** Saves the latest figures of each part, together with the machine they were taken on. */
function keep(name: string, figures: object): void {
  const results = join(root, 'lab', 'bench', 'results');
  const file = join(results, 'torture.json');
  mkdirSync(results, { recursive: true });
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, Node ${process.version}, ${process.platform}`;
  const report = { ...latest(file), machine, [name]: figures };
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}

function latest(file: string): object {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
