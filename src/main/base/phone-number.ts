import {
  AsYouType,
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import { isPracticeNumber } from '../../shared/domain/practice-story.ts';

/** What the text alone tells; names and history are added by whoever knows them. */
export type ParsedNumber = Pick<
  UnderstoodNumber,
  | 'valid'
  | 'problem'
  | 'e164'
  | 'display'
  | 'typed'
  | 'country'
  | 'extension'
  | 'candidates'
  | 'kind'
>;

/**
 * Reads what a person would read as one phone number. `defaultCountry` (ISO 3166 alpha-2) decides
 * for numbers without a country code.
 */
export function parseNumber(text: string, defaultCountry: string): ParsedNumber {
  const country = countryCode(defaultCountry);
  const cleaned = cleanUp(text);
  const typed = formatTyped(cleaned, country);
  const number = parsePhoneNumberFromString(cleaned, country);
  const practice = number !== undefined && isPracticeNumber(number.number);
  if (!number || number.ext || isPartOfAWord(cleaned)) return { ...nothing, typed };
  if (!practice && !number.isValid()) return { ...nothing, typed };
  return {
    valid: true,
    problem: null,
    extension: null,
    candidates: [],
    e164: number.number,
    display: number.formatInternational(),
    typed,
    country: practice ? 'GB' : (number.country ?? null),
    kind: practice ? 'mobile' : kindOf(number.getType()),
  };
}

/**
 * Whether a number (E.164) is the one that an account names: as E.164, or in the form of its own
 * country, with or without a 0 in front, as Exotel writes ExoPhones. A SIP address is no number.
 */
export function isSameNumber(e164: string, named: string): boolean {
  if (!/^[+\d\s().-]+$/.test(named)) return false;
  const digits = named.replace(/\D/g, '');
  if (named.trim().startsWith('+')) return `+${digits}` === e164;
  const local = digits.replace(/^0+/, '');
  return local !== '' && [nationalDigits(e164), e164.slice(1)].includes(local);
}

/** `+91 98765 43210` for `+919876543210`; anything else comes back as it is. */
export function displayNumber(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

/** `9876543210` for `+919876543210`: the digits that every way to write it has in common. */
export function nationalDigits(e164: string): string {
  return parsePhoneNumberFromString(e164)?.nationalNumber ?? e164.replace(/\D/g, '');
}

const nothing = {
  valid: false,
  problem: 'number_invalid',
  e164: null,
  display: null,
  country: null,
  extension: null,
  candidates: [],
  kind: null,
} satisfies Omit<ParsedNumber, 'typed'>;

/** Digits of every script become ASCII, invisible marks that copying brings along go. */
export function plainDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\u0966-\u096f]/g, (digit) => String(digit.charCodeAt(0) - 0x966));
}

function cleanUp(text: string): string {
  return plainDigits(text)
    .replace(/^\s*(?:tel|callto):/i, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** `INV-9876543210` and `9876543210@example.com` hold digits, and are no phone numbers. */
function isPartOfAWord(text: string): boolean {
  return /[\p{L}_@/#]-?\+?\d|\d-?[\p{L}_@/#]/u.test(text);
}

/** Formats while typing; text that is no number so far stays as typed. */
function formatTyped(text: string, country: CountryCode | undefined): string {
  if (!/^[+\d\s().-]*$/.test(text)) return text;
  return new AsYouType(country).input(text) || text;
}

function countryCode(text: string): CountryCode | undefined {
  return isSupportedCountry(text) ? text : undefined;
}

function kindOf(type: string | undefined): ParsedNumber['kind'] {
  switch (type) {
    case 'MOBILE':
      return 'mobile';
    case 'FIXED_LINE':
      return 'landline';
    case 'FIXED_LINE_OR_MOBILE':
      return 'mobile_or_landline';
    case 'TOLL_FREE':
      return 'toll_free';
    default:
      return 'other';
  }
}
