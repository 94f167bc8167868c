import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { build } from './build.ts';
import { check } from './check.ts';
import { ensureChromium } from './chromium.ts';
import { canInstallPackages, findProgram, installPackages, root, run } from './lib/run.ts';
import { main, say } from './lib/say.ts';
import { chooseRuntime, displayPrefix, type Runtime, runtimeEnv } from './runtime.ts';
import { closingLine, isGood, sum, type Tally } from './tally.ts';
import { runVitest } from './vitest-run.ts';

/** `npm test`: every check and every test, on whichever runtime is there. */
async function test(): Promise<number> {
  const oneFailure: Tally = { passed: 0, failed: 1, skipped: 0 };
  const stages: [string, () => Promise<Tally>][] = [
    ['checks', check],
    ['unit', () => runVitest('unit')],
    ['integration', integration],
    ['end to end', endToEnd],
  ];
  const results: Tally[] = [];
  for (const [name, stage] of stages) {
    console.log(`\n— ${name} —`);
    // One stage that cannot even begin must not hide what the others find.
    const tally = await stage().catch((error: unknown) => {
      say(error instanceof Error ? error.message : String(error));
      return oneFailure;
    });
    console.log(`${name}: ${closingLine(tally)}`);
    results.push(tally);
  }
  const total = results.reduce(sum);
  console.log(`\n${closingLine(total)}`);
  return isGood(total) ? 0 : 1;
}

async function integration(): Promise<Tally> {
  await ensureSecretService();
  return runVitest('integration', { HANDSET_CHROMIUM: await ensureChromium() });
}

/** The keychain is tested against a real Secret Service where one can be had. */
async function ensureSecretService(): Promise<void> {
  if (process.platform !== 'linux') return;
  const isThere = () =>
    findProgram(['gnome-keyring-daemon']) !== null && findProgram(['dbus-run-session']) !== null;
  if (isThere()) return;
  if (canInstallPackages()) {
    say('Installing gnome-keyring and dbus for the keychain test (apt-get) …');
    await installPackages(['gnome-keyring', 'dbus']);
  }
  if (!isThere()) {
    say(
      'The keychain tests will be skipped: gnome-keyring-daemon and dbus-run-session are not here.',
    );
  }
}

async function endToEnd(): Promise<Tally> {
  await build();
  const runtime = await chooseRuntime();
  const file = join(root, 'node_modules/.cache/handset/playwright.json');
  rmSync(file, { force: true });
  const status = await runPlaywright(runtime, file);
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats, errors } = playwrightReportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const failed = stats.unexpected + errors.length;
  return {
    passed: stats.expected + stats.flaky,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: stats.skipped,
  };
}

const playwrightReportSchema = z.object({
  errors: z.array(z.unknown()),
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

function runPlaywright(runtime: Runtime, reportFile: string): Promise<number> {
  const cli = join(root, 'node_modules/@playwright/test/cli.js');
  const [command, ...args] = [
    ...displayPrefix(runtime),
    process.execPath,
    cli,
    'test',
    '--reporter=list,json',
  ];
  const env = { ...runtimeEnv(runtime), PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile };
  return run(command ?? process.execPath, args, { env });
}

if (import.meta.main) await main(test);
