import type { Digits, Plans } from './plan.ts';
import { type FoundNumber, type Reading, readingOf } from './reading.ts';
import { shortNumberProblem } from './short-numbers.ts';
import type { Chunk } from './split.ts';

/** Nine of the longest numbers side by side. */
const mostDigitsInChunk = 9 * 16;
/**
 * How many digits may be an appendix rather than part of a number: as many as most postcodes have.
 */
const longestAppendix = 5;
/**
 * The longest of the equal groups that people write a number in; longer groups may be something
 * else.
 */
const longestEvenGroup = 4;
/**
 * With fewer digits before it, an appendix does not follow a number that people write in groups.
 */
const fewestBeforeAppendix = 9;
/**
 * A number hardly ever ends in a group of one digit or of five; with fewer digits before such a
 * group, nothing is settled.
 */
const fewestBeforeOdd = 7;
/** The most groups one number has. */
const mostRuns = 8;

/** Reads the digits that belong together, without looking at what is around them. */
export function readChunk(chunk: Chunk, plans: Plans): Reading {
  const { runs, plus, extension } = chunk;
  const whole = wholeNumber(chunk, plans);
  if (whole) {
    const found = { ...whole, extension };
    const shorter = isInItsFormat(chunk, whole) ? [] : withoutAppendix(chunk, plans);
    if (shorter.length > 0) return doubt(...shorter, found);
    if (looksLikeIdentity(chunk, plans)) return doubt(found);
    if (extension === null || !isNumberItself(chunk, plans)) return only(found);
    return readingOf('number_ambiguous');
  }
  const digits = runs.join('');
  if (digits.length > mostDigitsInChunk) return readingOf('number_too_long');
  const short = plus ? digits.slice(plans.callingCode?.length ?? 0) : digits;
  const shortProblem = shortNumberProblem(short, plans.country);
  if (shortProblem && (!plus || digits.startsWith(plans.callingCode ?? '-')))
    return readingOf(shortProblem);
  return runs.length > 1 ? readSideBySide(chunk, plans) : readingOf(whyNone(chunk, plans));
}

/** Returns the number that a chunk, or several joined chunks, make as a whole. */
export function wholeNumber(
  { plus, runs, trunkZero }: Pick<Chunk, 'plus' | 'runs' | 'trunkZero'>,
  plans: Plans,
): FoundNumber | null {
  const asWritten = plans.number({ plus, digits: runs.join('') });
  if (trunkZero === -1) return asWritten && { ...asWritten, extension: null };
  const without = plans.number({ plus, digits: runs.filter((_, at) => at !== trunkZero).join('') });
  // A zero that is dialled only from within the country; if both readings are numbers, it is
  // undecidable.
  if (asWritten && without && asWritten.e164 !== without.e164) return null;
  const found = without ?? asWritten;
  return found && { ...found, extension: null };
}

/**
 * `1800 123 4567 12`, `1800 123 4567 9-6`, `030 123456 10115`: plans that allow several lengths
 * accept all the digits, so validity proves nothing. Equal groups (`12 34 56 78`) are one number.
 */
function withoutAppendix({ runs, plus, trunkZero }: Chunk, plans: Plans): FoundNumber[] {
  const groups = runs.filter((_, at) => at !== trunkZero);
  const shorter: FoundNumber[] = [];
  for (let count = groups.length - 1; count > 0; count--) {
    const [last = '', appendix = ''] = groups.slice(count - 1);
    const { length } = appendix;
    const even = length > 1 && length <= longestEvenGroup && length === last.length;
    const digits = groups.slice(0, count).join('');
    const fewest = length === 1 || length === 5 ? fewestBeforeOdd : fewestBeforeAppendix;
    if (length > longestAppendix || even || digits.length < fewest + (plus ? 2 : 0)) break;
    const found = plans.number({ plus, digits });
    if (found) shorter.unshift({ ...found, extension: null });
  }
  return shorter;
}

/**
 * Whether it is grouped exactly as its country writes it, such as Luxembourg's `+352 95 84 89 4`.
 */
function isInItsFormat({ plus, runs }: Chunk, { display }: FoundNumber): boolean {
  return plus && runs.join(' ') === display.match(/\d+/g)?.join(' ');
}

/** India writes Aadhaar numbers as twelve digits in fours; some begin as its phone numbers do. */
function looksLikeIdentity({ runs, plus }: Chunk, { country }: Plans): boolean {
  const [first] = runs;
  const fours = runs.length === 3 && runs.every((run) => run.length === 4);
  return country === 'IN' && !plus && fours && first?.[0] !== '0';
}

/** In many places seven digits after a comma are a number of their own. */
function isNumberItself({ paused, extension }: Chunk, plans: Plans): boolean {
  return paused && extension !== null && plans.number({ plus: false, digits: extension }) !== null;
}

/** Reads numbers separated only by a space. If any digit is left over, the meaning stays open. */
function readSideBySide(chunk: Chunk, plans: Plans): Reading {
  const { runs, plus } = chunk;
  // For each beginning: the ways to continue from there to the end, at most two of them.
  const ways: FoundNumber[][][] = Array.from({ length: runs.length + 1 }, () => []);
  ways[runs.length] = [[]];
  let any = false;
  for (let from = runs.length - 1; from >= 0; from--) {
    for (let to = from + 1; to <= Math.min(runs.length, from + mostRuns); to++) {
      const digits = runs.slice(from, to).join('');
      const found = plans.number({ plus: plus && from === 0, digits });
      if (!found) continue;
      // After a calling code that leads nowhere, what looks like a number is not one.
      any ||= from === 0 || !plus;
      for (const rest of ways[to] ?? []) ways[from]?.push([{ ...found, extension: null }, ...rest]);
    }
    ways[from] = ways[from]?.slice(0, 2) ?? [];
  }
  const [way, another] = ways[0] ?? [];
  if (way && another) return doubt(...way, ...another);
  if (way) return { numbers: withExtension(way, chunk), doubtful: [], problem: null };
  return readingOf(any ? 'number_too_long' : whyNone(chunk, plans));
}

/** The extension belongs to the last number. */
function withExtension(numbers: FoundNumber[], { extension }: Chunk): FoundNumber[] {
  return numbers.map((found, at) => (at === numbers.length - 1 ? { ...found, extension } : found));
}

/** Why the digits are not a number: too few so far, too many, or in no shape that is assigned. */
function whyNone(chunk: Chunk, plans: Plans): Reading['problem'] {
  const digits: Digits = { plus: chunk.plus, digits: chunk.runs.join('') };
  if (chunk.context === 'hidden' || plans.canGrow(digits)) return 'number_incomplete';
  for (let length = digits.digits.length - 1; length >= 7; length--) {
    const shorter = { ...digits, digits: digits.digits.slice(0, length) };
    if (plans.number(shorter)) return 'number_too_long';
  }
  return digits.digits.length > 15 ? 'number_too_long' : 'number_invalid';
}

function only(found: FoundNumber): Reading {
  return { numbers: [found], doubtful: [], problem: null };
}

/** One text with several possible readings. */
export function doubt(...readings: FoundNumber[]): Reading {
  return { numbers: [], doubtful: readings, problem: 'number_ambiguous' };
}
