import { runTool } from './lib/run.ts';
import { main } from './lib/say.ts';
import { closingLine, isGood, noTally, sum, type Tally } from './tally.ts';
import { runVitest } from './vitest-run.ts';

/** Formatting, lint, types and architecture: each counts as one check. */
export async function check(): Promise<Tally> {
  const checks: [string, () => Promise<number>][] = [
    ['formatting', () => runTool(['@biomejs/biome', 'biome'], ['format', '.'])],
    ['lint', () => runTool(['@biomejs/biome', 'biome'], ['lint', '.'])],
    ['types', () => runTool(['typescript', 'tsc'], ['-b'])],
    [
      'architecture',
      async () => {
        const tally = await runVitest('architecture');
        return isGood(tally) ? 0 : 1;
      },
    ],
  ];
  let total = noTally;
  for (const [name, action] of checks) {
    const passed = (await action()) === 0;
    console.log(`${passed ? 'ok  ' : 'FAIL'} ${name}`);
    total = sum(total, { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });
  }
  return total;
}

if (import.meta.main) {
  await main(async () => {
    const tally = await check();
    console.log(closingLine(tally));
    return isGood(tally) ? 0 : 1;
  });
}
