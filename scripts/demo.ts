import { readCommandLine } from './command-line.mjs';
import { readArguments } from './demo/arguments.ts';
import { runScript } from './terminal.mjs';

/** `npm run demo`: does Handset's main job by itself, through the real interface. */
const options = readArguments(readCommandLine('demo', process.argv.slice(2)));
await runScript(async () => {
  // Takes a second to load, so a wrong number is reported first.
  const { runDemo } = await import('./demo/run-demo.ts');
  return runDemo(options);
});
