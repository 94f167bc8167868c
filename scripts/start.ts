import { launchDouble } from '../tests/electron-double/launch.ts';
import { build } from './build.ts';
import { root, run } from './lib/run.ts';
import { main, say } from './lib/say.ts';
import { chooseRuntime, hasDisplay, runtimeEnv } from './runtime.ts';

/** `npm start`: opens the app; without a display, shows the demo instead. */
async function start(): Promise<number> {
  if (!hasDisplay()) {
    say('There is no display here: running the demo instead (npm run demo).');
    return run(process.execPath, ['scripts/demo.ts'], { output: 'inherit' });
  }
  const args = process.argv.slice(2);
  await build();
  const runtime = await chooseRuntime();
  if (runtime.kind === 'electron') {
    return run(runtime.executable, [...sandboxSwitch(), '.', ...args], { output: 'inherit' });
  }
  say('This is a preview in a browser window: tray, notifications and hotkeys are not shown.');
  const env = { ...runtimeEnv(runtime), HANDSET_PREVIEW: 'visible' };
  const preview = launchDouble({ root, args, env });
  process.once('SIGINT', () => void preview.desktop.quit().catch(() => {}));
  const status = await preview.exited;
  if (status !== 0) say(preview.errors());
  return typeof status === 'number' ? status : 1;
}

/** Chromium refuses to run its sandbox as root, which only containers and test machines do. */
export function sandboxSwitch(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

if (import.meta.main) await main(start);
