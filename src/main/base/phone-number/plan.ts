import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  Metadata,
  type PhoneNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import { isPracticeNumber } from '../../../shared/domain/practice-story.ts';
import type { NumberKind } from './reading.ts';

/** Digits, with or without a leading `+`. */
export interface Digits {
  plus: boolean;
  digits: string;
}

/** A number as the numbering plans describe it. */
export interface PlanNumber {
  e164: string;
  display: string;
  /** ISO 3166 alpha-2; null for a number that belongs to no country. */
  country: string | null;
  kind: NumberKind;
}

/** ITU-T E.164: a plus sign and fifteen digits. */
const longestE164 = 16;
/**
 * A plus sign and seven digits: anything shorter is a service of one network, not a person's phone.
 */
const shortestE164 = 8;
/** The international prefix or a trunk zero may come first. */
const mostDigits = 19;
/** No plan has shorter numbers. */
const fewestDigits = 4;

/**
 * Looks digits up in the numbering plans. Look-ups are what costs time, so each reader counts its
 * own: a text of any length must be read within bounded time.
 */
export class Plans {
  readonly country: CountryCode | undefined;
  #left: number;

  constructor(defaultCountry: string, mostQuestions: number) {
    this.country = isSupportedCountry(defaultCountry) ? defaultCountry : undefined;
    this.#left = mostQuestions;
  }

  /** True if a look-up was refused: what was found so far may not be all. */
  get exhausted(): boolean {
    return this.#left < 0;
  }

  /** Returns the number that exactly these digits make, or null. */
  number({ plus, digits }: Digits): PlanNumber | null {
    if (digits.length < fewestDigits || digits.length > mostDigits) return null;
    // No calling code begins with 0; the library would read it as a number of the default country.
    if (plus && digits.startsWith('0')) return null;
    this.#left -= 1;
    if (this.#left < 0) return null;
    const found = parse(plus ? `+${digits}` : digits, this.country);
    return found ? toPlanNumber(found) : null;
  }

  /** The calling code of the default country, without `+`. */
  get callingCode(): string | null {
    return this.country ? getCountryCallingCode(this.country) : null;
  }

  /** Whether more digits could still turn these into a number. */
  canGrow({ plus, digits }: Digits): boolean {
    const abroad = plus ? digits : digits.startsWith('00') ? digits.slice(2) : null;
    if (abroad !== null && canGrowAbroad(abroad)) return true;
    if (plus) return false;
    if (!this.country) return digits.length < 8;
    return canGrowIn(this.country, digits) || canGrowIn(this.country, afterCode(digits, this));
  }
}

/** Whether the digits are exactly a calling code. */
export function isCallingCode(digits: string): boolean {
  return countriesOf().has(digits);
}

function afterCode(digits: string, { callingCode }: Plans): string {
  return callingCode !== null && digits.startsWith(callingCode)
    ? digits.slice(callingCode.length)
    : digits;
}

function parse(text: string, country: CountryCode | undefined): PhoneNumber | undefined {
  const options = { extract: false, ...(country && { defaultCountry: country }) };
  return parsePhoneNumberFromString(text, options);
}

function toPlanNumber(found: PhoneNumber): PlanNumber | null {
  // Some plans, such as Germany's, allow more digits than an international call can carry, and
  // fewer than any phone has.
  const { length } = found.number;
  if (length > longestE164 || length < shortestE164) return null;
  const practice = isPracticeNumber(found.number);
  if (!practice && !found.isValid()) return null;
  return {
    e164: found.number,
    display: found.formatInternational(),
    country: practice ? 'GB' : (found.country ?? null),
    kind: kindOf(found.getType()),
  };
}

function kindOf(type: string | undefined): NumberKind {
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

function canGrowAbroad(digits: string): boolean {
  const codes = countriesOf();
  for (let length = 1; length <= Math.min(3, digits.length); length++) {
    const countries = codes.get(digits.slice(0, length));
    if (countries) return countries.some((country) => canGrowIn(country, digits.slice(length)));
  }
  if (digits.length < 3) return !digits.startsWith('0');
  // Numbers of no country, such as +800: for them the plans give lengths only.
  return validatePhoneNumberLength(`+${digits}`) === 'TOO_SHORT';
}

interface Plan {
  /** Matches digits that a national number may begin with. */
  beginsLike: RegExp;
  trunk: string;
}

function canGrowIn(country: CountryCode, digits: string): boolean {
  const { beginsLike, trunk } = planOf(country);
  const withoutTrunk =
    trunk !== '' && digits.startsWith(trunk) ? digits.slice(trunk.length) : digits;
  // A complete number that is assigned to nobody is not half a number.
  const goesOn = (begun: string): boolean =>
    [...'0123456789'].some((next) => beginsLike.test(begun + next));
  return goesOn(digits) || goesOn(withoutTrunk);
}

let callingCodes: Map<string, CountryCode[]> | null = null;

function countriesOf(): Map<string, CountryCode[]> {
  if (callingCodes) return callingCodes;
  callingCodes = new Map();
  for (const country of getCountries()) {
    const code = getCountryCallingCode(country);
    callingCodes.set(code, [...(callingCodes.get(code) ?? []), country]);
  }
  return callingCodes;
}

const plans = new Map<CountryCode, Plan>();

function planOf(country: CountryCode): Plan {
  const remembered = plans.get(country);
  if (remembered) return remembered;
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  const pattern = ask(metadata.numberingPlan, 'nationalNumberPattern');
  const plan = {
    beginsLike: beginningOf(pattern),
    trunk: ask(metadata.numberingPlan, 'nationalPrefix'),
  };
  plans.set(country, plan);
  return plan;
}

/** The library provides these, but its types leave them out. */
function ask(plan: object | undefined, name: 'nationalNumberPattern' | 'nationalPrefix'): string {
  const method: unknown = plan && Reflect.get(plan, name);
  const value: unknown = typeof method === 'function' ? method.call(plan) : '';
  return typeof value === 'string' ? value : '';
}

/**
 * Returns a pattern that matches any beginning of what `pattern` matches: each digit may also be
 * the end of the text. Plans use only digits, classes, groups and counts.
 */
function beginningOf(pattern: string): RegExp {
  const open = pattern.replace(/\{\d+(?:,\d*)?\}|\[[^\]]*\]|\\d|\d/g, (part) =>
    part.startsWith('{') ? part : `(?:${part}|$)`,
  );
  return new RegExp(`^(?:${open})$`);
}
