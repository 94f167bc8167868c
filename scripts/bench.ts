import { readCommandLine } from './command-line.mjs';
import { say } from './terminal.mjs';

const calls = readCommandLine('bench', process.argv.slice(2)).text('calls');
say('Loading the benches …');
const { bench } = await import('../lab/bench/run.ts');
await bench(calls === undefined ? null : Number(calls));
