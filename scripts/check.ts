import { runChecks } from './checks.ts';

const { passed, failed } = runChecks();
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
