import { readCommandLine } from '../command-line.mjs';
import { runScript } from '../terminal.mjs';
import { bundledRelay } from './declaration.mjs';
import { runLine } from './run-line.ts';

/** The relay in one file, for a server on which nothing but Node is installed. */
const line = readCommandLine(bundledRelay, process.argv.slice(2));
await runScript(() => runLine(bundledRelay, line));
