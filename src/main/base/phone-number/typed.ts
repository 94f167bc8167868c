import { AsYouType, isSupportedCountry } from 'libphonenumber-js/max';
import { readText, type TextReading } from './read.ts';

/** No number is written longer. */
const longestTyped = 40;

/**
 * A text as the number field shows it. One plain number, however far it is typed, is formatted as
 * one writes it; anything else stays as it was written, on one line, since its spaces and signs
 * tell what is meant.
 */
export function typedText(text: string, reading: TextReading, defaultCountry: string): string {
  const { plainNumber, problem, numbers } = reading;
  if (plainNumber === null || plainNumber.length > longestTyped) return oneLine(text);
  const formatted = format(plainNumber, defaultCountry);
  // A format's own spaces must not make another number of it.
  const again = readText(formatted, defaultCountry);
  const same = again.problem === problem && again.numbers[0]?.e164 === numbers[0]?.e164;
  return same ? formatted : plainNumber;
}

function format(plain: string, country: string): string {
  const formatter = new AsYouType(isSupportedCountry(country) ? country : undefined);
  return formatter.input(plain) || plain;
}

/** Lines and cells stay apart, in a field that has one line. */
function oneLine(text: string): string {
  const lines = text.split(/[\n\r\t\v\f\u2028\u2029]/).map((line) => line.trim());
  const written = lines.filter((line) => line !== '').join(' | ');
  const spaced = /\p{N}/u.test(written) ? written : written.split(/\s+/).join(' ');
  // The next word is about to be typed.
  return text.endsWith(' ') && spaced !== '' ? `${spaced} ` : spaced;
}
