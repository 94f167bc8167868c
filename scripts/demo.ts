import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { HandsetApp } from '../tests/e2e/runtimes/handset-app.ts';
import { launchHandset } from '../tests/e2e/runtimes/launch-handset.ts';
import { build } from './build.ts';
import { type DemoArguments, readArguments } from './demo/arguments.ts';
import * as job from './demo/main-job.ts';
import { proveRecording, proveRow } from './demo/proof.ts';
import { Screens } from './demo/screens.ts';
import { say, stop } from './programs.ts';
import { root } from './run.ts';
import { chooseRuntime } from './runtime.ts';

/** `npm run demo`: Handset's main job, by itself, through the real interface. */
const folder = join(root, 'artifacts/demo');
const profile = join(folder, 'profile');
const options = readArguments(process.argv.slice(2));
const steps: { name: string; ms: number }[] = [];

async function step<T>(name: string, action: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await action();
  const ms = Math.round(performance.now() - began);
  steps.push({ name, ms });
  const line = `${String(ms).padStart(7)} ms  ${name}`;
  if (options.json) say(line);
  else console.log(line);
  return result;
}

async function demo(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  build();
  const runtime = await chooseRuntime();
  say(`Runtime: ${runtime.name}`);
  const app = await step('Handset opens with a fresh profile', open);
  try {
    const call = await mainJob(app, options);
    await step('Handset quits', () => app.quit());
    proveRow(profile, call);
    const recording = proveRecording(profile, call);
    if (options.json) {
      console.log(JSON.stringify({ runtime: runtime.kind, ...facts(call), recording, steps }));
    } else {
      console.log(`The call: ${call.outcome}; ${recording?.path ?? 'no recording'}`);
      console.log(`Screenshots: ${folder}`);
    }
  } catch (error) {
    await app.kill();
    throw error;
  }
}

function open(): Promise<HandsetApp> {
  return launchHandset({
    userData: profile,
    args: [],
    env: {
      HANDSET_PRACTICE_SPEED: '10',
      LC_ALL: 'en_US.UTF-8',
      // The credentials of a demonstration have no place in anybody's keychain.
      ...(process.platform === 'linux' && { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }),
    },
  });
}

async function mainJob(app: HandsetApp, { provider, to }: DemoArguments) {
  const page = await app.mainWindow();
  const screens = new Screens(folder);
  await step('The first screen', async () => {
    await page.getByRole('button', { name: 'Try the practice account' }).waitFor();
    await screens.take(page, 'onboarding');
  });
  if (provider) await step('The account is connected', () => job.connect(page, provider));
  else await step('The practice account is chosen', () => job.choosePractice(page));
  await screens.take(page, 'dialer');
  const placed = await step('A call is placed', () => job.dial(page, to, provider === null));
  await screens.take(page, 'live-call');
  await step('The call is followed to its end', () => job.follow(page, placed));
  await screens.take(page, 'wrap-up');
  const call = await step('Its recording comes in', () => job.awaitRecording(page, placed));
  await step('The history finds it', () => job.search(page, call));
  await screens.take(page, 'history');
  await step('Every other screen', async () => {
    for (const screen of ['Recordings', 'Contacts', 'Settings']) {
      await job.goTo(page, screen);
      await screens.take(page, screen.toLowerCase());
    }
    // A countdown that ran out would place a second call: on the practice account that harms nobody.
    if (provider) return;
    await app.desktop.setClipboard(to);
    await app.desktop.pressHotkey('CommandOrControl+Shift+D');
    const mini = await app.miniWindow();
    await mini.getByRole('button', { name: /^Dial now/ }).waitFor();
    await screens.take(mini, 'clipboard-countdown');
    await mini.keyboard.press('Escape');
  });
  return call;
}

type Call = Awaited<ReturnType<typeof mainJob>>;

function facts({ sid, state, stateRaw, statusRaw, outcome, talkSeconds, legs }: Call) {
  return {
    call: {
      sid,
      // Exotel's own words where it said any.
      state: stateRaw ?? state,
      status: statusRaw,
      outcome,
      talkTimeSeconds: talkSeconds,
      legs,
    },
  };
}

try {
  await demo();
} catch (error) {
  stop(
    `The demo failed: ${error instanceof Error ? error.message : String(error)}\nThe pictures so far, and Handset's log, are in ${folder}.`,
  );
}
