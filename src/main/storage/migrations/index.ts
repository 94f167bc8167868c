import type { Migration } from '../migrate.ts';
import { migration0010 } from './0010-calls.ts';

/** In order; a released one is never edited. */
export const migrations: readonly Migration[] = [migration0010];
