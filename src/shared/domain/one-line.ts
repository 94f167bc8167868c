/** Longer texts are not read. */
export const longestText = 20_000;

/**
 * Puts a text of any number of lines on one, for a single-line field: lines and cells stay
 * separate, where a browser would join their digits. A text that is cut off ends in `…`, so that
 * its last number is not taken for a complete one.
 */
export function onOneLine(text: string): string {
  const line = text
    .split(/[\n\r\t\v\f\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' | ');
  return line.length > longestText ? `${line.slice(0, longestText - 1)}…` : line;
}
