import { createHash } from 'node:crypto';
import type { LedgerEntry } from './request-reader.ts';

/** The sid that the provider gives to an intent. */
export function sidOf(customField: string): string {
  return createHash('md5').update(customField).digest('hex');
}

/** Call details of a request's own, for the answer to it. */
export function callOf({ customField }: LedgerEntry): { sid: string; custom_field: string | null } {
  return { sid: sidOf(customField ?? ''), custom_field: customField };
}
