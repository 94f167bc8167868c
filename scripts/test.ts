import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runChecks } from './checks.ts';
import { readCommandLine } from './command-line.mjs';
import { root } from './run.ts';
import { runScript, stop } from './terminal.mjs';
import { isSpec, testFilesAt } from './test-files.mjs';
import { runEndToEnd, runVitest, type Tally } from './test-runners.ts';

/** `npm test`: everything, or what paths and `--grep` choose. */
const line = readCommandLine('test', process.argv.slice(2));
const grep = line.text('grep');
const chosen =
  line.words.length > 0
    ? [...new Set(line.words.flatMap((path) => testFilesAt(path) ?? []))]
    : null;
const reports = join(root, 'artifacts', 'test-reports');

async function testAll(): Promise<number> {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const tallies = chosen === null && grep === undefined ? await runAll() : await runChosen();
  const total = tallies.reduce((sum, each) => ({
    passed: sum.passed + each.passed,
    failed: sum.failed + each.failed,
    skipped: sum.skipped + each.skipped,
  }));
  if (grep !== undefined && total.passed + total.failed + total.skipped === 0) {
    stop(`No test ${chosen ? `in ${line.words.join(', ')} ` : ''}has "${grep}" in its name.`);
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed > 0 ? 1 : 0;
}

async function runAll(): Promise<Tally[]> {
  const checks = { ...(await runChecks()), skipped: 0 };
  return [checks, await runVitest({ reports }), await runEndToEnd({ reports })];
}

async function runChosen(): Promise<Tally[]> {
  const files = chosen ?? testFilesAt('tests') ?? [];
  const specs = files.filter(isSpec);
  const tests = files.filter((file) => !isSpec(file));
  return [
    ...(tests.length > 0 ? [await runVitest({ reports, files: tests, grep })] : []),
    ...(specs.length > 0 ? [await runEndToEnd({ reports, files: specs, grep })] : []),
  ];
}

await runScript(testAll);
