import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build-app.ts';
import { ensureMosquitto } from './mosquitto.ts';
import { findProgram, installPackage } from './programs.ts';
import { runTool, tools } from './run.ts';
import { chooseRuntime } from './runtime.ts';
import { namePattern } from './test-files.mjs';

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

export interface Wanted {
  /** The folder for the runners' own reports. */
  reports: string;
  /** Only these, relative to the project; if absent, everything except the architecture. */
  files?: readonly string[];
  /** Only tests with this text in their names. */
  grep?: string | undefined;
}

/** Runs vitest's tests. */
export async function runVitest({ reports, files, grep }: Wanted): Promise<Tally> {
  console.log(files ? '\n— vitest' : '\n— unit and integration');
  if (!files?.every((file) => file.startsWith('tests/unit/'))) await ensurePrograms();
  const report = join(reports, 'vitest.json');
  const status = await runTool(tools.vitest, [
    'run',
    ...(files ?? ['--project', 'unit', '--project', 'integration']),
    ...(grep === undefined ? [] : ['--testNamePattern', namePattern(grep)]),
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
  // In its count, tests excluded by name are skipped as well.
  const skipped = grep === undefined ? numPendingTests : 0;
  return { passed: numPassedTests, failed: numFailedTests + hidden, skipped };
}

/**
 * The keychain's tests start a real one, the installer's compile it, the relay's connect to a
 * broker; if these programs are unavailable, the tests skip themselves and say so.
 */
async function ensurePrograms(): Promise<void> {
  await ensureMosquitto();
  if (process.platform !== 'linux') return;
  if (!findProgram(['gnome-keyring-daemon'])) await installPackage('gnome-keyring');
  if (!findProgram(['dbus-run-session'])) await installPackage('dbus');
  if (!findProgram(['makensis'])) await installPackage('nsis');
}

/** Runs the specs through the built app on whichever runtime is available. */
export async function runEndToEnd({ reports, files, grep }: Wanted): Promise<Tally> {
  console.log('\n— end to end');
  await build();
  const runtime = await chooseRuntime();
  console.log(`runtime: ${runtime.name}`);
  tellSummary(`End to end on: ${runtime.name}`);
  const report = join(reports, 'playwright.json');
  const args = [
    'test',
    ...(files ?? []).map(filePattern),
    // It also searches the file's name, which comes before the test's.
    ...(grep === undefined
      ? []
      : ['--grep', `\\.spec\\.ts .*${namePattern(grep)}`, '--pass-with-no-tests']),
    '--reporter=list,json',
  ];
  const status = await runTool(tools.playwright, args, {
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

/** Playwright looks for a pattern in the whole path of each spec. */
function filePattern(file: string): string {
  return `/${file.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`;
}

/** Writes to where GitHub shows it on the page of a run. */
function tellSummary(line: string): void {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file) appendFileSync(file, `${line}\n`);
}
