/**
 * Writes a number and its extension as one text, the way a `tel:` link does (RFC 3966), so that it
 * is read as both again. Several rounds of digits (`12, 34`) are separated by pauses.
 *
 * @param number E.164.
 */
export function withExtension(number: string, extension: string | null): string {
  return extension === null ? number : `${number};ext=${extension.replaceAll(', ', ',,')}`;
}
