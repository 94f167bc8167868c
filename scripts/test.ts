import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.ts';
import { runChecks } from './checks.ts';
import { findProgram, installPackage } from './programs.ts';
import { root, tools } from './run.ts';
import { chooseRuntime } from './runtime.ts';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const reports = join(root, 'artifacts', 'test-reports');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const checks = { ...runChecks(), skipped: 0 };
const vitest = runVitest();
const endToEnd = await runEndToEnd();

const total = [checks, vitest, endToEnd].reduce((sum, each) => ({
  passed: sum.passed + each.passed,
  failed: sum.failed + each.failed,
  skipped: sum.skipped + each.skipped,
}));
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** The keychain's tests start a real one; where none can be had they skip themselves, and say so. */
function ensureKeyring(): void {
  if (process.platform !== 'linux') return;
  if (!findProgram(['gnome-keyring-daemon'])) installPackage('gnome-keyring');
  if (!findProgram(['dbus-run-session'])) installPackage('dbus');
}

/** Unit and integration tests. */
function runVitest(): Tally {
  console.log('\n— unit and integration');
  ensureKeyring();
  const report = join(reports, 'vitest.json');
  const args = [
    join(root, 'node_modules', tools.vitest),
    'run',
    '--project',
    'unit',
    '--project',
    'integration',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, success } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  // A file that cannot even be loaded fails without a failed test.
  const hidden = (!success || status !== 0) && numFailedTests === 0 ? 1 : 0;
  return { passed: numPassedTests, failed: numFailedTests + hidden, skipped: numPendingTests };
}

/** The specs, through the built app on whichever runtime is there. */
async function runEndToEnd(): Promise<Tally> {
  console.log('\n— end to end');
  build();
  const runtime = await chooseRuntime();
  console.log(`runtime: ${runtime.name}`);
  const report = join(reports, 'playwright.json');
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', tools.playwright), 'test', '--reporter=list,json'],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    },
  );
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats, errors } = JSON.parse(readFileSync(report, 'utf8'));
  const hidden = errors.length > 0 || (status !== 0 && stats.unexpected === 0) ? 1 : 0;
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + hidden,
    skipped: stats.skipped,
  };
}
