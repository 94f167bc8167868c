/** Links that ask for a call. */
export const telLinkSchemes: readonly string[] = ['tel:', 'callto:', 'handset:'];

/** E.164 allows 15 digits; the rest is room for the way people write them. */
const longestNumber = 40;

/**
 * The number that a link asks for, as it is written there, or null. Total: any text is answered.
 * `tel:` parameters (RFC 3966: `;ext=`, `;phone-context=`) are dropped. Service codes with `*` or
 * `#` are no numbers to call: a web page must not be able to run them.
 */
export function parseTelLink(text: string): string | null {
  const match = /^([a-z]+:)(?:\/\/)?(?:dial\/)?([^;?#/]*)/i.exec(text.trim());
  const [, scheme, rest] = match ?? [];
  if (!scheme || rest === undefined || !telLinkSchemes.includes(scheme.toLowerCase())) return null;
  const number = decode(rest)?.trim() ?? '';
  const looksLikeOne = /^\+?[\d\s().-]+$/.test(number) && /\d{3}/.test(number.replace(/\D/g, ''));
  return looksLikeOne && number.length <= longestNumber ? number : null;
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
