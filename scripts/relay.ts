import { readCommandLine } from './command-line.mjs';
import { runLine } from './relay/run-line.ts';
import { runScript } from './terminal.mjs';

/** `npm run relay`: the relay itself, what its administrator does, or the practice floor. */
const line = readCommandLine('relay', process.argv.slice(2));
await runScript(async () => {
  if (!line.has('practice')) return runLine('relay', line);
  const { practise } = await import('../tools/practice-floor/practise.ts');
  return practise();
});
