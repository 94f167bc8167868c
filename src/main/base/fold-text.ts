/**
 * A text as it is compared and sorted: without case, without accents on Latin letters, and one
 * letter in one spelling, whichever of Unicode's forms it came in.
 */
export function foldText(text: string): string {
  // Marks of other scripts are vowels, and stay.
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .trim();
}
