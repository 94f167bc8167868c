import { z } from 'zod';

/** The name of a floor, an agent or a relay, as it stands in topics and paths. */
export const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, 'lower-case letters, digits, - and _, at most 32');
