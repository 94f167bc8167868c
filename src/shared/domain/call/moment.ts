import { z } from 'zod';

/** Epoch milliseconds UTC, from year 1 to year 9999: what every calendar can show. */
export const momentSchema = z
  .number()
  .min(Date.parse('0001-01-01T00:00:00Z'))
  .max(Date.parse('9999-12-31T00:00:00Z'));
/** No call and no conversation is longer than some years, whatever a row says. */
export const secondsSchema = z
  .number()
  .min(0)
  .max(2 ** 31);
