import { defineConfig } from 'vitest/config';

/** Generous for slow machines: a bound, not a measure. */
const patience = { testTimeout: 300_000, hookTimeout: 300_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], ...patience } },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          setupFiles: ['tests/support/keep-type-stripping.ts'],
          ...patience,
        },
      },
      { test: { name: 'architecture', include: ['tests/architecture*.test.ts'] } },
    ],
  },
});
