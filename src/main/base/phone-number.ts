import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { longestText } from '../../shared/domain/one-line.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import { readText } from './phone-number/read.ts';
import { typedText } from './phone-number/typed.ts';

export { plainDigits } from './phone-number/characters.ts';

/** What can be read from the text alone; callers add names and history. */
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

/** As many as an agent can choose from at a glance. */
const mostCandidates = 9;

/**
 * Reads what a person would read as one phone number, wherever it stands: typed, copied, in a link,
 * in a table cell. A number is read as it was written or not at all: text that could be read in two
 * ways, or that holds several numbers, comes back as `candidates`. Never throws; takes time linear
 * in the text's length.
 *
 * @param defaultCountry ISO 3166 alpha-2: decides for numbers without a country code
 */
export function parseNumber(text: string, defaultCountry: string): ParsedNumber {
  if (text.length > longestText) return parseLongText(text, defaultCountry);
  const reading = readText(text, defaultCountry);
  const { numbers, doubtful, problem } = reading;
  const typed = typedText(text, reading, defaultCountry);
  const [found, another] = numbers;
  if (found && !another && problem === null) {
    const { e164, display, country, kind, extension } = found;
    return { ...noNumber, valid: true, problem, e164, display, typed, country, kind, extension };
  }
  const candidates = [...numbers, ...doubtful]
    .slice(0, mostCandidates)
    .map(({ e164, display }) => ({ e164, display, name: null }));
  return { ...noNumber, problem: problem ?? 'number_several', typed, candidates };
}

/**
 * Nobody copies this much and means to dial it: at most, the agent is asked about what its
 * beginning holds.
 */
function parseLongText(text: string, defaultCountry: string): ParsedNumber {
  const parsed = parseNumber(`${text.slice(0, longestText - 1)}…`, defaultCountry);
  const { e164, display } = parsed;
  if (e164 === null) return parsed;
  const candidates = [{ e164, display: display ?? e164, name: null }];
  return { ...noNumber, problem: 'number_ambiguous', typed: parsed.typed, candidates };
}

/**
 * Whether a number (E.164) is the one an account names: as E.164, or in its country's national form
 * with or without a leading 0, as Exotel writes ExoPhones. A SIP address is not a number.
 */
export function isSameNumber(e164: string, named: string): boolean {
  if (!/^[+\d\s().-]+$/.test(named)) return false;
  const digits = named.replace(/\D/g, '');
  if (named.trim().startsWith('+'))
    return (parsePhoneNumberFromString(named)?.number ?? `+${digits}`) === e164;
  const local = digits.replace(/^0+/, '');
  return local !== '' && [nationalDigits(e164), e164.slice(1)].includes(local);
}

/** Returns `+91 98765 43210` for `+919876543210`; anything else comes back unchanged. */
export function displayNumber(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

/**
 * Returns `9876543210` for `+919876543210`: the digits that every way of writing it has in common.
 */
export function nationalDigits(e164: string): string {
  return parsePhoneNumberFromString(e164)?.nationalNumber ?? e164.replace(/\D/g, '');
}

const noNumber: Omit<ParsedNumber, 'typed'> = {
  valid: false,
  problem: null,
  e164: null,
  display: null,
  country: null,
  extension: null,
  candidates: [],
  kind: null,
};
