import { readCommandLine } from './command-line.mjs';
import { say } from './terminal.mjs';

const line = readCommandLine('bench', process.argv.slice(2));
const calls = line.text('calls');
say('Loading the benches …');
const { bench } = await import('../lab/bench/run.ts');
if (line.has('floor')) await bench('floor');
else await bench(calls === undefined ? null : Number(calls));
