import { readCommandLine } from './command-line.mjs';
import { runTool, tools } from './run.ts';
import { runScript } from './terminal.mjs';

/** `npm run format`. */
const { words } = readCommandLine('format', process.argv.slice(2));
await runScript(() => runTool(tools.biome, ['check', '--write', ...words]));
