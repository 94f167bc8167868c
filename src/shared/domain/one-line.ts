/** Longer texts are not read. */
export const longestText = 20_000;

/**
 * A text of any number of lines, for a field that has one: lines and cells stay apart, where a
 * browser would put their digits together. A text that is cut off ends in `…`: its last number is
 * not taken for a whole one.
 */
export function onOneLine(text: string): string {
  const line = text
    .split(/[\n\r\t\v\f\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' | ');
  return line.length > longestText ? `${line.slice(0, longestText - 1)}…` : line;
}
