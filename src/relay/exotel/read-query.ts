import { z } from 'zod';

/** A number or SIP address as Exotel wrote it. */
export const addressSchema = z.string().min(1).max(64);
export const sidSchema = z.string().min(1).max(200);

/**
 * Returns the first of Exotel's parameters that says something. Empty ones say nothing, nor do the
 * word `null` and templates that Exotel did not fill in; quotes around a value are no part of it.
 */
export function readField(query: URLSearchParams, ...names: string[]): string | null {
  for (const name of names) {
    const text = (query.get(name) ?? '').trim().replace(/^"(.*)"$/, '$1');
    if (text !== '' && text !== 'null' && !/\{\{|\}\}/.test(text)) return text;
  }
  return null;
}

export function readAddress(query: URLSearchParams, ...names: string[]): string | null {
  return addressSchema.safeParse(readField(query, ...names)).data ?? null;
}

/** The call's id; null if the request names no call. */
export function readSid(query: URLSearchParams): string | null {
  return sidSchema.safeParse(readField(query, 'CallSid')).data ?? null;
}

/** Customer and ExoPhone of an incoming call: some requests name one pair of parameters, some the other. */
export function readParties(query: URLSearchParams): { caller: string | null; called: string } {
  return {
    caller: readAddress(query, 'CallFrom', 'From'),
    called: readAddress(query, 'CallTo', 'To') ?? '',
  };
}
