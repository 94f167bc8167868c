import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { launchDouble } from '../tools/electron-double/launch.ts';
import { build } from './build-app.ts';
import { run } from './child.mjs';
import { readCommandLine } from './command-line.mjs';
import { readArguments } from './demo/arguments.ts';
import { root } from './run.ts';
import { chooseRuntime, hasDisplay } from './runtime.ts';
import { chooseSandbox, sandboxFacts } from './sandbox.ts';
import { runScript, say, stop } from './terminal.mjs';

/** `npm start`: opens the app; without a display, runs the demo instead. */
const line = readCommandLine('start', process.argv.slice(2));
const profile = line.text('profile');
const args = [
  ...(line.has('practice') ? ['--practice'] : []),
  ...(line.has('hidden') ? ['--hidden'] : []),
  ...(profile === undefined ? [] : [`--profile=${profile}`]),
  ...line.words,
];

async function start(): Promise<number> {
  if (!hasDisplay()) return demoInstead();
  await build();
  const runtime = await chooseRuntime();
  say(`Runtime: ${runtime.name}`);
  if (runtime.kind === 'electron') return startElectron(runtime.executable);
  say('This is a preview in a browser window: tray, notifications and hotkeys are not shown.');
  return preview();
}

async function startElectron(executable: string): Promise<number> {
  const { switches, notice } = chooseSandbox(sandboxFacts(executable));
  if (notice !== null) say(notice);
  // Editors built on Electron set it for programs in their terminals; it turns Electron into a
  // plain Node, which knows no app.
  delete process.env['ELECTRON_RUN_AS_NODE'];
  return run(executable, [...switches, root, ...args], {
    onSignal: (signal) =>
      say(
        `Electron was ended by ${signal}. Lines above may say why; without any, start it from another terminal, or run "npm run demo", which shows that the rest works.`,
      ),
  });
}

async function demoInstead(): Promise<number> {
  say('There is no display here: running the demo instead (npm run demo).');
  // The demo uses the practice account anyway.
  const lost = args.filter((argument) => argument !== '--practice');
  if (lost.length > 0) say(`The demo has no use for ${lost.join(' ')}: left out.`);
  const { runDemo } = await import('./demo/run-demo.ts');
  return runDemo(readArguments(readCommandLine('demo', [])));
}

async function preview(): Promise<number> {
  const app = launchDouble({ root, args, env: { HANDSET_PREVIEW: 'visible' } });
  const status = await app.exited;
  if (status === 0) return 0;
  const file = join(root, 'artifacts/start-errors.txt');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, app.output());
  return stop(
    `The preview ended with an error; what it said is in ${relative(root, file)}. If the window could not be opened, check that the display works (DISPLAY or WAYLAND_DISPLAY), or run "npm run demo", which needs none.`,
  );
}

await runScript(start);
