import type { Migration } from '../database/migrate.ts';
import { migration0010 } from './0010-calls.ts';
import { migration0020 } from './0020-answers.ts';
import { migration0021 } from './0021-profiles.ts';
import { migration0030 } from './0030-two-histories.ts';
import { migration0031 } from './0031-results.ts';
import { migration0032 } from './0032-recordings.ts';
import { migration0033 } from './0033-calls-in-book.ts';
import { migration0034 } from './0034-removed.ts';
import { migration0035 } from './0035-folded-search.ts';
import { migration0036 } from './0036-odd-values.ts';
import { migration0037 } from './0037-removed-by-sid.ts';
import { migration0038 } from './0038-direction.ts';
import { migration0039 } from './0039-missed.ts';
import { migration0040 } from './0040-calls-by-direction.ts';

/** In order; a released migration is never edited. */
export const migrations: readonly Migration[] = [
  migration0010,
  migration0020,
  migration0021,
  migration0030,
  migration0031,
  migration0032,
  migration0033,
  migration0034,
  migration0035,
  migration0036,
  migration0037,
  migration0038,
  migration0039,
  migration0040,
];
