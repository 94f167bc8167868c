import { runTool, tools } from './run.ts';
import { during } from './terminal.mjs';

interface Check {
  name: string;
  run: () => Promise<number>;
}

/** What `npm run check` runs, cheapest first. */
const checks: readonly Check[] = [
  { name: 'formatting', run: () => runTool(tools.biome, ['format']) },
  { name: 'lint', run: () => runTool(tools.biome, ['lint', '--error-on-warnings']) },
  { name: 'types', run: () => runTool(tools.tsc, ['-b']) },
  { name: 'architecture', run: () => runTool(tools.vitest, ['run', '--project', 'architecture']) },
];

/** Runs all of them, even after one failed; returns how many passed and failed. */
export async function runChecks(): Promise<{ passed: number; failed: number }> {
  let failed = 0;
  for (const { name, run } of checks) {
    console.log(`\n— ${name}`);
    if ((await during(name, run, 2_000)) !== 0) {
      console.log(`✗ ${name}`);
      failed += 1;
    }
  }
  return { passed: checks.length - failed, failed };
}
