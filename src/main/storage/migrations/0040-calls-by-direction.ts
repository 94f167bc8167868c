import type { Migration } from '../database/migrate.ts';

/** Lists calls of one direction, and of those the ones with one outcome, in order. */
export const migration0040: Migration = {
  version: 40,
  run: `
    CREATE INDEX calls_by_direction ON calls (practice, direction, seq);
    CREATE INDEX calls_by_direction_and_outcome ON calls (practice, direction, outcome, seq);
  `,
};
