import { readCommandLine } from './command-line.mjs';
import { say } from './terminal.mjs';

readCommandLine('bench', process.argv.slice(2));
say('Loading the benches …');
await import('../bench/run.ts');
