import { linkSchemes } from '../../shared/contract/entrances.ts';
import { plainCharacters } from '../base/phone-number/characters.ts';
import { readCallLink } from '../base/phone-number/links.ts';

/** Links that ask for a call. */
export const telLinkSchemes: readonly string[] = linkSchemes.map((scheme) => `${scheme}:`);

/** E.164 allows 15 digits; the rest leaves room for formatting and an extension. */
const longestNumber = 50;

/**
 * Returns the number a link asks for, as the number reader takes it, or null. Never throws. Service
 * codes with `*` or `#` are not numbers to call: a web page must not be able to run them.
 */
export function parseTelLink(text: string): string | null {
  const scheme = /^\s*[a-z]+:/i.exec(text)?.[0].trim().toLowerCase() ?? '';
  const read = telLinkSchemes.includes(scheme) ? readCallLink(text.trim()) : null;
  if (read === null || 'problem' in read) return null;
  const number = plainCharacters(read.text).trim();
  const looksLikeOne = /^\+?[\d\s().,-]+(?:;ext=\d{1,7})?$/.test(number);
  return looksLikeOne && /\d{3}/.test(number.replace(/\D/g, '')) && number.length <= longestNumber
    ? number
    : null;
}
