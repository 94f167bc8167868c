import { breakMark } from './characters.ts';

/** Text in which only possible phone numbers still have digits. */
export interface Veiled {
  text: string;
  /** A spreadsheet has cut digits off: `9.87654E+09`. */
  rounded: boolean;
}

const octet = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const currency = String.raw`₹|\$|€|£|¥|৳|\brs\b\.?|\binr\b|\busd\b|\beur\b|\baed\b|रु\.?|रू\.?|रुपये|रुपए|টাকা|ரூ\.?|రూ\.?|ರೂ\.?|രൂപ`;
const unit = String.raw`am|pm|a\.m\.?|p\.m\.?|hrs?|hours?|mins?|minutes?|secs?|seconds?|days?|weeks?|months?|years?|yrs?|o’clock|बजे|घंटे|दिन|साल|मिनट|वर्ष|kg|km|gb|mb|%|st|nd|rd|th`;

/**
 * Shapes no phone number has. Each begins where a run of digits does and counts up to a fixed
 * bound; the text is scanned once per shape.
 */
const shapes: readonly RegExp[] = [
  // Numbers with thousands separators, Indian or western, and amounts with a currency before or
  // after.
  /(?<!\d[ .,-]?)\d{1,3}(?:,\d{2,3}){1,8}(?:\.\d{1,2})?(?![\d,])/g,
  new RegExp(String.raw`(?:${currency}) ?\d+(?:[.,]\d{1,3})*`, 'giu'),
  /(?<![\d.,])\d+(?:[.,]\d{1,3})* ?(?:\/-(?!\d)|₹|€|rupees?\b|rs\b|रुपये|रुपए|lakhs?\b|crores?\b|लाख|करोड़)/giu,
  // Dates, optionally followed by a time of day.
  /(?<![\d+][-./]?)(?:19|20)\d\d([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d|[-./]\d)(?:T\d\d:\d\d)?/g,
  /(?<![\d+][-./]?)(?:0?[1-9]|[12]\d|3[01])([-./])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d|[-./]\d)/g,
  /(?<![\d+][-./]?)(?:0?[1-9]|[12]\d|3[01])\/(?:0?[1-9]|1[0-2])\/\d\d(?!\d|[-./]\d)/g,
  // Times of day, and counts.
  /(?<![\d:.])\d{1,2}:\d\d(?::\d\d)?(?![\d:])/g,
  new RegExp(String.raw`(?<![\d.+-])\d{1,2}(?:[.:]\d\d)? ?(?:${unit})(?![\p{L}\p{M}\p{N}])`, 'giu'),
  /(?<!\d)24 ?[x×/*] ?7(?!\d)/gi,
  // IP addresses, map coordinates, identifiers.
  new RegExp(String.raw`(?<![\d.+])${octet}(?:\.${octet}){3}(?![\d.])`, 'g'),
  /(?<![\d.+])[1-9]\d?\.\d{5,}(?![\d.-]| \d)/g,
  /(?<![\p{L}\p{N}])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\p{L}\p{N}])/giu,
];

const exponent = /(?<![\d.])\d[.,]\d{1,15}e\+?\d{1,2}(?!\d)/gi;
/** A number that a spreadsheet wrote as a decimal. */
const decimalEnd = /(?<![\d.])(\+?\d{7,15})\.0{1,2}(?![\d.])/g;
/** The same after groups with spaces. */
const spacedDecimalEnd = /(?<= \d{3,8})\.0{1,2}(?![\d.])/g;

/** Replaces everything that is not a phone number by a break. */
export function veil(text: string): Veiled {
  if (!/\d/.test(text)) return { text, rounded: false };
  const rounded = text.search(exponent) !== -1;
  let veiled = text
    .replace(exponent, breakMark)
    .replace(decimalEnd, `$1${breakMark}`)
    .replace(spacedDecimalEnd, breakMark);
  for (const shape of shapes) veiled = veiled.replace(shape, breakMark);
  return { text: veiled, rounded };
}
