import { AsYouType, isSupportedCountry } from 'libphonenumber-js/max';
import { onOneLine } from '../../../shared/domain/one-line.ts';
import { readText, type TextReading } from './read.ts';

/** Numbers are never written longer than this. */
const longestTyped = 40;

/**
 * Returns a text as the number field shows it. One plain number, even half typed, is formatted the
 * usual way; anything else stays as written, on one line, since its spaces and signs tell what is
 * meant.
 */
export function typedText(text: string, reading: TextReading, defaultCountry: string): string {
  const { plainNumber, problem, numbers } = reading;
  if (plainNumber === null || plainNumber.length > longestTyped) return asWritten(text);
  // 112 is never written in two groups.
  if (problem === 'number_emergency' || problem === 'number_short_code') return plainNumber;
  const formatted = format(plainNumber, defaultCountry);
  // The format's own spaces must not turn it into another number.
  const again = readText(formatted, defaultCountry);
  const same = again.problem === problem && again.numbers[0]?.e164 === numbers[0]?.e164;
  return same ? formatted : plainNumber;
}

function format(plain: string, country: string): string {
  const formatter = new AsYouType(isSupportedCountry(country) ? country : undefined);
  return formatter.input(plain) || plain;
}

function asWritten(text: string): string {
  const written = onOneLine(text);
  const spaced = /\p{N}/u.test(written) ? written : written.split(/\s+/).join(' ');
  // The next word is about to be typed.
  return text.endsWith(' ') && spaced !== '' ? `${spaced} ` : spaced;
}
