import { runSimulations } from '../lab/simulations/run.ts';
import { readCommandLine } from './command-line.mjs';
import { say } from './terminal.mjs';

const line = readCommandLine('simulate', process.argv.slice(2));
say('Playing 36 shifts, a line each …');
process.exitCode = (await runSimulations(Number(line.text('seed')))) > 0 ? 1 : 0;
