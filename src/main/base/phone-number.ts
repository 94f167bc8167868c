import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { longestText } from '../../shared/domain/one-line.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import { readText } from './phone-number/read.ts';
import { typedText } from './phone-number/typed.ts';

export { plainDigits } from './phone-number/characters.ts';

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

/** An agent chooses among so many at a glance. */
const mostCandidates = 9;

/**
 * Reads what a person would read as one phone number, in whatever it stands: typed, copied, in a
 * link, in a cell. A number is read as it was written, or not at all: what could be read in two
 * ways, or is several numbers, comes back as `candidates`. Total; the time it takes grows with the
 * text's length and no faster.
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
    return { ...nothing, valid: true, problem, e164, display, typed, country, kind, extension };
  }
  const candidates = [...numbers, ...doubtful]
    .slice(0, mostCandidates)
    .map(({ e164, display }) => ({ e164, display, name: null }));
  return { ...nothing, problem: problem ?? 'number_several', typed, candidates };
}

/** Nobody copies so much and means to dial it: what its beginning holds is asked about at most. */
function parseLongText(text: string, defaultCountry: string): ParsedNumber {
  const parsed = parseNumber(`${text.slice(0, longestText - 1)}…`, defaultCountry);
  const { e164, display } = parsed;
  if (e164 === null) return parsed;
  const candidates = [{ e164, display: display ?? e164, name: null }];
  return { ...nothing, problem: 'number_ambiguous', typed: parsed.typed, candidates };
}

/**
 * Whether a number (E.164) is the one that an account names: as E.164, or in the form of its own
 * country, with or without a 0 in front, as Exotel writes ExoPhones. A SIP address is no number.
 */
export function isSameNumber(e164: string, named: string): boolean {
  if (!/^[+\d\s().-]+$/.test(named)) return false;
  const digits = named.replace(/\D/g, '');
  if (named.trim().startsWith('+'))
    return (parsePhoneNumberFromString(named)?.number ?? `+${digits}`) === e164;
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

const nothing: Omit<ParsedNumber, 'typed'> = {
  valid: false,
  problem: null,
  e164: null,
  display: null,
  country: null,
  extension: null,
  candidates: [],
  kind: null,
};
