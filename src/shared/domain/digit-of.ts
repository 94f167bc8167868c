/**
 * Returns the decimal digit of a code point (Unicode General_Category Nd), or null. In every script
 * such digits form runs of ten that begin with zero; the five runs of mathematical digits are
 * adjacent. Superscripts, circled digits and fractions (No) are not digits of a number.
 * https://www.unicode.org/reports/tr44/#General_Category_Values
 */
export function digitOf(character: string): string | null {
  if (!/^\p{Nd}$/u.test(character)) return null;
  const code = character.codePointAt(0) ?? 0;
  let first = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
}
