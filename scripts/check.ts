import { runChecks } from './checks.ts';
import { readCommandLine } from './command-line.mjs';
import { runScript } from './terminal.mjs';

readCommandLine('check', process.argv.slice(2));
await runScript(async () => {
  const { passed, failed } = await runChecks();
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
});
