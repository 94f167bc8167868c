import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { subjects, testsOf } from './subjects.ts';

// Stryker's own way to choose tests (`testFiles`) leaves constants at the top of a file unmutated.
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: { include: subjects.map(testsOf), testTimeout: 60_000 },
});
