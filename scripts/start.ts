import { spawnSync } from 'node:child_process';
import { launchDouble } from '../tests/electron-double/launch.ts';
import { build } from './build.ts';
import { say } from './programs.ts';
import { root } from './run.ts';
import { chooseRuntime, hasDisplay } from './runtime.ts';

/** `npm start`: opens the app; without a display, shows the demo instead. */
async function start(args: readonly string[]): Promise<number> {
  if (!hasDisplay()) {
    say('There is no display here: running the demo instead (npm run demo).');
    // The arguments were for the app.
    process.argv.splice(2);
    await import('./demo.ts');
    return Number(process.exitCode ?? 0);
  }
  build();
  const runtime = await chooseRuntime();
  say(`Runtime: ${runtime.name}`);
  if (runtime.kind === 'electron') {
    const { status } = spawnSync(runtime.executable, [...sandboxSwitch(), root, ...args], {
      stdio: 'inherit',
    });
    return status ?? 1;
  }
  say('This is a preview in a browser window: tray, notifications and hotkeys are not shown.');
  return preview(args);
}

async function preview(args: readonly string[]): Promise<number> {
  const app = launchDouble({ root, args, env: { HANDSET_PREVIEW: 'visible' } });
  const status = await app.exited;
  if (status !== 0) {
    say(app.errors());
    say(
      'The preview ended with an error. If the window could not be opened, check that the display works (DISPLAY or WAYLAND_DISPLAY), or run "npm run demo", which needs none.',
    );
  }
  return typeof status === 'number' ? status : 1;
}

/** Chromium refuses to run its sandbox as root, which only containers and test machines do. */
function sandboxSwitch(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

process.exitCode = await start(process.argv.slice(2));
