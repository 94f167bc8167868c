import type { Migration } from '../database/migrate.ts';

/**
 * Finds marks and contacts by their number, whatever their `practice` holds; a call counts as
 * settled only if `settled` says so, so that an odd value hides none from the follower.
 */
export const migration0036: Migration = {
  version: 36,
  run: `
    DROP INDEX do_not_call_by_number;
    CREATE INDEX do_not_call_by_number ON do_not_call (number, practice);
    CREATE INDEX contacts_by_number ON contacts (number);
    DROP INDEX calls_unsettled;
    CREATE INDEX calls_unsettled ON calls (state) WHERE settled IS NOT 1;
  `,
};
