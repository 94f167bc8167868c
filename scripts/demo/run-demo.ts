import { join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Call } from '../../src/shared/domain/call.ts';
import type { HandsetApp } from '../../tools/runtimes/handset-app.ts';
import { launchHandset } from '../../tools/runtimes/launch-handset.ts';
import { build } from '../build-app.ts';
import { root } from '../run.ts';
import { chooseRuntime } from '../runtime.ts';
import { during, say, stop } from '../terminal.mjs';
import type { DemoArguments } from './arguments.ts';
import { NotStarted, tellFailure } from './failure.ts';
import { claimFolder, type DemoFolder } from './folder.ts';
import * as job from './main-job.ts';
import { proveRecording, proveRow } from './proof.ts';
import { factsOf, isKnown, lineOf, problemOf, type Report } from './report.ts';
import { Screens } from './screens.ts';

/** Anything that takes longer is reported as still going on. */
const quietMs = 2_000;

/** One run: its arguments, its folder, and what it can report so far. */
class Run {
  readonly options: DemoArguments;
  readonly folder: DemoFolder;
  readonly report: Report = {
    runtime: null,
    call: null,
    recording: null,
    problem: null,
    steps: [],
  };
  /** The current step. */
  at = 'Getting ready';

  constructor(options: DemoArguments, folder: DemoFolder) {
    this.options = options;
    this.folder = folder;
  }

  get profile(): string {
    return join(this.folder.working, 'profile');
  }

  async step<T>(name: string, action: () => Promise<T>): Promise<T> {
    this.at = name;
    const began = performance.now();
    const result = await during(name, action, quietMs);
    const ms = Math.round(performance.now() - began);
    this.report.steps.push({ name, ms });
    this.tell(`${String(ms).padStart(7)} ms  ${name}`);
    return result;
  }

  /** For people; with `--json`, standard output is reserved for the JSON object. */
  tell(line: string): void {
    if (this.options.json) say(line);
    else console.log(line);
  }
}

/**
 * Runs the whole demo and returns its exit status. A run that fails ends with a sentence, after its
 * report.
 */
export async function runDemo(
  options: DemoArguments,
  artifacts = join(root, 'artifacts'),
): Promise<number> {
  const folder = await claimFolder(artifacts);
  const run = new Run(options, folder);
  try {
    const status = await play(run);
    if (options.json) console.log(JSON.stringify(run.report));
    return status;
  } catch (error) {
    run.report.problem = tellFailure(error, folder.working);
    const place = folder.setAside();
    if (options.json) console.log(JSON.stringify(run.report));
    return stop(
      `The demo failed at “${run.at}”: ${run.report.problem.message}\nWhat there is of it is in ${place}: pictures, Handset's log, details.`,
    );
  }
}

async function play(run: Run): Promise<number> {
  await build();
  const runtime = await chooseRuntime();
  run.report.runtime = runtime.kind;
  say(`Runtime: ${runtime.name}`);
  const app = await run.step('Handset opens with a fresh profile', () => open(run.profile));
  let call: Call;
  try {
    call = await mainJob(app, run);
    await run.step('Handset quits', () => app.quit());
  } catch (error) {
    await end(app);
    throw error;
  }
  run.at = 'Looking at what is on disk';
  proveRow(run.profile, call);
  const recording = proveRecording(run.profile, call);
  const { working, kept } = run.folder;
  run.folder.keep();
  run.report.problem = problemOf(call);
  run.report.recording = recording && {
    ...recording,
    path: join(kept, relative(working, recording.path)),
  };
  run.tell(lineOf(call, run.report.recording));
  if (run.report.problem) run.tell(run.report.problem.message);
  run.tell(`Screenshots: ${kept}`);
  return isKnown(call) ? 0 : 1;
}

/**
 * Quits gently, because a killed app's browser keeps writing; but a hung app must not hold us up.
 */
async function end(app: HandsetApp): Promise<void> {
  await Promise.race([app.quit().catch(() => {}), setTimeout(5_000, null, { ref: false })]);
  await app.kill();
}

async function open(profile: string): Promise<HandsetApp> {
  const options = {
    userData: profile,
    args: [],
    env: {
      HANDSET_PRACTICE_SPEED: '10',
      LC_ALL: 'en_US.UTF-8',
      // A demo's credentials do not belong in anybody's keychain.
      HANDSET_KEYCHAIN: 'none',
      ...(process.platform === 'linux' && { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }),
    },
  };
  try {
    return await launchHandset(options);
  } catch (error) {
    throw new NotStarted(error);
  }
}

async function mainJob(app: HandsetApp, run: Run): Promise<Call> {
  const { provider, to } = run.options;
  const page = await app.mainWindow();
  const screens = new Screens(run.folder.working);
  await run.step('The first screen', async () => {
    await page.getByRole('button', { name: 'Try the practice account' }).waitFor();
    await screens.take(page, 'onboarding');
  });
  if (provider) await run.step('The account is connected', () => job.connect(page, provider));
  else await run.step('The practice account is chosen', () => job.choosePractice(page));
  await screens.take(page, 'dialer');
  const placed = await run.step('A call is placed', () => job.dial(page, to, provider === null));
  // From here on there is a call to report, whatever happens.
  run.report.call = factsOf(placed);
  await screens.take(page, 'live-call');
  await run.step('The call is followed to its end', () => job.follow(page, placed));
  await screens.take(page, 'wrap-up');
  const call = await run.step('Its recording comes in', () => job.awaitRecording(page, placed));
  await run.step('The history finds it', () => job.search(page, call));
  await screens.take(page, 'history');
  await run.step('Every other screen', async () => {
    for (const screen of ['Recordings', 'Contacts', 'Settings']) {
      await job.goTo(page, screen);
      await screens.take(page, screen.toLowerCase());
    }
    // A countdown that ran out would place a second call, which on the practice account harms
    // nobody. A call that is in doubt or still going on raises a question instead.
    if (provider || !isKnown(call)) return;
    await app.desktop.setClipboard(job.countdownNumber);
    await app.desktop.pressHotkey('CommandOrControl+Shift+D');
    const mini = await app.miniWindow();
    await mini.getByRole('button', { name: /^Dial now/ }).waitFor();
    await screens.take(mini, 'clipboard-countdown');
    await mini.keyboard.press('Escape');
  });
  const atLast = await job.latest(page, placed);
  run.report.call = factsOf(atLast);
  return atLast;
}
