import { runSimulations } from '../tests/simulations/run.ts';

process.exitCode = (await runSimulations()) > 0 ? 1 : 0;
