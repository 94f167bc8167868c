import { createHash } from 'node:crypto';
import type { LedgerEntry } from './request-reader.ts';

/** Returns the sid that the provider gives to an intent. */
export function sidOf(customField: string): string {
  return createHash('md5').update(customField).digest('hex');
}

/** Returns call details that belong to a request, for the response to it. */
export function callOf({ customField }: LedgerEntry): { sid: string; custom_field: string | null } {
  return { sid: sidOf(customField ?? ''), custom_field: customField };
}
