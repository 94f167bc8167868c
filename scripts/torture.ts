import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { childScripts } from '../tests/torture/child.ts';
import { corruptions } from '../tests/torture/corruptions.ts';
import { crashing } from '../tests/torture/crashing.ts';
import { dialling } from '../tests/torture/dialling.ts';
import { recordingCuts } from '../tests/torture/recording-cuts.ts';
import { walCuts } from '../tests/torture/wal-cuts.ts';
import { stop } from './programs.ts';
import { root } from './run.ts';

/** `npm run torture`: each part throws on a broken promise; its figures are kept. */
const number = (value: string) => ({ type: 'string', default: value }) as const;
const { values } = parseArgs({
  options: {
    seed: number(String(Math.floor(Math.random() * 1e9))),
    dials: number('10000'),
    crashes: number('1000'),
    offsets: number('5000'),
    damages: number('500'),
    cuts: number('500'),
    /** One part alone. */
    only: { type: 'string' },
  },
});
const seed = Number(values.seed);

/** What may take how long is a goal; all else is a promise, and throws. */
interface Part {
  run: () => Promise<object>;
  goal?: (figures: Record<string, unknown>) => boolean;
}

const parts: Record<string, Part> = {
  dialling: {
    run: async () =>
      dialling({ dials: Number(values.dials), seed, script: (await bundleChildren()).dial }),
  },
  crashing: {
    run: async () =>
      crashing({ crashes: Number(values.crashes), seed, script: (await bundleChildren()).crash }),
    goal: ({ readyGoalMet }) => readyGoalMet === true,
  },
  journal: { run: () => walCuts({ seed, offsets: Number(values.offsets) }) },
  damage: {
    run: () => corruptions({ seed, count: Number(values.damages) }),
    goal: ({ slowestMs }) => Number(slowestMs) <= 5_000,
  },
  recordings: {
    run: () => recordingCuts({ seed, offsets: Number(values.cuts) }),
    goal: ({ wrong }) => wrong === 0,
  },
};

const chosen = Object.entries(parts).filter(([name]) => (values.only ?? name) === name);
if (chosen.length === 0) stop(`--only knows ${Object.keys(parts).join(', ')}.`);
console.log(`seed ${seed}; repeat with: npm run torture -- --seed ${seed}`);
for (const [name, { run, goal = () => true }] of chosen) {
  const startedAt = Date.now();
  console.log(`\n— ${name}`);
  const figures = await run();
  const met = goal({ ...figures });
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.dir(figures, { depth: 3 });
  if (!met) console.log(`✗ ${name} missed its goal`);
  if (!met) process.exitCode = 1;
  keep(name, { date: new Date(startedAt).toISOString(), seed, seconds, goalMet: met, ...figures });
}

/** The latest figures of each part, beside the machine that they were taken on. */
function keep(name: string, figures: object): void {
  const results = join(root, 'bench', 'results');
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

/** As the app is: one file each, with the native module beside. */
async function bundleChildren() {
  const outDir = join(root, 'node_modules', '.cache', 'torture');
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: true, outDir, emptyOutDir: true, rolldownOptions: { input: childScripts } },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  });
  return { dial: join(outDir, 'dial.js'), crash: join(outDir, 'crash.js') };
}
