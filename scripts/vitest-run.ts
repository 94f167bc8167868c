import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root, runTool } from './lib/run.ts';
import type { Tally } from './tally.ts';

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

/** Runs one project of vitest.config.ts. A file that cannot be loaded counts as one failure. */
export async function runVitest(project: string, env: NodeJS.ProcessEnv = {}): Promise<Tally> {
  const file = join(root, 'node_modules/.cache/handset', `vitest-${project}.json`);
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['run', '--project', project, ...reporters];
  const status = await runTool(['vitest', 'vitest'], args, { env });
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const failed = report.numFailedTests;
  return {
    passed: report.numPassedTests,
    // Errors outside of any test show in the status alone.
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
