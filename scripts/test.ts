import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build-app.ts';
import { runChecks } from './checks.ts';
import { readCommandLine } from './command-line.mjs';
import { findProgram, installPackage } from './programs.ts';
import { root, runTool, tools } from './run.ts';
import { chooseRuntime } from './runtime.ts';
import { runScript } from './terminal.mjs';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

readCommandLine('test', process.argv.slice(2));
const reports = join(root, 'artifacts', 'test-reports');

async function testAll(): Promise<number> {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const checks = { ...(await runChecks()), skipped: 0 };
  const vitest = await runVitest();
  const endToEnd = await runEndToEnd();
  const total = [checks, vitest, endToEnd].reduce((sum, each) => ({
    passed: sum.passed + each.passed,
    failed: sum.failed + each.failed,
    skipped: sum.skipped + each.skipped,
  }));
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed > 0 ? 1 : 0;
}

/**
 * The keychain's tests start a real one, the installer's compile it; where these programs cannot be
 * had they skip themselves, and say so.
 */
async function ensurePrograms(): Promise<void> {
  if (process.platform !== 'linux') return;
  if (!findProgram(['gnome-keyring-daemon'])) await installPackage('gnome-keyring');
  if (!findProgram(['dbus-run-session'])) await installPackage('dbus');
  if (!findProgram(['makensis'])) await installPackage('nsis');
}

/** Unit and integration tests. */
async function runVitest(): Promise<Tally> {
  console.log('\n— unit and integration');
  await ensurePrograms();
  const report = join(reports, 'vitest.json');
  const status = await runTool(tools.vitest, [
    'run',
    '--project',
    'unit',
    '--project',
    'integration',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, success } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  // A file that cannot even be loaded fails without a failed test.
  const hidden = (!success || status !== 0) && numFailedTests === 0 ? 1 : 0;
  return { passed: numPassedTests, failed: numFailedTests + hidden, skipped: numPendingTests };
}

/** Where GitHub shows it on the page of a run. */
function tellSummary(line: string): void {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file) appendFileSync(file, `${line}\n`);
}

/** The specs, through the built app on whichever runtime is there. */
async function runEndToEnd(): Promise<Tally> {
  console.log('\n— end to end');
  await build();
  const runtime = await chooseRuntime();
  console.log(`runtime: ${runtime.name}`);
  tellSummary(`End to end on: ${runtime.name}`);
  const report = join(reports, 'playwright.json');
  const status = await runTool(tools.playwright, ['test', '--reporter=list,json'], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats, errors } = JSON.parse(readFileSync(report, 'utf8'));
  const hidden = errors.length > 0 || (status !== 0 && stats.unexpected === 0) ? 1 : 0;
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + hidden,
    skipped: stats.skipped,
  };
}

await runScript(testAll);
