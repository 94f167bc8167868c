import { defineConfig } from '@playwright/test';

/** Run by scripts/test.ts, which builds the app and names the runtime in the environment. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 180_000,
  expect: { timeout: 20_000 },
});
