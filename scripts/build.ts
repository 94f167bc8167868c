import { build } from './build-app.ts';
import { readCommandLine } from './command-line.mjs';
import { runScript, say } from './terminal.mjs';

readCommandLine('build', process.argv.slice(2));
await runScript(async () => {
  await build();
  say('Handset is built: out/');
  return 0;
});
