import { join } from 'node:path';
import { readCommandLine } from './command-line.mjs';
import { Workshop } from './dev/workshop.ts';
import { takeLock } from './lock.mjs';
import { root } from './run.ts';
import { chooseRuntime, hasDisplay } from './runtime.ts';
import { runScript, say, stop } from './terminal.mjs';

/** `npm run dev`: the app, always built from the current sources. */
const line = readCommandLine('dev', process.argv.slice(2));
const profile = line.text('profile');
const args = [
  ...(line.has('own-account') ? [] : ['--practice']),
  ...(profile === undefined ? [] : [`--profile=${profile}`]),
];

async function develop(): Promise<number> {
  const lock = await takeLock(join(root, 'artifacts', 'dev.lock'));
  if (lock === null) stop('npm run dev is running here already: end it there (Ctrl+C) first.');
  const asked = askedToEnd();
  const runtime = await chooseRuntime();
  say(`Runtime: ${runtime.name}`);
  if (!hasDisplay()) say('There is no display: nobody sees it but DevTools.');
  const where = line.has('own-account')
    ? 'the account used last'
    : 'the practice account: nobody is called';
  say(`Handset opens on ${where}.
What is changed below src/ is built at once. A change to the windows is shown by loading them
again, one to main or the preload by starting Handset again. Ctrl+C ends both.`);
  const workshop = new Workshop(runtime, args);
  say('Building Handset …');
  await workshop.begin();
  const status = await Promise.race([workshop.left, asked]);
  await workshop.end();
  return status;
}

/** Resolves to the exit status once the terminal or the parent process wants this to end. */
function askedToEnd(): Promise<number> {
  return new Promise((resolve) => {
    process.on('SIGINT', () => resolve(130));
    process.on('SIGTERM', () => resolve(143));
    process.on('SIGHUP', () => resolve(129));
  });
}

await runScript(develop);
