import { digitOf } from '../../shared/domain/digit-of.ts';
import { nationalDigits } from './phone-number.ts';

/** Replaces a number that was erased. */
export const erasedMark = '•••';

/** What people, links, JSON and HTML put between the digits of a number. */
const gap = String.raw`(?:%[\da-f]{2}|&#?\w{1,8};|\\[nrt]|[^\p{L}\p{N}]){0,4}`;
/** Without its country code, anything shorter is a year, a price or a time. */
const shortestNational = 7;

/** Finds one phone number anywhere in a text, however it is written. */
export class WrittenNumber {
  /** Its digits alone: a quick check that finds more. */
  readonly #core: RegExp;
  readonly #whole: RegExp;

  /** @param e164 for example `+919876543210` */
  constructor(e164: string) {
    const national = nationalDigits(e164);
    const country = e164.slice(1, e164.length - national.length);
    const inTurn = (digits: string) => [...digits].join(gap);
    const abroad = country && `(?:(?:0{1,3}${gap})?${inTurn(country)}${gap})?`;
    const before =
      national.length < shortestNational
        ? String.raw`(?:\+|00)${gap}${inTurn(country)}${gap}`
        : String.raw`(?:\+${gap})?${abroad}(?:0${gap})?`;
    this.#core = new RegExp(inTurn(national), 'iu');
    // Not within a longer run of digits; the two digits of %20 do not count.
    const begin = String.raw`(?:(?<!\d)|(?<=%[\da-f]{2}))`;
    this.#whole = new RegExp(String.raw`${begin}${before}${inTurn(national)}(?!\d)`, 'giu');
  }

  isIn(text: string): boolean {
    return this.blank(text) !== text;
  }

  /** Returns the text with {@link erasedMark} wherever the number stood. */
  blank(text: string): string {
    const { plain, places } = inAscii(text);
    if (!this.#core.test(plain)) return text;
    let blanked = '';
    let from = 0;
    for (const { index, 0: match } of plain.matchAll(this.#whole)) {
      blanked += text.slice(from, places?.[index] ?? index) + erasedMark;
      from = places?.[index + match.length] ?? index + match.length;
    }
    return blanked + text.slice(from);
  }

  /** Does the same throughout a JSON value, including keys and numbers; a number becomes null. */
  blankIn(value: unknown): unknown {
    if (typeof value === 'string') return this.blank(value);
    if (typeof value === 'number') return this.blank(String(value)) === erasedMark ? null : value;
    if (Array.isArray(value)) return value.map((each) => this.blankIn(each));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        this.blank(key),
        keptKeys.test(key) ? each : this.blankIn(each),
      ]),
    );
  }
}

/** Exotel's identifiers, and times: they are not text, whatever digits they have. */
const keptKeys = /^(?:sid|accountSid)$|(?:At|Ms)$/;

const needsAscii = /\\u[\da-f]{4}|(?![\0-\x7f])[\p{Nd}\p{No}]/iu;

/**
 * Returns the text with ASCII digits, and for each position in it the position in the original;
 * null if they are the same.
 */
function inAscii(text: string): { plain: string; places: number[] | null } {
  if (!needsAscii.test(text)) return { plain: text, places: null };
  let plain = '';
  const places: number[] = [];
  for (const { index, 0: written } of text.matchAll(/\\u[\da-f]{4}|[\s\S]/giu)) {
    const character = written.startsWith('\\u')
      ? String.fromCharCode(Number.parseInt(written.slice(2), 16))
      : written;
    const readable = digitOf(character.normalize('NFKC')) ?? character;
    for (let unit = 0; unit < readable.length; unit += 1) places.push(index);
    plain += readable;
  }
  places.push(text.length);
  return { plain, places };
}
