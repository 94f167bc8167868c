import { readCommandLine } from './command-line.mjs';
import { runLine } from './relay/run-line.ts';
import { during, runScript } from './terminal.mjs';

/** What is done sooner is not announced. */
const quietMs = 2_000;

/** `npm run relay`: the relay itself, what its administrator does, or the practice floor. */
const line = readCommandLine('relay', process.argv.slice(2));
await runScript(async () => {
  if (line.has('practice')) {
    const { practise } = await import('../tools/practice-floor/practise.ts');
    return practise();
  }
  if (line.words.join(' ') === 'bundle') {
    const { bundleRelay } = await import('./relay/bundle.ts');
    console.log(await during('Building the relay', () => bundleRelay(), quietMs));
    return 0;
  }
  return runLine('relay', line);
});
